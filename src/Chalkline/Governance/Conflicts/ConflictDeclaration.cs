using Chalkline.Platform;

namespace Chalkline.Governance.Conflicts;

/// <summary>What somebody who reviews or decides declared for a school year: interests, or none. It never changes; a later one counts in its place.</summary>
public sealed class ConflictDeclaration
{
    public ConflictDeclarationId Id { get; init; }
    public AccountId Account { get; init; }

    /// <summary>The calendar year in which the school year begins.</summary>
    public int SchoolYear { get; init; }

    /// <summary>Vendors, shares, paid work, family: as the person says it. "": none.</summary>
    public string What { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>Somebody takes no part in one matter, and says why. It never changes.</summary>
public sealed class Abstention
{
    public ProposalId Proposal { get; init; }
    public AccountId Account { get; init; }
    public required string Why { get; init; }
    public DateTimeOffset At { get; init; }
}
