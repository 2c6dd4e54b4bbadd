using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Roadmap;

/// <summary>Challenges, measures, goals and use cases of a test, made by the operations that people's pages call.</summary>
internal static class AimSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Person Lead { get; } = new(AccountId.From(Guid.CreateVersion7()), "Invented lead", null, [new(Role.AiLead, null, null)]);

    public static async Task<T> Do<T>(this TestSite site, Func<DistrictDb, TimeProvider, Task<T>> act)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await act(db, site.Stores.Time);
    }

    public static async Task<MeasureId> AddMeasure(this TestSite site, string name = "Absence", string direction = "less", string level = "school", string? counts = null)
    {
        var form = new MeasureForm { Name = name, Unit = "%", Direction = direction, Least = "0", Most = "100", Level = level, Domain = "attendance", Source = "Invented", CountsStudents = counts };
        return Assert.IsType<AimResult<Measure>.Done>(await site.Do((db, time) => ChangeMeasure.Add(db, time, Lead, form, Ct))).Record.Id;
    }

    public static async Task Enter(this TestSite site, MeasureId measure, string day, string amount, SchoolId? school = null, string? students = null, string? group = null)
    {
        var form = new ValueForm { Day = day, Amount = amount, School = school?.ToString(), Students = students, Group = group };
        Assert.IsType<EnterValueResult.Done>(await site.Do((db, time) => EnterValue.Run(db, time, Lead, measure, form, Ct)));
    }

    public static async Task<ChallengeId> AddChallenge(this TestSite site, string title = "The bus is late") =>
        Assert.IsType<SayChallengeResult.Kept>(await site.Do((db, time) => SayChallenge.Run(db, time, Lead, new() { Category = "operations", Title = title, Text = "Every week." }, Ct))).Id;

    public static GoalForm GoalForm(ChallengeId challenge, MeasureId measure, string name = "Fewer miss school") => new()
    {
        Name = name,
        Kind = "attendance",
        Challenge = challenge.ToString(),
        Measure = measure.ToString(),
        Baseline = "20",
        BaselineDay = "2026-08-01",
        Target = "10",
        TargetDay = "2027-06-01",
    };

    public static async Task<GoalId> AddGoal(this TestSite site, ChallengeId challenge, MeasureId measure, string name = "Fewer miss school") =>
        Assert.IsType<AimResult<Goal>.Done>(await site.Do((db, time) => SetGoal.Add(db, time, Lead, GoalForm(challenge, measure, name), Ct))).Record.Id;

    public static UseCaseForm UseCaseForm(GoalId goal, string name = "Early reports") => new()
    {
        Name = name,
        Goal = goal.ToString(),
        Level = "classroom",
        Purpose = "teacher-support",
        Data = "none",
        Grades = "9-12",
        Roles = ["teachers"],
        Summary = "A list each Monday.",
        Impact = "5",
        ImpactWhy = "It names who is missing.",
        Risk = "1",
        RiskWhy = "No data.",
    };

    public static async Task<UseCaseId> AddUseCase(this TestSite site, GoalId goal, string name = "Early reports") =>
        Assert.IsType<AimResult<UseCase>.Done>(await site.Do((db, time) => DescribeUseCase.Add(db, time, Lead, UseCaseForm(goal, name), Ct))).Record.Id;
}
