using Chalkline.Platform;

namespace Chalkline.Governance.Policies;

/// <summary>Where a version of a policy stands on its way.</summary>
public enum PolicyState
{
    Draft,

    /// <summary>Everybody on the staff may read it and comment.</summary>
    Consultation,
    FirstReading,
    SecondReading,
    Adopted,

    /// <summary>In force: the one that holds.</summary>
    Published,

    /// <summary>A later version is in force.</summary>
    Superseded,
    Withdrawn,
}

/// <summary>Who adopted a version.</summary>
public enum PolicyAuthority
{
    Superintendent,
    Board,
}

/// <summary>A policy through all of its versions: what it is called now, who must acknowledge it, when it is looked at again.</summary>
public sealed class Policy : IVersioned
{
    public const int LongestTitle = 160, LongestText = 60_000, LongestNote = 1000, MostVersions = 999;

    public PolicyId Id { get; init; }

    /// <summary>The title of the version in force; of the newest where none is.</summary>
    public required string Name { get; set; }
    public required string NameFolded { get; set; }
    public string NameSpanish { get; set; } = "";

    /// <summary>The template that it began from, as checks name it (<c>acceptable-use</c>); null: it began empty.</summary>
    public string? Document { get; init; }

    /// <summary>The number of the version in force.</summary>
    public int? Published { get; set; }

    /// <summary>Whoever has acknowledged a version from this one on need not do it again.</summary>
    public int? AcknowledgeFrom { get; set; }

    /// <summary>The day by which somebody looks at it again.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Days that people have to acknowledge it, from its publication.</summary>
    public int AcknowledgeDays { get; set; } = 30;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public int Version { get; set; }
}

/// <summary>One version of a policy. Once it is adopted its words never change, and the database holds that too.</summary>
public sealed class PolicyVersion : IVersioned
{
    public PolicyId Policy { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }
    public PolicyState State { get; set; }
    public required string Title { get; set; }
    public string TitleSpanish { get; set; } = "";

    /// <summary>Markdown; its headings of the second level are the policy's sections.</summary>
    public required string Text { get; set; }

    /// <summary>"" where nobody has translated it.</summary>
    public string TextSpanish { get; set; } = "";

    /// <summary>SHA-256 of titles and texts: what a reading, an adoption and an acknowledgement are of.</summary>
    public required string Hash { get; set; }

    /// <summary>What is other than in the version before, and why.</summary>
    public string WhatChanged { get; set; } = "";

    /// <summary>Those who acknowledged the version before are asked again.</summary>
    public bool AsksAgain { get; set; }
    public AccountId WrittenBy { get; set; }
    public DateTimeOffset WrittenAt { get; set; }
    public DateOnly? CommentsUntil { get; set; }
    public PolicyAuthority? AdoptedBy { get; set; }
    public DateOnly? AdoptedOn { get; set; }

    /// <summary>Whoever decided to adopt it, or entered that the board did.</summary>
    public AccountId? EnteredBy { get; set; }

    /// <summary>The recorded decision that adopted it.</summary>
    public Guid? Decision { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it was withdrawn.</summary>
    public string EndedWhy { get; set; } = "";
    public int Version { get; set; }
}

/// <summary>That a version was read in a meeting, with a frozen copy of what was read.</summary>
public sealed class PolicyReading
{
    public PolicyReadingId Id { get; init; }
    public PolicyId Policy { get; init; }
    public int Number { get; init; }

    /// <summary>1 or 2.</summary>
    public int Ordinal { get; init; }
    public DateOnly Day { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public string TextSpanish { get; init; } = "";
    public required string Hash { get; init; }
    public AccountId EnteredBy { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
}

/// <summary>A role whose holders must acknowledge a policy.</summary>
public sealed class PolicyRole
{
    public PolicyId Policy { get; init; }
    public Role Role { get; init; }
}

/// <summary>A school whose people must acknowledge a policy; without any, those of all schools.</summary>
public sealed class PolicySchool
{
    public PolicyId Policy { get; init; }
    public SchoolId School { get; init; }
}

/// <summary>Somebody has read a version of a policy, said by themselves.</summary>
public sealed class PolicyAcknowledgement
{
    public PolicyId Policy { get; init; }
    public AccountId Account { get; init; }
    public int Number { get; init; }

    /// <summary>Of the words that were read.</summary>
    public required string Hash { get; init; }
    public DateTimeOffset At { get; init; }
}
