using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class Checks_of_goals_and_measures
{
    private static readonly DateOnly Today = new(2026, 10, 5);

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_out_by_what_the_store_has(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var measure = await site.AddMeasure();
        var few = await site.AddMeasure("Few");
        await site.Enter(few, "2026-10-01", "5", students: "8");
        Criterion[] criteria =
        [
            new("goal-set", With()), new("goal-set", With(("kind", "attendance"))), new("goal-set", With(("kind", "nonsense"))),
            new("measure-current", With(("measure", measure.ToString()), ("days", "30"))), new("measure-current", With(("measure", Guid.CreateVersion7().ToString()), ("days", "30"))),
            new("number-reached", With(("measure", measure.ToString()), ("side", "at-most"), ("number", "15"))), new("number-reached", With(("measure", measure.ToString()), ("number", "15"))),
            new("number-reached", With(("measure", few.ToString()), ("side", "at-most"), ("number", "15"))),
        ];
        const CheckState no = CheckState.NotMet, unsaid = CheckState.InsufficientInformation;
        Assert.Equal([no, no, unsaid, no, unsaid, unsaid, unsaid, unsaid], await States());
        await site.AddGoal(await site.AddChallenge(), measure);
        await site.Enter(measure, "2026-08-30", "16");
        Assert.Equal([CheckState.Met, CheckState.Met, unsaid, no, unsaid, no, unsaid, unsaid], await States());
        await site.Enter(measure, "2026-09-05", "15");
        Assert.Equal([CheckState.Met, CheckState.Met, unsaid, CheckState.Met, unsaid, CheckState.Met, unsaid, unsaid], await States());

        async Task<IEnumerable<CheckState>> States() => await site.Do(async (db, time) =>
        {
            var checks = site.App.Services.GetRequiredService<Checks>();
            var results = await checks.Evaluate(new(db, Language.English, time.Now(), Today), criteria, TestContext.Current.CancellationToken);
            Assert.All(results, r => Assert.NotEmpty(r.Reason));
            return results.Select(r => r.State).ToList();
        });
    }

    private static Dictionary<string, string> With(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
