using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Components;

namespace Chalkline.Roadmap;

/// <summary>What came of adding or changing a challenge, a measure, a goal or a use case.</summary>
internal abstract record AimResult<TRecord> where TRecord : class
{
    private AimResult()
    {
    }

    public sealed record Done(TRecord Record) : AimResult<TRecord>;

    public sealed record NoSuch : AimResult<TRecord>;

    /// <param name="Record">As it stands; null: it was to be a new one.</param>
    public sealed record Refused(TRecord? Record, IReadOnlyList<AimFault> Faults) : AimResult<TRecord>;
}

/// <summary>The form as a page shows it again.</summary>
/// <param name="Record">Null: a new one.</param>
/// <param name="IsStale">Somebody else changed the record since: beside what was typed, the page says what is stored.</param>
internal sealed record AimAgain<TRecord>(TRecord? Record, Faults Faults, bool IsStale) where TRecord : class, IVersioned
{
    public static AimAgain<TRecord> First(TRecord? record) => new(record, new(), false);

    /// <summary>The version that sending again is on top of: after a change by somebody else, which the page then shows, the record's own.</summary>
    public string? Version(string? typed) => IsStale ? Record!.Version.ToString(Language.Numbers) : typed;

    /// <summary>What is stored, for the form's fields to compare with; null where nobody else changed it.</summary>
    public TForm? Stored<TForm>(Func<TRecord, TForm> fill) where TForm : class => IsStale ? fill(Record!) : null;
}

/// <summary>What a form came to, as an answer: on to the record; the form again with its faults (422), or because the record is another by now (409).</summary>
internal static class AimAnswer
{
    /// <param name="find">Reads the record as it stands now.</param>
    /// <param name="model">The model of the form's page.</param>
    /// <param name="say">Faults in words, where a capability has its own; null: those of the roadmap.</param>
    public static Task<IResult> To<TPage, TRecord>(HttpContext http, Func<Task<AimResult<TRecord>>> act, Func<TRecord, string> path, Func<Task<TRecord?>> find,
        Func<AimAgain<TRecord>, Task<object>> model, Func<Language, IEnumerable<AimFault>, Faults>? say = null) where TPage : IComponent where TRecord : class, IVersioned =>
        Pages.OrStale<TPage>(http, async () => await act() switch
        {
            AimResult<TRecord>.Done done => Pages.GoTo(http, path(done.Record)),
            AimResult<TRecord>.Refused refused => Pages.Again<TPage>(http, await model(new(refused.Record, (say ?? AimText.Of)(Pages.LanguageOf(http), refused.Faults), false))),
            _ => Results.NotFound(),
        }, async faults => await find() is { } record ? await model(new(record, faults, true)) : null);
}
