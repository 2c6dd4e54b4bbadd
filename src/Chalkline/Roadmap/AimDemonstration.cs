using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>The demonstration's challenges, measures with half a year of values, five goals (two ahead, two behind, one of which nothing can be said) and use cases.</summary>
internal sealed class AimDemonstration(TimeProvider time) : IDemonstration
{
    /// <summary>Of a measure: its values for the district from the baseline on, a month apart, and the goal that stands on it.</summary>
    private sealed record Plot(string Measure, string Unit, MeasureDirection Direction, AimKind Kind, string Challenge, ChallengeCategory Category, string Words, string Goal, decimal Target,
        decimal[] Monthly);

    private static readonly Plot[] All =
    [
        new("Students who miss a tenth of the year or more", "%", MeasureDirection.Less, AimKind.Attendance, "Too many students miss too much school", ChallengeCategory.Attendance,
            "Every Monday I look for the same faces. Calls home come two weeks too late.", "Fewer students miss a tenth of the year", 14m, [18.4m, 17.6m, 16.9m, 16.1m]),
        new("Teachers' paperwork", "minutes a week", MeasureDirection.Less, AimKind.TeacherTime, "Paperwork eats teachers' planning time", ChallengeCategory.StaffTime,
            "I write the same progress note thirty times.", "Teachers spend less time on paperwork", 240m, [310m, 292m, 281m, 266m]),
        new("Growth in grade 6 to 8 mathematics", "points", MeasureDirection.More, AimKind.Achievement, "Students get stuck in middle school mathematics", ChallengeCategory.Learning,
            "My daughter does her homework with nobody to ask.", "Middle school students grow more in mathematics", 12m, [8m, 8.1m, 8.2m, 8.4m]),
        new("Messages to families in their own language", "%", MeasureDirection.More, AimKind.FamilyCommunication, "Families get letters that they cannot read", ChallengeCategory.Families,
            "La carta llegó solo en inglés.", "Families hear from us in their own language", 90m, [52m, 55m, 56m, 58m]),
        new("Students in advanced courses from low-income homes", "%", MeasureDirection.More, AimKind.AdvancedCourses, "Advanced courses miss students who could take them", ChallengeCategory.Access,
            "Nobody told my son that he could.", "More students from low-income homes take advanced courses", 30m, [21m]),
    ];

    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        for (var i = 0; i < All.Length; i++) await Fill(scene, All[i], i, ct);
        await Say(scene, null, new() { Category = Codes.Of(ChallengeCategory.Operations), Title = DemonstrationScene.Invented("The bus is late"), Text = "Three days this week." }, ct);
    }

    private async Task Fill(DemonstrationScene scene, Plot plot, int place, CancellationToken ct)
    {
        var first = scene.Today.AddMonths(-4);
        var measure = await Do<AimResult<Measure>.Done>(scene, (db, by) => Box(ChangeMeasure.Add(db, time, by, new()
        {
            Name = DemonstrationScene.Invented(plot.Measure),
            Unit = plot.Unit,
            Direction = Codes.Of(plot.Direction),
            Least = "0",
            Level = Codes.Of(MeasureLevel.School),
            Domain = Codes.Of(plot.Kind),
            Source = "Invented for the demonstration",
        }, ct)));
        await Values(scene, plot, measure.Record.Id, first, ct);
        var challenge = await Say(scene, scene.Administrator, new() { Category = Codes.Of(plot.Category), Title = DemonstrationScene.Invented(plot.Challenge), Text = plot.Words }, ct);
        await Do<AimResult<Challenge>.Done>(scene, (db, by) => Box(DecideChallenge.Run(db, time, by, challenge.Id, new()
        {
            State = Codes.Of(ChallengeState.Answered),
            Category = Codes.Of(plot.Category),
            Rank = (place + 1).ToString(CultureInfo.InvariantCulture),
            Measure = measure.Record.Id.ToString(),
            PublicTitle = DemonstrationScene.Invented(plot.Challenge),
            PublicText = plot.Challenge + ".",
            Answer = "We have set a goal for this, and say every month how far we are.",
            Version = "0",
        }, ct)));
        var owner = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Users.Where(a => a.Name.StartsWith("Ana Ruiz")).Select(a => (AccountId?)a.Id).FirstOrDefaultAsync(ct));
        var goal = await Do<AimResult<Goal>.Done>(scene, (db, by) => Box(SetGoal.Add(db, time, by, new()
        {
            Name = DemonstrationScene.Invented(plot.Goal),
            Kind = Codes.Of(plot.Kind),
            Challenge = challenge.Id.ToString(),
            Measure = measure.Record.Id.ToString(),
            Baseline = Text(plot.Monthly[0]),
            BaselineDay = DayText.Field(first),
            Target = Text(plot.Target),
            TargetDay = DayText.Field(scene.Today.AddMonths(4)),
            Owner = owner?.ToString(),
        }, ct)));
        await UseCase(scene, plot, goal.Record.Id, ct);
    }

    private async Task Values(DemonstrationScene scene, Plot plot, MeasureId measure, DateOnly first, CancellationToken ct)
    {
        var schools = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Set<School>().OrderBy(s => s.NameFolded).Select(s => s.Id).Take(6).ToListAsync(ct));
        for (var month = 0; month < plot.Monthly.Length; month++)
        {
            var day = DayText.Field(first.AddMonths(month).AddDays(month > 0 ? 20 : 0));
            await Enter(new() { Day = day, Amount = Text(plot.Monthly[month]), Students = "6000" });
            if (month < plot.Monthly.Length - 1) continue;
            // The last school is of so few students that not everybody sees its value.
            for (var i = 0; i < schools.Count; i++)
                await Enter(new() { School = schools[i].ToString(), Day = day, Amount = Text(plot.Monthly[month] + (i - 2) * 0.3m), Students = i == schools.Count - 1 ? "8" : "400" });
        }

        Task Enter(ValueForm form) => Do<EnterValueResult.Done>(scene, (db, by) => Box(EnterValue.Run(db, time, by, measure, form, ct)));
    }

    private async Task UseCase(DemonstrationScene scene, Plot plot, GoalId goal, CancellationToken ct)
    {
        var (name, purpose, data, roles, impact, risk) = plot.Kind switch
        {
            AimKind.Attendance => ("Reports that show absence early", UseCasePurpose.Operations, UseCaseData.StudentData, UseCaseRole.Office, 4, 2),
            AimKind.TeacherTime => ("Drafts of progress notes", UseCasePurpose.TeacherSupport, UseCaseData.None, UseCaseRole.Teachers, 4, 1),
            AimKind.Achievement => ("A tutor that gives hints and no answers", UseCasePurpose.Instruction, UseCaseData.StudentData, UseCaseRole.Students, 5, 4),
            AimKind.FamilyCommunication => ("Translations that a person checks", UseCasePurpose.Operations, UseCaseData.None, UseCaseRole.Office, 4, 1),
            _ => ("A list of students to invite", UseCasePurpose.DecisionsAboutStudents, UseCaseData.StudentData, UseCaseRole.Counselors, 3, 5),
        };
        var one = await Do<AimResult<UseCase>.Done>(scene, (db, by) => Box(DescribeUseCase.Add(db, time, by, new()
        {
            Name = DemonstrationScene.Invented(name),
            Goal = goal.ToString(),
            Level = Codes.Of(purpose is UseCasePurpose.Instruction or UseCasePurpose.TeacherSupport ? UseCaseLevel.Classroom : UseCaseLevel.District),
            Purpose = Codes.Of(purpose),
            Data = Codes.Of(data),
            Grades = "6-8",
            Roles = [Codes.Of(roles)],
            Summary = name + ", for the goal that it stands under.",
            Impact = impact.ToString(CultureInfo.InvariantCulture),
            ImpactWhy = "It goes to the cause that people named.",
            Risk = risk.ToString(CultureInfo.InvariantCulture),
            RiskWhy = "By the data it takes and by what it decides.",
        }, ct)));
        await Do<AimResult<UseCase>.Done>(scene, (db, by) => Box(FreezeCriteria.Write(db, time, by, one.Record.Id, new() { Text = "The goal's measure is at its line at the end of the pilot.", Number = "0", Version = "0" }, ct)));
        await Do<AimResult<UseCase>.Done>(scene, (db, by) => Box(FreezeCriteria.Freeze(db, time, by, one.Record.Id, new() { Version = "0" }, ct)));
    }

    private Task<SayChallengeResult.Kept> Say(DemonstrationScene scene, Person? by, SayForm form, CancellationToken ct) =>
        Do<SayChallengeResult.Kept>(scene, (db, _) => Box(SayChallenge.Run(db, time, by, form, ct)));

    /// <summary>Does something as people would, and insists that it came about.</summary>
    private static async Task<TDone> Do<TDone>(DemonstrationScene scene, Func<DistrictDb, Person, Task<object>> act) where TDone : class
    {
        var result = await scene.Do((services, _) => act(services.GetRequiredService<DistrictDb>(), scene.Administrator));
        return result as TDone ?? throw new InvalidOperationException($"The demonstration could not be filled: {result}");
    }

    private static async Task<object> Box<T>(Task<T> result) where T : notnull => await result;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
