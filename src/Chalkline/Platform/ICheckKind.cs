using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>What kind of value a parameter of a check takes.</summary>
public enum CheckValue
{
    /// <summary>A day, as a date field has it.</summary>
    Day,

    /// <summary>A whole number, not negative.</summary>
    Whole,

    /// <summary>A number with a decimal point.</summary>
    Number,

    /// <summary>One of <see cref="ICheckKind.Choices"/>.</summary>
    Choice,
}

/// <summary>A parameter of a kind of check.</summary>
/// <param name="Name">As in the store and in files: <c>role</c>.</param>
public sealed record CheckParameter(string Name, CheckValue Value)
{
    public bool Required { get; init; } = true;

    /// <summary>Its values name records of this district (a school, a goal) and mean nothing elsewhere: they are left out when a plan is given away.</summary>
    public bool IsOfDistrict { get; init; }
}

/// <summary>A value that a parameter may have, and what it is called.</summary>
public sealed record CheckChoice(string Value, string Text);

/// <summary>
/// A kind of check: something that holds or not by what is in the store, and by the time; never by somebody's tick. Contributed by the capability that keeps
/// what it looks at. Milestones and gates fold check results, and know no kind by name.
/// </summary>
public interface ICheckKind
{
    /// <summary>As in the store and in files: <c>role-held</c>. At most 60 characters.</summary>
    string Name { get; }

    IReadOnlyList<CheckParameter> Parameters { get; }

    /// <summary>What it checks, for whoever chooses one: "Somebody holds a role".</summary>
    string Says(Language language);

    /// <summary>What a parameter is called on a form.</summary>
    string Says(Language language, CheckParameter parameter);

    /// <summary>What a <see cref="CheckValue.Choice"/> chooses from, at this time.</summary>
    Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) => Task.FromResult<IReadOnlyList<CheckChoice>>([]);

    /// <summary>
    /// Evaluates many at once, so that a plan of hundreds costs a few queries. A parameter that is absent, or names what is not there any more, is
    /// <see cref="CheckState.InsufficientInformation"/>, with the reason.
    /// </summary>
    /// <returns>As many results as criteria, in their order.</returns>
    Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct);
}
