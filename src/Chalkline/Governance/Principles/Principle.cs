using Chalkline.Platform;

namespace Chalkline.Governance.Principles;

/// <summary>Something that the district holds to in all that it does with AI, in its own words. Once it is adopted its words never change, and the database holds that too.</summary>
public sealed class Principle : IVersioned
{
    public const int LongestTitle = 120, LongestText = 1200, LongestNames = 2000;

    public PrincipleId Id { get; init; }

    /// <summary>The item of a pack that it began from; null: the district's own.</summary>
    public string? Source { get; init; }
    public required string Title { get; set; }
    public string TitleSpanish { get; set; } = "";
    public required string Text { get; set; }
    public string TextSpanish { get; set; } = "";

    /// <summary>Names of the checks that carry it out, a space between; one need not be known to this program.</summary>
    public string Checks { get; set; } = "";

    /// <summary>Codes of the pages that show how it is kept, a space between (<see cref="ReportPages"/>).</summary>
    public string Reports { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateOnly? AdoptedOn { get; set; }
    public AccountId? AdoptedBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public int Version { get; set; }

    public IReadOnlyList<string> CheckNames => Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> ReportCodes => Reports.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
