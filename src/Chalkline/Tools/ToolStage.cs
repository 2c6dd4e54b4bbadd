namespace Chalkline.Tools;

/// <summary>Where a tool is in its life, as it was decided. Words: <c>ToolStage_…</c>.</summary>
public enum ToolStage
{
    Requested,
    InReview,

    /// <summary>In use from before anybody looked at it: a date is set by which somebody must.</summary>
    NotYetReviewed,
    ApprovedForPilot,
    InPilot,
    PilotComplete,
    ApprovedForUse,
    InUse,
    Retiring,
    Retired,
    Refused,
    Prohibited,
}

/// <summary>The five words that people see. Words: <c>ToolStatus_…</c>.</summary>
public enum ToolStatus
{
    Approved,
    ApprovedWithConditions,
    PilotOnly,
    UnderReview,
    NotApproved,
}

/// <summary>Why a tool comes up for review. Words: <c>ConcernKind_…</c>.</summary>
public enum ConcernKind
{
    /// <summary>An AI feature was added to a product that had been decided on without it.</summary>
    FeatureAdded,
    SubProcessorsChanged,
    ModelChanged,

    /// <summary>It reaches more than was decided on: other grades, other people.</summary>
    UseWidened,

    /// <summary>A review found what must not be.</summary>
    Blocker,
    AgreementExpired,
    Incident,

    /// <summary>Nobody answers for it any more.</summary>
    OwnerGone,

    /// <summary>The day by which it was to be looked at again is over.</summary>
    ReviewOverdue,
    Other,
}
