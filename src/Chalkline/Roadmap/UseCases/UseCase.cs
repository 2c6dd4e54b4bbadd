using Chalkline.Platform;
using Chalkline.Records;

namespace Chalkline.Roadmap.UseCases;

/// <summary>Where it is used.</summary>
public enum UseCaseLevel
{
    District,
    Classroom,
}

/// <summary>What AI is used for.</summary>
public enum UseCasePurpose
{
    Instruction,

    /// <summary>Planning, feedback, paperwork: the teacher stays between it and the students.</summary>
    TeacherSupport,

    /// <summary>Attendance, reports, scheduling, buses.</summary>
    Operations,

    /// <summary>Who gets which help, course or consequence.</summary>
    DecisionsAboutStudents,
}

/// <summary>The data that it takes.</summary>
public enum UseCaseData
{
    None,

    /// <summary>Names, work, grades.</summary>
    StudentData,

    /// <summary>Health, disability, discipline, family circumstances, faces and voices.</summary>
    Sensitive,
}

/// <summary>Who uses it.</summary>
public enum UseCaseRole
{
    Students,
    Teachers,
    Counselors,
    Principals,
    Office,
    DistrictStaff,
    Families,
}

/// <summary>One way to use AI for a goal, before any tool is chosen.</summary>
public sealed class UseCase : IVersioned
{
    public const int LongestName = 120, LongestText = 1000, LongestWhy = 400, LongestCriteria = 2000, Scale = 5;

    public UseCaseId Id { get; init; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }
    public GoalId Goal { get; set; }
    public UseCaseLevel Level { get; set; }
    public UseCasePurpose Purpose { get; set; }
    public UseCaseData Data { get; set; }

    /// <summary>As <see cref="GradeSet.Codes"/> has them; "": no grade in particular.</summary>
    public string GradeCodes { get; set; } = "";

    /// <summary>Codes of <see cref="UseCaseRole"/> with a space between.</summary>
    public string RoleCodes { get; set; } = "";
    public required string Summary { get; set; }

    /// <summary>1 (hardly any) to 5 (the goal is hardly reached without it).</summary>
    public int Impact { get; set; }
    public required string ImpactWhy { get; set; }

    /// <summary>1 (none to speak of) to 5 (harm to students that cannot be undone).</summary>
    public int Risk { get; set; }
    public required string RiskWhy { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public GradeSet Grades => GradeSet.TryParse(GradeCodes, out var grades) ? grades : GradeSet.None;

    public IReadOnlyList<UseCaseRole> Roles => [.. RoleCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Codes.Find<UseCaseRole>).OfType<UseCaseRole>()];
}

/// <summary>What a use case must show to be a success: a draft until it is frozen; frozen, it stays, and a change is a further version.</summary>
public sealed class UseCaseCriteria : IVersioned
{
    public UseCaseId UseCase { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }
    public required string Text { get; set; }
    public DateTimeOffset WrittenAt { get; set; }
    public DateTimeOffset? FrozenAt { get; set; }
    public AccountId? FrozenBy { get; set; }
    public int Version { get; set; }
}
