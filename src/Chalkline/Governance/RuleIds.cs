using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>A policy through all of its versions.</summary>
public readonly record struct PolicyId(Guid Value) : IId<PolicyId>
{
    public static PolicyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One reading of a version of a policy.</summary>
public readonly record struct PolicyReadingId(Guid Value) : IId<PolicyReadingId>
{
    public static PolicyReadingId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A principle that the district holds to.</summary>
public readonly record struct PrincipleId(Guid Value) : IId<PrincipleId>
{
    public static PrincipleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What was agreed with an association of employees.</summary>
public readonly record struct EmployeeAgreementId(Guid Value) : IId<EmployeeAgreementId>
{
    public static EmployeeAgreementId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
