using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Agreements;

/// <summary>What kind of paper it is. Words: <c>AgreementKind_…</c>.</summary>
public enum AgreementKind
{
    /// <summary>The national data privacy agreement of the Student Data Privacy Consortium.</summary>
    Ndpa,
    StateAddendum,

    /// <summary>The district's own.</summary>
    Own,

    /// <summary>The vendor's terms, accepted as they are.</summary>
    Terms,
}

/// <summary>By what the law lets data go out without each family's word (34 CFR 99.31), or with it. Words: <c>LegalBasis_…</c>.</summary>
public enum LegalBasis
{
    SchoolOfficial,
    Studies,
    Consent,
    DirectoryInformation,
}

/// <summary>Whether the vendor may train models with what it gets. Words: <c>TrainingUse_…</c>.</summary>
public enum TrainingUse
{
    None,

    /// <summary>Only with what no longer leads to a person.</summary>
    Deidentified,
    Allowed,
}

/// <summary>
/// What a vendor agreed to about data. A draft is written until it is signed; what was signed is not changed: it is amended by a new version that begins as a copy, renewed if it says that it
/// renews itself, or ended early.
/// </summary>
public sealed class Agreement : IVersioned
{
    public const int LongestName = 160, LongestLine = 300, LongestText = 4000;

    public AgreementId Id { get; init; }
    public VendorId Vendor { get; set; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }
    public AgreementKind Kind { get; set; }

    /// <summary>1 for the first; an amendment counts on.</summary>
    public int Number { get; init; }

    /// <summary>The version that this one amends; null: it is the first.</summary>
    public AgreementId? Amends { get; init; }

    /// <summary>Who is bound beside the district and the vendor; "": nobody.</summary>
    public string Parties { get; set; } = "";

    /// <summary>What the data may be used for, and nothing else.</summary>
    public string Purposes { get; set; } = "";
    public LegalBasis Basis { get; set; }

    /// <summary>Where data lie: country, company.</summary>
    public string StoredIn { get; set; } = "";

    /// <summary>To whom the vendor may pass data on, a line each.</summary>
    public string SubProcessors { get; set; } = "";

    /// <summary>Hours within which the vendor tells the district of a breach; null: it says nothing.</summary>
    public int? BreachHours { get; set; }
    public string Retention { get; set; } = "";

    /// <summary>How data come back or are deleted at the end.</summary>
    public string Disposal { get; set; } = "";
    public TrainingUse Training { get; set; }

    /// <summary>What may be trained with what, where anything may.</summary>
    public string TrainingWhat { get; set; } = "";

    /// <summary>The state's own terms that belong to it; "": none.</summary>
    public string StateTerms { get; set; } = "";

    /// <summary>Other districts may join on the same terms.</summary>
    public bool OthersMayJoin { get; set; }
    public DateOnly? FirstDay { get; set; }

    /// <summary>Its last day; null: until somebody ends it.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Its last day as it was signed, which a renewal moves; null: a draft, or without an end.</summary>
    public DateOnly? SignedUntil { get; set; }

    /// <summary>The last day on which notice keeps it from renewing itself.</summary>
    public DateOnly? NoticeBy { get; set; }
    public bool RenewsItself { get; set; }

    /// <summary>The day on the paper; null: a draft.</summary>
    public DateOnly? SignedOn { get; set; }

    /// <summary>Who signed for the district.</summary>
    public AccountId? SignedFor { get; set; }

    /// <summary>The vendor's signer by name and office, as on the paper; it stands here alone, and not in the audit log.</summary>
    public string VendorSigner { get; set; } = "";
    public AccountId? SignedBy { get; set; }

    /// <summary>Of what it said as it was signed; null: a draft.</summary>
    public string? Sha256 { get; set; }

    /// <summary>FirstDay this day on it binds nobody; null: nobody ended it.</summary>
    public DateOnly? EndedOn { get; set; }
    public string EndedWhy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>A tool that an agreement covers.</summary>
public sealed class AgreementTool
{
    public AgreementId Agreement { get; init; }
    public ToolId Tool { get; init; }
}

/// <summary>An element of data that a vendor may have, and what for.</summary>
public sealed class AgreementElement
{
    public const int LongestCode = 100, LongestPurpose = 300;

