using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Packs;

/// <summary>What came of changing the version in use.</summary>
internal abstract record ChangePackVersionResult
{
    private ChangePackVersionResult()
    {
    }

    public sealed record Changed(PackVersion From, PackVersion To) : ChangePackVersionResult;

    /// <summary>The district does not use the pack, or the version is not there, or is not newer; of an undo: there is no version before.</summary>
    public sealed record NotPossible : ChangePackVersionResult;
}

/// <summary>A change of version that could be made: the use in force, and where it leads.</summary>
/// <param name="Use">Tracked by the store, so that a commit changes it.</param>
internal sealed record PossibleChange(PackUse Use, Pack From, Pack To);

/// <summary>
/// Takes a newer version of a pack into use, and back again. One commit; no answer is touched, because each stays pinned to the version that it was
/// given on, and every version stays in the store.
/// </summary>
internal sealed class ChangePackVersion(DistrictDb db, DistrictPacks packs, ShippedPacks shipped, IEnumerable<IPackAnswers> answers, TimeProvider time)
{
    /// <summary>The upgrade to a version, by default to the newest there is; null where there is none.</summary>
    public async Task<PossibleChange?> Upgrade(PackId id, PackVersion? to, CancellationToken ct)
    {
        if (await InForce(id, 0, ct) is not { } use) return null;
        var current = PackVersion.Parse(use.Release);
        var versions = (await Versions(id, ct)).Where(v => v.CompareTo(current) > 0).ToList();
        if (versions.Count == 0 || to is { } asked && !versions.Contains(asked)) return null;
        return await Change(use, to ?? versions.Max(), ct);
    }

    /// <summary>The way back to the version before; null where there is none.</summary>
    public async Task<PossibleChange?> Undo(PackId id, CancellationToken ct) =>
        await InForce(id, 0, ct) is { } use && await InForce(id, 1, ct) is { } before ? await Change(use, PackVersion.Parse(before.Release), ct) : null;

    /// <summary>What a change does, with the answers that there are.</summary>
    public async Task<PackUpgrade> Preview(PossibleChange change, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in answers)
            foreach (var (item, count) in await source.CountByItem(db, change.From.Id, change.From.Version, ct))
                counts[item] = counts.GetValueOrDefault(item) + count;
        return PackUpgrade.Between(change.From, change.To, counts);
    }

    /// <param name="seen">The version of the use in force that the preview was made on.</param>
    public async Task<ChangePackVersionResult> ApplyUpgrade(Actor actor, PackId id, PackVersion to, int ordinal, int seen, CancellationToken ct)
    {
        if (await Upgrade(id, to, ct) is not { } change) return new ChangePackVersionResult.NotPossible();
        Expect(change.Use, ordinal, seen);
        db.Raise(change.Use);
        var (urn, text, now) = (id.Urn, to.ToString(), time.Now());
        if (!await db.Set<PackRelease>().AnyAsync(r => r.Pack == urn && r.Release == text, ct)) db.Add(PackRelease.Of(change.To, PackRelease.Shipped, now, null));
        var last = await db.Set<PackUse>().Where(u => u.Pack == urn).MaxAsync(u => u.Ordinal, ct);
        db.Add(new PackUse { Pack = urn, Ordinal = last + 1, Release = text, Since = now, AppliedBy = actor.Account });
        return await Commit(actor, "pack.upgraded", change, ct);
    }

    /// <inheritdoc cref="ApplyUpgrade"/>
    public async Task<ChangePackVersionResult> ApplyUndo(Actor actor, PackId id, int ordinal, int seen, CancellationToken ct)
    {
        if (await Undo(id, ct) is not { } change) return new ChangePackVersionResult.NotPossible();
        Expect(change.Use, ordinal, seen);
        (change.Use.UndoneAt, change.Use.UndoneBy) = (time.Now(), actor.Account);
        return await Commit(actor, "pack.upgrade-undone", change, ct);
    }

    /// <summary>All versions that the district has or could have of a pack.</summary>
    public async Task<IReadOnlyCollection<PackVersion>> Versions(PackId id, CancellationToken ct)
    {
        var urn = id.Urn;
        var versions = (await db.Set<PackRelease>().AsNoTracking().Where(r => r.Pack == urn).Select(r => r.Release).ToListAsync(ct)).Select(PackVersion.Parse).ToHashSet();
        if (shipped.Find(id) is { } own) versions.Add(own.Version);
        return versions;
    }

    private static readonly InvalidOperationException AnotherUse = new("Another version is in use than the one that the form was made on.");

    private void Expect(PackUse use, int ordinal, int seen)
    {
        if (use.Ordinal != ordinal) throw new StaleWriteException(AnotherUse);
        db.Expect(use, seen);
    }

    private async Task<ChangePackVersionResult> Commit(Actor actor, string action, PossibleChange change, CancellationToken ct)
    {
        var (from, to) = (change.From.Version, change.To.Version);
        var fields = AuditEntry.Fields(("version", JsonValue.Create(from.ToString()), JsonValue.Create(to.ToString())));
        fields["pack"] = change.From.Id.Urn;
        await db.Commit(new(actor, action, change.From.Id.Subject, fields), ct);
        return new ChangePackVersionResult.Changed(from, to);
    }

    private async Task<PossibleChange?> Change(PackUse use, PackVersion to, CancellationToken ct)
    {
        var id = PackId.Parse(use.Pack);
        var from = await packs.At(db, id, PackVersion.Parse(use.Release), ct);
        var then = await packs.At(db, id, to, ct) ?? (shipped.Find(id) is { } own && own.Version == to ? own : null);
        return from is null || then is null ? null : new(use, from, then);
    }

    /// <summary>The use in force (0), or the one before it (1).</summary>
    private Task<PackUse?> InForce(PackId id, int back, CancellationToken ct)
    {
        var urn = id.Urn;
        return db.Set<PackUse>().Where(u => u.Pack == urn && u.UndoneAt == null).OrderByDescending(u => u.Ordinal).Skip(back).FirstOrDefaultAsync(ct);
    }
}
