using System.Diagnostics;
using Chalkline.Platform;
using Chalkline.Tests.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Search;

/// <summary>
/// How long the server takes over lists and search: a tenth of the size in the ordinary run, the whole (100,000 people, a million entries) with
/// CHALKLINE_LARGE=1.
/// </summary>
public sealed class Large_lists
{
    private const int Tries = 7;

    /// <summary>The ordinary run shares the machine with all other tests: there it is an alarm, and no measurement.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(Environment.GetEnvironmentVariable("CHALKLINE_LARGE") == "1" ? 100 : 500);

    private static readonly int Share = Environment.GetEnvironmentVariable("CHALKLINE_LARGE") == "1" ? 1 : 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_100_000_people_and_a_million_entries_are_answered_within_100_milliseconds(Database database)
    {
        await using var site = await TestSite.On(database);
        var schools = new List<SchoolId>();
        for (var i = 0; i < 50; i++) schools.Add(await site.AddSchool($"School {i:00}"));
        using var administrator = await site.As(Role.SystemAdministrator);
        using var principal = await site.As(new HeldRole(Role.Principal, schools[3], null));
        await LargeDistrict.AddPeople(site.Stores, 100_000 / Share, schools);
        await LargeDistrict.AddEntries(site.Stores, 1_000_000 / Share, administrator.Account!.Value);
        if (database == Database.PostgreSql) await LargeDistrict.Settle(site.Stores);
        var slow = new List<string>();
        foreach (var (browser, path) in new[]
        {
            (administrator, "/"), (administrator, "/search?q=ana"), (administrator, "/search?q=a"), (administrator, "/search?q=ana+ruiz"), (administrator, "/search?q=crowd017+lee"),
            (administrator, "/search?q=a+l+c"), (administrator, "/search?q=crowd4321@ex"), (administrator, "/search?q=zz"), (principal, "/search?q=ana"), (principal, "/search?q=a+l+c"),
            (administrator, "/people"), (administrator, "/people?page=200"), (administrator, "/people?name=ana"), (administrator, "/people?name=nunez"), (administrator, "/people?name=crowd017"),
            (administrator, "/people?name=zz"), (administrator, "/people?role=teacher&status=active"), (administrator, $"/people?school={schools[5]}"), (principal, "/people"), (principal, "/people?name=ana"),
            (administrator, "/audit-log"), (administrator, "/audit-log?before=1050000"), (administrator, "/audit-log?kind=thing"), (administrator, "/audit-log?action=thing.3"),
            (administrator, "/audit-log?person=" + administrator.Account!.Value), (administrator, "/audit-log?person=ana"), (administrator, "/audit-log?kind=school"),
        })
        {
            var best = await Best(browser, path);
            TestContext.Current.TestOutputHelper!.WriteLine($"{best.TotalMilliseconds,8:0.0} ms {path}");
            if (best > Allowed) slow.Add($"{path}: {best.TotalMilliseconds:0} ms");
        }
        Assert.Empty(slow);
    }

    /// <summary>The best of some tries: what else runs on the machine is no part of it.</summary>
    private static async Task<TimeSpan> Best(Browser browser, string path)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await browser.Get(path);
            await response.Content.ReadAsByteArrayAsync(Ct);
            var took = Stopwatch.GetElapsedTime(started);
            Assert.True(response.IsSuccessStatusCode, path);
            if (took < best) best = took;
        }
        return best;
    }
}
