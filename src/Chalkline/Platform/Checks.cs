using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform.Checking;

namespace Chalkline.Platform;

/// <summary>What came of reading a criterion from a form.</summary>
public abstract record ReadCriterionResult
{
    private ReadCriterionResult()
    {
    }

    public sealed record Read(Criterion Criterion) : ReadCriterionResult;

    /// <summary>No kind has this name.</summary>
    public sealed record NoSuchCheck : ReadCriterionResult;

    /// <param name="Faults">By the name of the parameter.</param>
    public sealed record Refused(Faults Faults) : ReadCriterionResult;
}

/// <summary>The checks that the capabilities contribute. One that nobody knows is closed: it is insufficient information, never met.</summary>
public sealed class Checks(IEnumerable<ICheckKind> kinds)
{
    private readonly IReadOnlyDictionary<string, ICheckKind> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<ICheckKind> Kinds { get; } = [.. kinds.OrderBy(k => k.Name, StringComparer.Ordinal)];

    public ICheckKind? Find(string? name) => name is null ? null : _kinds.GetValueOrDefault(name);

    /// <summary>Evaluates criteria of any kinds, each kind once.</summary>
    /// <returns>As many results as criteria, in their order.</returns>
    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var results = new CheckResult[criteria.Count];
        foreach (var group in criteria.Select((criterion, place) => (Criterion: criterion, Place: place)).GroupBy(c => c.Criterion.Check))
        {
            var all = group.ToList();
            var evaluated = Find(group.Key) is { } kind ? await kind.Evaluate(asked, [.. all.Select(c => c.Criterion)], ct) : [.. all.Select(c => Unknown(asked.Language, c.Criterion))];
            if (evaluated.Count != all.Count) throw new InvalidOperationException($"{group.Key} gave {evaluated.Count} results for {all.Count} criteria.");
            for (var i = 0; i < all.Count; i++) results[all[i].Place] = evaluated[i];
        }
        return results;
    }

    /// <summary>Reads a criterion as it was filled in: every parameter that is needed, each of its kind.</summary>
    /// <param name="typed">The value under a parameter's name; null where there is none.</param>
    public async Task<ReadCriterionResult> Read(CheckQuestion asked, string? name, Func<string, string?> typed, CancellationToken ct)
    {
        if (Find(name) is not { } kind) return new ReadCriterionResult.NoSuchCheck();
        var (with, faults) = (new Dictionary<string, string>(StringComparer.Ordinal), new Faults());
        foreach (var parameter in kind.Parameters)
        {
            var value = typed(parameter.Name)?.Trim();
            if (string.IsNullOrEmpty(value))
            {
                if (parameter.Required) faults.Add(parameter.Name, CheckText.Say(asked.Language, nameof(CheckWords.FaultMissing), kind.Says(asked.Language, parameter)));
                continue;
            }
            if (await Fault(asked, kind, parameter, value, ct) is { } fault) faults.Add(parameter.Name, fault);
            with[parameter.Name] = value;
        }
        return faults.None ? new ReadCriterionResult.Read(new(kind.Name, with)) : new ReadCriterionResult.Refused(faults);
    }

    private static async Task<string?> Fault(CheckQuestion asked, ICheckKind kind, CheckParameter parameter, string value, CancellationToken ct)
    {
        var well = parameter.Value switch
        {
            CheckValue.Day => DayText.TryRead(value, out _),
            CheckValue.Whole => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            CheckValue.Number => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            _ => (await kind.Choices(asked, parameter, ct)).Any(c => c.Value == value),
        };
        return well ? null : CheckText.Say(asked.Language, "Fault" + parameter.Value, kind.Says(asked.Language, parameter));
    }

    private static CheckResult Unknown(Language language, Criterion criterion) =>
        new(CheckState.InsufficientInformation, criterion.Check, CheckText.Say(language, nameof(CheckWords.UnknownReason)));
}
