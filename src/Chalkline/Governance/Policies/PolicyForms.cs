using Chalkline.Design;

namespace Chalkline.Governance.Policies;

/// <summary>How a policy begins.</summary>
public sealed record BeginPolicyForm
{
    /// <summary>The id of a template; "": empty.</summary>
    public string? Template { get; init; }
    public string? Title { get; init; }
    public string? TitleSpanish { get; init; }
}

/// <summary>The words of a version, as they are typed.</summary>
public sealed record PolicyForm
{
    public string? Title { get; init; }
    public string? TitleSpanish { get; init; }
    public string? Text { get; init; }
    public string? TextSpanish { get; init; }
    public string? WhatChanged { get; init; }

    /// <summary>Anything: those who acknowledged the version before are asked again.</summary>
    public string? AsksAgain { get; init; }
    public string? Version { get; init; }

    public static PolicyForm Of(PolicyVersion version) => new()
    {
        Title = version.Title,
        TitleSpanish = version.TitleSpanish,
        Text = version.Text,
        TextSpanish = version.TextSpanish,
        WhatChanged = version.WhatChanged,
        AsksAgain = version.AsksAgain ? "on" : null,
        Version = version.Version.ToString(Language.Numbers),
    };
}

/// <summary>A step of a version on its way.</summary>
public sealed record PolicyStepForm
{
    /// <summary>The last day for comments, or the day of a reading.</summary>
    public string? Day { get; init; }

    /// <summary>Why it goes back or is withdrawn.</summary>
    public string? Why { get; init; }
    public string? Version { get; init; }
}

/// <summary>Who must acknowledge a policy, and when it is looked at again.</summary>
public sealed record PolicySettingsForm
{
    public string[]? Roles { get; init; }
    public string[]? Schools { get; init; }
    public string? Days { get; init; }
    public string? ReviewOn { get; init; }
    public string? Version { get; init; }
}
