using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.PublicPage;

/// <summary>What is written for families, as it is typed.</summary>
public sealed record PublishForm
{
    public string? Introduction { get; init; }
    public string? IntroductionSpanish { get; init; }
    public string? Rights { get; init; }
    public string? RightsSpanish { get; init; }
    public string? Contact { get; init; }

    /// <summary>"publish"; anything else shows what it would look like.</summary>
    public string? Do { get; init; }

    /// <summary>The hash of the content that the person saw.</summary>
    public string? Agreed { get; init; }

    public static PublishForm Of(PublicContent content) => new()
    {
        Introduction = content.Introduction.En,
        IntroductionSpanish = content.Introduction.Es,
        Rights = content.Rights.En,
        RightsSpanish = content.Rights.Es,
        Contact = content.Contact,
    };
}

/// <summary>What differs between what is published and what would be.</summary>
public sealed record PublicDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Gone, bool OtherWords)
{
    public bool IsNone => Added.Count + Changed.Count + Gone.Count == 0 && !OtherWords;

    /// <param name="before">Null: nothing is published yet.</param>
    public static PublicDifference Between(PublicContent? before, PublicContent after)
    {
        var (was, now) = (before?.ToolTexts() ?? new Dictionary<Guid, string>(), after.ToolTexts());
        return new([.. after.Tools.Where(t => !was.ContainsKey(t.Id)).Select(t => t.Name)], [.. after.Tools.Where(t => was.TryGetValue(t.Id, out var text) && text != now[t.Id]).Select(t => t.Name)],
            [.. before?.Tools.Where(t => !now.ContainsKey(t.Id)).Select(t => t.Name) ?? []], before is null || (before with { Tools = [] }).Frozen().Sha256 != (after with { Tools = [] }).Frozen().Sha256);
    }
}

/// <summary>Publishes the public page: a frozen edition of what whoever publishes has seen.</summary>
internal static class PublishPage
{
    public static Task<PublicEdition?> Last(DistrictDb db, CancellationToken ct) => db.Set<PublicEdition>().AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(ct);

    public static (PublicWords Words, IReadOnlyList<AimFault> Faults) Read(PublishForm form)
    {
        var reading = new FormReading();
        BothLanguages Both(string? english, string? spanish, string field) =>
            new(reading.Block(english, field, PublicEdition.LongestText), reading.Block(spanish, field + "Spanish", PublicEdition.LongestText));
        return (new(Both(form.Introduction, form.IntroductionSpanish, nameof(form.Introduction)), Both(form.Rights, form.RightsSpanish, nameof(form.Rights)),
            reading.Line(form.Contact, nameof(form.Contact), PublicEdition.LongestContact)), reading.Faults);
    }

    /// <summary>Publishes the content if it is the one that was seen.</summary>
    /// <returns>Whether it was; otherwise what would be published now is to be shown again.</returns>
    public static async Task<bool> Run(DistrictDb db, TimeProvider time, ReadPublicContent read, Person by, PublicWords words, string? agreed, CancellationToken ct)
    {
        var content = await read.Of(words, ct);
        var frozen = content.Frozen();
        if (frozen.Sha256 != agreed) return false;
        var number = (await db.Set<PublicEdition>().MaxAsync(e => (int?)e.Number, ct) ?? 0) + 1;
        db.Add(new PublicEdition { Number = number, PublishedAt = time.Now(), PublishedBy = by.Id, Content = frozen.Text, Hash = frozen.Sha256 });
        db.AddRange(content.Tools.Select(t => new PublicEditionTool { Edition = number, Tool = new(t.Id) }));
        await db.Commit(new(by.Actor, "public-page.published", new("public-page", Guid.Empty), new() { ["number"] = number, ["sha256"] = frozen.Sha256, ["tools"] = content.Tools.Count }), ct);
        return true;
    }
}
