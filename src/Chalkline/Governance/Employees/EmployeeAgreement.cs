using Chalkline.Platform;

namespace Chalkline.Governance.Employees;

/// <summary>What was agreed with an association of employees about AI, as the whole staff may read it.</summary>
public sealed class EmployeeAgreement : IVersioned
{
    public const int LongestTitle = 160, LongestText = 20_000;

    public EmployeeAgreementId Id { get; init; }
    public required string Title { get; set; }

    /// <summary>The association with which it was agreed.</summary>
    public required string Association { get; set; }

    /// <summary>Markdown.</summary>
    public required string Text { get; set; }
    public DateOnly AgreedOn { get; set; }

    /// <summary>Its last day; null: until something else is agreed.</summary>
    public DateOnly? EndsOn { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public bool IsInForceOn(DateOnly day) => AgreedOn <= day && (EndsOn is null || day <= EndsOn);
}
