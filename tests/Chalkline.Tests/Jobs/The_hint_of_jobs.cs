using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Jobs;

public sealed class The_hint_of_jobs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_of_the_earliest_and_goes_when_there_is_none(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.On(database, clock);
        var stores = installation.Stores;
        await JobHints.Touch(stores, Installation.Cedar, clock.Now().AddMinutes(5), Ct);
        await JobHints.Touch(stores, Installation.Cedar, clock.Now().AddDays(1), Ct);
        Assert.Empty(await JobHints.Due(stores, Ct));
        clock.Advance(TimeSpan.FromMinutes(5));
        var (district, touched) = Assert.Single(await JobHints.Due(stores, Ct));
        Assert.Equal(Installation.Cedar, district);
        await JobHints.Settle(stores, district, touched, clock.Now().AddDays(1), Ct);
        Assert.Empty(await JobHints.Due(stores, Ct));
        clock.Advance(TimeSpan.FromDays(1));
        await JobHints.Settle(stores, district, Assert.Single(await JobHints.Due(stores, Ct)).Touched, null, Ct);
        clock.Advance(TimeSpan.FromDays(300));
        Assert.Empty(await JobHints.Due(stores, Ct));
    }

    /// <summary>The host is told before the commit; whoever looks in between must look again.</summary>
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Outlives_a_look_that_came_before_the_commit(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.On(database, clock);
        await JobHints.Touch(installation.Stores, Installation.Cedar, clock.Now(), Ct);
        var (district, touched) = Assert.Single(await JobHints.Due(installation.Stores, Ct));
        await JobHints.Settle(installation.Stores, district, touched, null, Ct);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await JobHints.Due(installation.Stores, Ct));
        // And what was touched after the look is not put off by it.
        await JobHints.Touch(installation.Stores, Installation.Cedar, clock.Now(), Ct);
        await JobHints.Settle(installation.Stores, district, touched, clock.Now().AddDays(1), Ct);
        Assert.Single(await JobHints.Due(installation.Stores, Ct));
    }
}
