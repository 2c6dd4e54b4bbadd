using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Register;

/// <summary>Who uses a tool.</summary>
public enum ToolUser
{
    Students,
    Teachers,
    Staff,
    Families,
}

/// <summary>How people sign in to a tool.</summary>
public enum SignInChannel
{
    Unknown,

    /// <summary>Without an account.</summary>
    None,
    OwnPassword,
    Google,
    Microsoft,
    Clever,
    ClassLink,
    Other,
}

/// <summary>How a tool comes to know who is in which class.</summary>
public enum RosterChannel
{
    Unknown,
    None,
    Typed,
    File,
    OneRoster,
    Clever,
    ClassLink,
    Other,
}

/// <summary>What holds a tool to what was agreed.</summary>
public enum Enforcement
{
    /// <summary>The vendor's word alone.</summary>
    OnlyPromised,

    /// <summary>Set in another system: a portal, the student information system.</summary>
    ConfiguredElsewhere,

    /// <summary>By this program.</summary>
    EnforcedHere,
}

/// <summary>An AI product in use or asked for.</summary>
public sealed class Tool : IVersioned
{
    public const int LongestName = 120, LongestText = 2000, LongestLine = 300;

    public ToolId Id { get; init; }
    public VendorId Vendor { get; set; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }

    /// <summary>What it is for, in a few words.</summary>
    public required string Purpose { get; set; }

    /// <summary>As decided. What holds now is the pure function <c>ToolLife.Standing</c> of it, the facts and the time.</summary>
    public ToolStage Stage { get; set; }
    public DateTimeOffset StageSince { get; set; }

    /// <summary>Who answers for it, and who does when that person cannot.</summary>
    public AccountId? Owner { get; set; }
    public AccountId? Backup { get; set; }

    /// <summary>Null: nobody has said yet.</summary>
    public RiskTier? Tier { get; set; }
    public string TierWhy { get; set; } = "";

    /// <summary>As <see cref="GradeSet.Codes"/> has them; "": no grade in particular.</summary>
    public string GradeCodes { get; set; } = "";

    /// <summary>Codes of <see cref="ToolUser"/> with a space between.</summary>
    public string UserCodes { get; set; } = "";

    /// <summary>How many it reaches, as far as anybody knows.</summary>
    public int? Students { get; set; }
    public int? Staff { get; set; }

    /// <summary>It writes, draws or speaks.</summary>
    public bool Generative { get; set; }

    /// <summary>People use a version for which nobody signed anything.</summary>
    public bool FreeVersion { get; set; }

    /// <summary>It is named in students' plans (IEP, 504), of which nothing is kept here: then it does not go without something in its place.</summary>
    public bool ServesPlans { get; set; }

    /// <summary>What students with such a plan use instead, by the word of special education; null: nothing yet.</summary>
    public ToolId? Replacement { get; set; }
    public AccountId? ReplacementBy { get; set; }

    /// <summary>The model behind it, and whose it is.</summary>
    public string Model { get; set; } = "";

    /// <summary>To whom the vendor passes data on, a line each.</summary>
    public string SubProcessors { get; set; } = "";

    /// <summary>Dollars a year; 0: free; null: nobody knows.</summary>
    public decimal? YearlyCost { get; set; }
    public string Funding { get; set; } = "";
    public DateOnly? ContractEnd { get; set; }

    /// <summary>The last day on which notice keeps the contract from renewing itself.</summary>
    public DateOnly? NoticeBy { get; set; }
    public SignInChannel SignIn { get; set; }
    public RosterChannel Rostering { get; set; }
    public Enforcement Enforcement { get; set; }

    /// <summary>Where it is configured, by whom, since when: the proof.</summary>
    public string EnforcementProof { get; set; } = "";

    /// <summary>When somebody must have looked at it (again).</summary>
    public DateOnly? ReviewBy { get; set; }

    /// <summary>Under which it was approved; "": none.</summary>
    public string Conditions { get; set; } = "";

    /// <summary>Set by an emergency stop; null: it runs.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
    public AccountId? StoppedBy { get; set; }
    public string StoppedWhy { get; set; } = "";

    /// <summary>Until then a severe concern does not stop present use: the superintendent's word.</summary>
    public DateOnly? ContinueUntil { get; set; }
    public string ContinueWhy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public GradeSet Grades => GradeSet.TryParse(GradeCodes, out var grades) ? grades : GradeSet.None;

    public IReadOnlyList<ToolUser> Users => [.. UserCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Codes.Find<ToolUser>).OfType<ToolUser>()];

    /// <summary>Grades whose students are mostly under 13, the age of the Children's Online Privacy Protection Act (16 CFR 312).</summary>
    private static readonly string[] Young = ["IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07"];

    /// <summary>Students under 13 use it themselves.</summary>
    public bool ReachesUnder13 => Users.Contains(ToolUser.Students) && Young.Any(Grades.Contains);
}

/// <summary>Who makes or sells tools.</summary>
public sealed class Vendor : IVersioned
{
    public const int LongestName = 120, LongestAddress = 500;

    public VendorId Id { get; init; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }

    /// <summary>On the web; "": not known.</summary>
    public string Website { get; set; } = "";

    /// <summary>Whom to write to about privacy; "": not known.</summary>
    public string Contact { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>A part of a tool that can be switched on by itself: "AI was switched on in a product that we had" is a feature added.</summary>
public sealed class ToolFeature
{
    public ToolFeatureId Id { get; init; }
    public ToolId Tool { get; init; }
    public required string Name { get; init; }
    public bool IsAi { get; init; }

    /// <summary>Since when it is there.</summary>
    public DateOnly Since { get; init; }
    public DateTimeOffset AddedAt { get; init; }
}

/// <summary>A use case that a tool serves.</summary>
public sealed class ToolUseCase
{
    public ToolId Tool { get; init; }
    public UseCaseId UseCase { get; init; }
}

/// <summary>A school in which a tool is used.</summary>
public sealed class ToolSchool
{
    public ToolId Tool { get; init; }
    public SchoolId School { get; init; }
}
