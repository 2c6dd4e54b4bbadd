using System.Diagnostics;
using System.Globalization;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Register;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>
/// How long the server takes over the data map, agreements and the register where 500 tools take 20 elements each. With CHALKLINE_LARGE=1 the median is held to 150 ms; the ordinary run
/// shares the machine with all other tests, and there it is an alarm.
/// </summary>
public sealed class A_large_data_map
{
    private const int Tools = 500, ElementsOfEach = 20, Tries = 21;

    private static readonly bool IsMeasured = Environment.GetEnvironmentVariable("CHALKLINE_LARGE") == "1";

    private static readonly double Allowed = IsMeasured ? 150 : 3000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_shown_within_150_milliseconds(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var tool = await Fill(site);
        using var lead = await site.As(Role.AiLead);
        var slow = new List<string>();
        foreach (var path in new[] { "/data-map", "/data-map?allowed=no", "/data-map?group=conduct", "/agreements", "/agreements?view=ends-soon", "/tools", "/tools?view=no-agreement", $"/tools/{tool}", $"/tools/{tool}/data" })
        {
            var times = new List<double>();
            // The first ones compile what the page needs.
            for (var i = 0; i < 3; i++) await Take(lead, path);
            for (var i = 0; i < (IsMeasured ? Tries : 3); i++) times.Add(await Take(lead, path));
            times.Sort();
            var median = times[times.Count / 2];
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database} {path}: median {median:0} ms, {times[0]:0} to {times[^1]:0} ms"));
            if (median > Allowed) slow.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {median:0} ms"));
        }
        Assert.Empty(slow);
        Assert.Equal(25, (await lead.Page("/data-map")).QuerySelectorAll("[aria-labelledby=data-map-caption] tbody tr").Length);
    }

    private static async Task<double> Take(Browser browser, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await browser.Get(path);
        await response.Content.ReadAsByteArrayAsync(Ct);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.True(response.IsSuccessStatusCode, path);
        return took;
    }

    /// <summary>Each second tool has an agreement in force, which allows half of what it takes.</summary>
    private static async Task<ToolId> Fill(TestSite site)
    {
        var elements = site.App.Services.GetRequiredService<ReadElements>();
        return await site.Do(async (db, time) =>
        {
            var codes = (await elements.Of(db, Ct)).All.Where(e => e.Group != DataElement.NoData).Select(e => e.Code).ToList();
            var vendor = new Vendor { Id = time.NewId<VendorId>(), Name = "Vendor A", NameFolded = "vendor a", CreatedAt = time.Now() };
            db.Add(vendor);
            var last = default(ToolId);
            for (var i = 0; i < Tools; i++)
            {
                var tool = new Tool { Id = last = time.NewId<ToolId>(), Vendor = vendor.Id, Name = $"Tool {i}", NameFolded = $"tool {i}", Purpose = "", Stage = ToolStage.NotYetReviewed, Tier = RiskTier.StudentData, StageSince = time.Now(), CreatedAt = time.Now() };
                var taken = Enumerable.Range(0, ElementsOfEach).Select(e => codes[(i + e) % codes.Count]).ToList();
                db.Add(tool);
                db.AddRange(taken.Select((e, n) => new DataUse { Id = time.NewId<DataUseId>(), Tool = tool.Id, Element = e, Source = (DataSource)(n % 6), Purpose = "To work", AddedAt = time.Now() }));
                if (i % 2 == 1) continue;
                var agreement = new Agreement { Id = time.NewId<AgreementId>(), Vendor = vendor.Id, Name = tool.Name, NameFolded = tool.NameFolded, Number = 1, SignedOn = new(2026, 9, 1), FirstDay = new(2026, 9, 1), LastDay = new DateOnly(2026, 11, 1).AddDays(i), CreatedAt = time.Now() };
                db.Add(agreement);
                db.Add(new AgreementTool { Agreement = agreement.Id, Tool = tool.Id });
                db.AddRange(taken.Take(ElementsOfEach / 2).Select(e => new AgreementElement { Agreement = agreement.Id, Element = e, Purpose = "To work" }));
            }
            await db.Commit(new(Actor.System, "test.done", new("test", Guid.Empty), []), Ct);
            return last;
        });
    }
}
