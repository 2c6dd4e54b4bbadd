using Chalkline.Platform;

namespace Chalkline.Tools.Vetting;

/// <summary>An answer as it is typed.</summary>
/// <param name="Key">Of the <see cref="Question"/>.</param>
/// <param name="Reply">A code of <see cref="VettingReply"/>; null: none is chosen.</param>
/// <param name="Evidence">Ids of what is tied to it.</param>
/// <param name="Version">Of the answer that the form was filled from; "": there was none.</param>
/// <param name="Again">It is still so: said anew, on the present wording.</param>
/// <param name="Take">What the vendor said is taken over.</param>
public sealed record TypedAnswer(string Key, string? Reply, string? Note, IReadOnlyList<string> Evidence, string? Version, bool Again, bool Take)
{
    /// <summary>The names of a question's fields begin so.</summary>
    public const string Keys = "Question", ReplyField = "Reply-", NoteField = "Note-", KeepField = "Keep-", TieField = "Tie-", VersionField = "Version-", AgainField = "Again-", TakeField = "Take-";

    public static IReadOnlyList<TypedAnswer> Read(IFormCollection form) => [.. form[Keys].OfType<string>().Distinct().Select(key => new TypedAnswer(key, form[ReplyField + key], form[NoteField + key],
        [.. form[KeepField + key].Concat(form[TieField + key]).OfType<string>().Where(e => e.Length > 0).Distinct()], form[VersionField + key], form.ContainsKey(AgainField + key), form.ContainsKey(TakeField + key)))];
}

/// <summary>The end of a review, as it is typed.</summary>
public sealed record FinishForm
{
    /// <summary>A code of <see cref="AreaVerdict"/>.</summary>
    public string? Verdict { get; init; }
    public string? Summary { get; init; }
    public string? Confirmed { get; init; }
    public string? Version { get; init; }
}

/// <summary>A review from elsewhere, as it is typed.</summary>
public sealed record AcceptForm
{
    public string? Source { get; init; }
    public string? Name { get; init; }
    public string? Link { get; init; }
    public string? Day { get; init; }
    public string? Covers { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public string? Until { get; init; }
    public string? Verdict { get; init; }
    public string? Why { get; init; }
    public string? Version { get; init; }
}

/// <summary>Who reviews an area until when, as it is chosen.</summary>
/// <param name="Reviewer">The id of an account; "": nobody.</param>
/// <param name="Version">Of the review that the form was filled from; "": there was none.</param>
public sealed record PlannedArea(string Area, string? Reviewer, string? Due, string? Version)
{
    public const string ReviewerField = "Reviewer-", DueField = "Due-", VersionField = "Version-";

    public static IReadOnlyList<PlannedArea> Read(IFormCollection form) => [.. Roles.ReviewAreas.Append(VettingRules.Law).Where(a => form.ContainsKey(ReviewerField + a))
        .Select(a => new PlannedArea(a, form[ReviewerField + a], form[DueField + a], form[VersionField + a]))];
}

/// <summary>Evidence as it is typed.</summary>
public sealed record EvidenceForm
{
    public string? Name { get; init; }

    /// <summary>"vendor" or "any".</summary>
    public string? For { get; init; }
    public string? Link { get; init; }
    public string? SeenOn { get; init; }
    public string? ExpiresOn { get; init; }
    public string? Note { get; init; }
    public string? Version { get; init; }

    public static EvidenceForm Of(VettingEvidence evidence) => new()
    {
        Name = evidence.Name,
        For = evidence.Vendor is null ? "any" : "vendor",
        Link = evidence.Link,
        SeenOn = Design.DayText.Field(evidence.SeenOn),
        ExpiresOn = Design.DayText.Field(evidence.ExpiresOn),
        Note = evidence.Note,
        Version = evidence.Version.ToString(Design.Language.Numbers),
    };
}

/// <summary>Questions to a vendor, as they are chosen.</summary>
public sealed record AskVendorForm
{
    public string? Addressee { get; init; }
    public string? Days { get; init; }

    /// <summary>Keys of <see cref="Question"/>s.</summary>
    public string[]? Questions { get; init; }
}

/// <summary>What a vendor typed to one question.</summary>
public sealed record TypedVendorAnswer(string Key, string? Reply, string? Text, string? Address)
{
    public const string TextField = "Text-", AddressField = "Address-", SendField = "Send", VersionField = "Version";

    public static IReadOnlyList<TypedVendorAnswer> Read(IFormCollection form) =>
        [.. form[TypedAnswer.Keys].OfType<string>().Distinct().Select(key => new TypedVendorAnswer(key, form[TypedAnswer.ReplyField + key], form[TextField + key], form[AddressField + key]))];
}

/// <summary>A statement as it is typed.</summary>
public sealed record StatementForm
{
    /// <summary>The e-mail address of the person who reviews; or who made the audit.</summary>
    public string? Who { get; init; }
    public string? Text { get; init; }
    public string? Day { get; init; }

    /// <summary>A code of <see cref="AuditFinding"/>.</summary>
    public string? Finding { get; init; }
    public string? Evidence { get; init; }
    public string? Confirmed { get; init; }
    public string? Version { get; init; }
}