    public AgreementId Agreement { get; init; }

    /// <summary>Of the pack's item: <c>student-name.name</c>.</summary>
    public required string Element { get; init; }
    public required string Purpose { get; set; }
}

/// <summary>An agreement with what it covers and allows.</summary>
public sealed record AgreementFull(Agreement Agreement, string VendorName, IReadOnlyList<(ToolId Id, string Name)> Tools, IReadOnlyList<AgreementElement> Elements)
{
    /// <summary>What was agreed, as it is sealed by the signatures: nobody's name.</summary>
    public FrozenContent Content()
    {
        var one = Agreement;
        return FrozenContent.Of(new JsonObject
        {
            ["basis"] = Codes.Of(one.Basis),
            ["breach_hours"] = one.BreachHours,
            ["disposal"] = one.Disposal,
            ["elements"] = new JsonArray([.. Elements.OrderBy(e => e.Element, StringComparer.Ordinal).Select(e => (JsonNode)new JsonObject { ["element"] = e.Element, ["purpose"] = e.Purpose })]),
            ["format"] = "chalkline.agreement/1",
            ["from"] = DayText.Field(one.FirstDay),
            ["id"] = one.Id.ToString(),
            ["kind"] = Codes.Of(one.Kind),
            ["name"] = one.Name,
            ["number"] = one.Number,
            ["others_may_join"] = one.OthersMayJoin,
            ["parties"] = one.Parties,
            ["purposes"] = one.Purposes,
            ["renews_itself"] = one.RenewsItself,
            ["retention"] = one.Retention,
            ["state_terms"] = one.StateTerms,
            ["stored_in"] = one.StoredIn,
            ["sub_processors"] = one.SubProcessors,
            ["tools"] = new JsonArray([.. Tools.Select(t => t.Id.ToString()).Order(StringComparer.Ordinal).Select(t => (JsonNode)t)]),
            ["training"] = Codes.Of(one.Training),
            ["training_what"] = one.TrainingWhat,
            ["until"] = DayText.Field(one.SignedUntil ?? one.LastDay),
            ["vendor"] = one.Vendor.ToString(),
        });
    }
}

/// <summary>How an agreement stands on a day. Words: <c>AgreementStanding_…</c>.</summary>
public enum AgreementStanding
{
    Draft,

    /// <summary>Signed, and not yet begun.</summary>
    Ahead,
    InForce,
    Ended,
}

/// <summary>When an agreement binds. Pure; the same twice, for records and for queries, and a test holds them together.</summary>
public static class AgreementTerm
{
    /// <summary>Days before the end and before the last day for notice at which a warning begins, from the earliest.</summary>
    public static IReadOnlyList<int> Warnings { get; } = [120, 90, 60, 30];

    public static AgreementStanding Standing(Agreement agreement, DateOnly today) => agreement switch
    {
        { SignedOn: null } => AgreementStanding.Draft,
        { EndedOn: { } ended } when ended <= today => AgreementStanding.Ended,
        { LastDay: { } until } when until < today => AgreementStanding.Ended,
        { FirstDay: { } first } when first > today => AgreementStanding.Ahead,
        _ => AgreementStanding.InForce,
    };

    public static Expression<Func<Agreement, bool>> Binds(DateOnly today) =>
        a => a.SignedOn != null && a.FirstDay <= today && (a.LastDay == null || a.LastDay >= today) && (a.EndedOn == null || a.EndedOn > today);

    /// <summary>The day on which it will stop to bind, as far as anybody has said.</summary>
    public static DateOnly? End(Agreement agreement) => (agreement.LastDay, agreement.EndedOn) switch
    {
        ({ } until, { } ended) => until < ended ? until : ended.AddDays(-1),
        (null, { } ended) => ended.AddDays(-1),
        (var until, _) => until,
    };

    /// <summary>The warning that holds now: the least of <see cref="Warnings"/> that reaches the day; null: it is further off, or over.</summary>
    public static int? Warning(DateOnly? day, DateOnly today) =>
        day is { } on && on >= today && on.DayNumber - today.DayNumber is var left && Warnings.Where(w => left <= w).ToList() is { Count: > 0 } reached ? reached.Min() : null;
}
