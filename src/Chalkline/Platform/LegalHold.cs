using System.Resources;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

public readonly record struct LegalHoldId(Guid Value) : IId<LegalHoldId>
{
    public static LegalHoldId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// A legal hold: until it is lifted, nothing under it is deleted, by nobody, by no rule of retention and by no erasure. It never goes away; one that was lifted
/// says by whom and why.
/// </summary>
public sealed class LegalHold : IVersioned
{
    public const int LongestKind = 40, LongestReason = 1000;

    public LegalHoldId Id { get; init; }

    /// <summary>The kind of records, as in the audit log: "account", "file", "proposal".</summary>
    public required string Kind { get; init; }

    /// <summary>One record with what belongs to it (its comments and files); null: all of the kind.</summary>
    public Guid? Record { get; init; }
    public required string Reason { get; init; }
    public AccountId PlacedBy { get; init; }
    public DateTimeOffset PlacedAt { get; init; }
    public AccountId? LiftedBy { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
    public string LiftedWhy { get; set; } = "";
    public int Version { get; set; }
}

/// <summary>A kind of records of which something can be deleted for good, by itself or with what hangs on it, so that a hold can be placed on it: contributed by whoever keeps the kind.</summary>
/// <param name="Words">Have it as <c>HoldKind_</c> and the kind's name with underscores.</param>
public sealed record HoldableKind(string Kind, ResourceManager Words)
{
    public string Says(Language language) => Wording.Say(Words, language, "HoldKind_" + Kind.Replace('-', '_'));
}

/// <summary>Registers kinds that can be held.</summary>
public static class HoldableKinds
{
    public static void AddHoldable(this IServiceCollection services, ResourceManager words, params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds) services.AddSingleton(new HoldableKind(kind, words));
    }
}

/// <summary>Which records are held. Whatever deletes something for good asks here.</summary>
public static class LegalHolds
{
    /// <summary>Whether one of these is held: by itself, or as one of its kind.</summary>
    public static async Task<bool> Cover(DistrictDb db, IReadOnlyCollection<Subject> subjects, CancellationToken ct)
    {
        var kinds = subjects.Select(s => s.Kind).Distinct().ToList();
        var held = await db.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null && kinds.Contains(h.Kind)).Select(h => new { h.Kind, h.Record }).ToListAsync(ct);
        return held.Exists(h => subjects.Any(s => s.Kind == h.Kind && (h.Record is null || h.Record == s.Id)));
    }
}

/// <summary>What was to be deleted is under a legal hold; nothing was deleted.</summary>
public sealed class HeldException() : Exception("A legal hold covers what was to be deleted.");
