using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>The demonstration's forty tools: most in use and not yet reviewed, some in review, refused, stopped; entered and moved as people do it.</summary>
internal sealed class RegisterDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    /// <param name="Fate">What happened to it after it was entered.</param>
    private sealed record Plot(string Name, string Vendor, string Purpose, RiskTier? Tier, string Grades, string Users, int? Students, decimal? Cost, Fate Fate)
    {
        public bool Generative { get; init; } = true;
        public bool Free => Cost == 0;
        public bool ServesPlans { get; init; }

        /// <summary>The place of its use case among the demonstration's; null: it serves none.</summary>
        public int? UseCase { get; init; }
    }

    private enum Fate
    {
        /// <summary>In use, not yet reviewed.</summary>
        Found,

        /// <summary>The same, and nobody answers for it.</summary>
        Orphan,
        Requested,
        InReview,

        /// <summary>It waits for a decision on its refusal.</summary>
        RefusalAsked,

        /// <summary>Stopped at once.</summary>
        Stopped,

        /// <summary>Something is wrong with it.</summary>
        Concern,
    }

    private static readonly Plot[] All =
    [
        new("Tutor A", "Vendor A", "Practice in mathematics with hints", RiskTier.StudentData, "6-8", "students teachers", 412, 18_000, Fate.InReview) { UseCase = 0 },
        new("Quiz B", "Vendor B", "Quizzes from a teacher's own text", RiskTier.StudentData, "3-5", "students teachers", 1900, 0, Fate.Orphan) { UseCase = 0 },
        new("Essay C", "Vendor C", "Feedback on drafts", RiskTier.StudentData, "9-12", "students teachers", 640, 9_500, Fate.InReview) { UseCase = 1 },
        new("Chatbot D", "Vendor D", "Answers to anything", RiskTier.StudentData, "", "teachers staff", null, 0, Fate.Concern),
        new("Reader E", "Vendor E", "Reads pages aloud and explains words", RiskTier.StudentData, "K-8", "students", 820, 4_200, Fate.Found) { ServesPlans = true, UseCase = 1 },
        new("Planner F", "Vendor F", "Drafts of lesson plans", RiskTier.NoStudentData, "", "teachers", null, 2_400, Fate.InReview) { UseCase = 2 },
        new("Early Alert G", "Vendor G", "Says which students may drop out", RiskTier.ShapesDecisions, "9-12", "staff", 2_300, 31_000, Fate.Found) { Generative = false, UseCase = 3 },
        new("Translator H", "Vendor H", "Letters to families in their own language", RiskTier.StudentData, "", "staff teachers families", null, 6_000, Fate.Found) { UseCase = 2 },
        new("Grader I", "Vendor I", "Scores for short answers", RiskTier.ShapesDecisions, "6-12", "teachers", 1_100, 7_500, Fate.RefusalAsked),
        new("Faces J", "Vendor A", "Attendance by camera", RiskTier.ShapesDecisions, "9-12", "staff", 2_300, 12_000, Fate.Stopped) { Generative = false },
        new("Slides K", "Vendor K", "Slides from an outline", RiskTier.NoStudentData, "", "teachers staff", null, 0, Fate.Found) { UseCase = 2 },
        new("Minutes L", "Vendor L", "Minutes of meetings", null, "", "staff", null, 1_200, Fate.Orphan),
        new("Code M", "Vendor M", "Help with programming", RiskTier.StudentData, "9-12", "students teachers", 210, 0, Fate.Requested) { UseCase = 0 },
        new("Counselor N", "Vendor N", "A chat about worries", RiskTier.ShapesDecisions, "6-12", "students", null, 15_000, Fate.Requested),
        new("Captions O", "Vendor O", "Captions for spoken lessons", RiskTier.StudentData, "K-12", "students teachers", 300, 3_800, Fate.Found) { ServesPlans = true, UseCase = 1 },
        new("Bus P", "Vendor P", "Routes for buses", RiskTier.StudentData, "", "staff", 5_400, 22_000, Fate.Found) { Generative = false },
    ];

    /// <summary>What hundreds of districts find when they look: small things that somebody began to use.</summary>
    private static readonly string[] Small = ["Rubrics", "Flash cards", "Worksheets", "Pictures", "Music", "Poems", "Quotations", "Timetables", "Newsletters", "Word games", "Maps", "Diagrams", "Summaries", "Citations", "Voices", "Videos", "Surveys",
        "Letters", "Posters", "Puzzles", "Stories", "Homework help", "Vocabulary", "Science models"];

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, superintendent, reviewer) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct), await scene.Somebody(Role.Reviewer, ct));
        var (cases, schools, owner, backup) = await scene.Do(async (services, _) =>
        {
            var db = services.GetRequiredService<DistrictDb>();
            return (await RoadmapUseCases.Named(db).OrderBy(u => u.NameFolded).Select(u => u.Id).ToListAsync(ct), await db.Set<School>().OrderBy(s => s.NameFolded).Select(s => s.Id).Take(4).ToListAsync(ct),
                await db.Users.Where(a => a.Id == lead.Id).Select(a => a.Email).SingleAsync(ct), await db.Users.Where(a => a.Id == reviewer.Id).Select(a => a.Email).SingleAsync(ct));
        });
        foreach (var (plot, place) in All.Select((p, i) => (p, i)))
        {
            var tool = await Enter(scene, lead, plot, place, cases, schools, plot.Fate == Fate.Orphan ? null : owner, plot.Fate == Fate.Orphan ? null : backup, ct);
            await Live(scene, lead, superintendent, tool, plot.Fate, ct);
        }
        for (var i = 0; i < Small.Length; i++)
            await Enter(scene, lead, new($"{Small[i]} by AI", $"Vendor {(char)('Q' + i % 10)}", "Found in the web filter's report", i % 3 == 0 ? null : RiskTier.NoStudentData, "", i % 2 == 0 ? "teachers" : "", null, 0, Fate.Orphan), i, [], [], null, null, ct);
    }

    private async Task<Tool> Enter(DemonstrationScene scene, Person lead, Plot plot, int place, List<UseCaseId> cases, List<SchoolId> schools, string? owner, string? backup, CancellationToken ct) =>
        Must(await scene.Do((services, _) => EnterTool.Add(services.GetRequiredService<DistrictDb>(), time, lead, new()
        {
            Name = DemonstrationScene.Invented(plot.Name),
            Vendor = DemonstrationScene.Invented(plot.Vendor),
            Purpose = plot.Purpose,
            Entered = plot.Fate is Fate.Requested or Fate.InReview ? "requested" : "in-use",
            UseCases = plot.UseCase is { } at && cases.Count > 0 ? [cases[at % cases.Count].ToString()] : null,
            Owner = owner,
            Backup = backup,
            Tier = plot.Tier is { } tier ? Codes.Of(tier) : "",
            TierWhy = plot.Tier switch
            {
                RiskTier.NoStudentData => "Nothing about students goes in.",
                RiskTier.StudentData => "Students' work and names go in.",
                RiskTier.ShapesDecisions => "What it says changes what happens to a student.",
                _ => "",
            },
            Grades = plot.Grades,
            Users = plot.Users.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Schools = [.. schools.Take(plot.Students is null ? 0 : 1 + place % 3).Select(s => s.ToString())],
            Students = plot.Students?.ToString(CultureInfo.InvariantCulture),
            Generative = plot.Generative ? "yes" : null,
            FreeVersion = plot.Free ? "yes" : null,
            ServesPlans = plot.ServesPlans ? "yes" : null,
            Model = plot.Generative ? "A large language model of another company" : "",
            SubProcessors = plot.Generative ? "A cloud company in the United States" : "",
            YearlyCost = plot.Cost?.ToString(CultureInfo.InvariantCulture),
            Funding = plot.Cost > 0 ? "Curriculum fund" : "",
            ContractEnd = plot.Cost > 0 ? DayText.Field(scene.Today.AddDays(60 + 45 * (place % 6))) : "",
            NoticeBy = plot.Cost > 0 ? DayText.Field(scene.Today.AddDays(30 + 45 * (place % 6))) : "",
            ReviewBy = DayText.Field(scene.Today.AddDays(40 + 20 * (place % 7))),
        }, ct))).Record;

    private async Task Live(DemonstrationScene scene, Person lead, Person superintendent, Tool tool, Fate fate, CancellationToken ct)
    {
        switch (fate)
        {
            case Fate.InReview:
                await Move(scene, lead, tool, ToolStage.InReview, "Three schools asked for it.", ct);
                break;
            case Fate.RefusalAsked:
                await Move(scene, lead, tool, ToolStage.Refused, "Its scores differ from teachers' by a grade in one case of five, and it cannot say why.", ct);
                break;
            case Fate.Stopped:
                Must(await scene.Do((services, _) => RaiseConcern.Stop(services.GetRequiredService<DistrictDb>(), time, superintendent, tool.Id, new() { Why = "Nobody agreed to cameras, and families were not told." }, ct)));
                break;
            case Fate.Concern:
                Must(await scene.Do((services, _) => RaiseConcern.Run(services.GetRequiredService<DistrictDb>(), time, lead, tool.Id,
                    new() { Kind = Codes.Of(ConcernKind.Other), Why = "Staff paste letters of families into the free version, for which nobody signed anything." }, ct)));
                break;
        }
    }

    private static async Task Move(DemonstrationScene scene, Person lead, Tool tool, ToolStage to, string why, CancellationToken ct) => Must(await scene.Do((services, _) =>
        services.GetRequiredService<MoveTool>().Ask(lead, tool.Id, new() { To = Codes.Of(to), Why = why, Version = tool.Version.ToString(CultureInfo.InvariantCulture) }, Language.English, ct)));

    private static AimResult<Tool>.Done Must(AimResult<Tool> came) => came as AimResult<Tool>.Done
        ?? throw new InvalidOperationException("The demonstration's tools could not be entered: " + (came is AimResult<Tool>.Refused refused ? string.Join("; ", refused.Faults.Select(f => $"{f.Field} {f.Word}")) : came.ToString()));
}
