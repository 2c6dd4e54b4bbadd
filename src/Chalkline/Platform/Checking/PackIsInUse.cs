using Chalkline.Design;
using Chalkline.Platform.Packs;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Checking;

/// <summary>The district uses a pack, in whatever version.</summary>
internal sealed class PackIsInUse : ICheckKind
{
    private const string PackName = "pack";

    public string Name => "pack-in-use";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(PackName, CheckValue.Choice)];

    public string Says(Language language) => CheckText.Say(language, nameof(CheckWords.PackInUse));

    public string Says(Language language, CheckParameter parameter) => CheckText.Say(language, nameof(CheckWords.Pack));

    public async Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) =>
        [.. (await asked.Db.Set<PackRelease>().AsNoTracking().Select(r => r.Pack).Distinct().ToListAsync(ct)).Order(StringComparer.Ordinal)
            .Select(urn => new CheckChoice(urn, PackId.Parse(urn).Name))];

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var uses = await DistrictPacks.Current(asked.Db).Select(u => new { u.Pack, u.Release }).ToListAsync(ct);
        return [.. criteria.Select(c => Result(asked.Language, c, uses.Find(u => u.Pack == c[PackName])?.Release))];
    }

    private static CheckResult Result(Language language, Criterion criterion, string? release)
    {
        if (!PackId.TryParse(criterion[PackName], out var id))
            return new(CheckState.InsufficientInformation, CheckText.Say(language, nameof(CheckWords.PackInUse)), CheckText.Say(language, nameof(CheckWords.PackNotSaid)));
        var what = CheckText.Say(language, nameof(CheckWords.PackInUseWhich), id.Name);
        return release is null
            ? new(CheckState.NotMet, what, CheckText.Say(language, nameof(CheckWords.PackNotUsed))) { Path = "/packs" }
            : new(CheckState.Met, what, CheckText.Say(language, nameof(CheckWords.PackUsed), release)) { Path = "/packs/" + id.Slug };
    }
}
