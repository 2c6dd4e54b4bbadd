using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class The_first_requests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_a_district_come_together_and_open_it_once(Database database)
    {
        await using var site = await TestSite.On(database);
        await using (var db = site.Stores.Open(Installation.Cedar)) await db.Database.ExecuteSqlRawAsync("DELETE FROM search_state", Ct);
        var counted = new Counted();
        var directory = new DistrictDirectory(site.Stores, [.. site.App.Services.GetServices<IDistrictOpening>(), counted]);
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => directory.StateOf(Installation.Cedar, Ct), Ct)));
        Assert.All(states, state => Assert.Equal(StoreState.Current, state));
        Assert.Equal(1, counted.Times);
    }

    private sealed class Counted : IDistrictOpening
    {
        public int Times { get; private set; }

        public Task Open(DistrictDb db, CancellationToken ct)
        {
            Times++;
            return Task.CompletedTask;
        }
    }
}
