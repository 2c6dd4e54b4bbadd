using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Packs;

/// <summary>What came of uploading a pack.</summary>
internal abstract record UploadPackResult
{
    private UploadPackResult()
    {
    }

    public sealed record Faulty(IReadOnlyList<YamlFault> Faults) : UploadPackResult;

    /// <param name="InUse">In use from now on, because the district had no version of it; else it waits for an upgrade.</param>
    public sealed record Added(Pack Pack, bool InUse) : UploadPackResult;

    public sealed record KnownAlready(Pack Pack) : UploadPackResult;
}

/// <summary>Adds a version of a district's own pack. The first one comes into use at once; for later ones, an upgrade is previewed and applied.</summary>
internal sealed class UploadPack(DistrictDb db, PackReader reader, TimeProvider time)
{
    public async Task<UploadPackResult> Run(Actor actor, byte[] content, CancellationToken ct)
    {
        var reading = reader.Read(content);
        if (!reading.IsGood(out var pack)) return new UploadPackResult.Faulty(((PackReading.Faulty)reading).Faults);
        if (PackRules.AgainstUploading(pack) is { } against) return new UploadPackResult.Faulty([new(0, "id", against)]);
        var known = (await db.Set<PackRelease>().AsNoTracking().Where(r => r.Pack == pack.Id.Urn).Select(r => new { r.Release, r.Hash }).ToListAsync(ct))
            .ConvertAll(r => (PackVersion.Parse(r.Release), r.Hash));
        if (PackRules.AgainstFollowing(pack, known) is { } shrinks) return new UploadPackResult.Faulty([new(0, "version", shrinks)]);
        if (known.Any(k => k.Hash == pack.Hash)) return new UploadPackResult.KnownAlready(pack);
        var now = time.Now();
        db.Add(PackRelease.Of(pack, PackRelease.Uploaded, now, actor.Account));
        if (known.Count == 0) db.Add(new PackUse { Pack = pack.Id.Urn, Ordinal = 1, Release = pack.Version.ToString(), Since = now, AppliedBy = actor.Account });
        await db.Commit(new(actor, "pack.uploaded", pack.Id.Subject, new JsonObject
        {
            ["hash"] = pack.Hash,
            ["in-use"] = known.Count == 0,
            ["pack"] = pack.Id.Urn,
            ["version"] = pack.Version.ToString(),
        }), ct);
        return new UploadPackResult.Added(pack, known.Count == 0);
    }
}
