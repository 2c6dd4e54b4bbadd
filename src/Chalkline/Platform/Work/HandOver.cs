using System.Text.Json.Nodes;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>What came of handing work over.</summary>
internal abstract record HandOverResult
{
    private HandOverResult()
    {
    }

    public sealed record Done(DelegationId Id) : HandOverResult;

    /// <summary>It does not wait for the person any more, or never did.</summary>
    public sealed record NoSuchItem : HandOverResult;

    /// <param name="Recipient">Who was asked for; null: nobody whom there is.</param>
    public sealed record Refused(IReadOnlyList<HandOverRefusal> Reasons, Person? Recipient) : HandOverResult;
}

/// <summary>Hands one item, or all until a day, to somebody who may do it; and takes it back.</summary>
internal sealed class HandOver(DistrictDb db, ReadWork work, TimeProvider time)
{
    /// <summary>What could be handed over: the one item, or all that wait for the person; null where the item does not wait.</summary>
    /// <param name="key">Null: all.</param>
    public async Task<IReadOnlyList<WorkItem>?> Items(WorkQuestion asked, string? key, CancellationToken ct)
    {
        var items = (await work.ItemsOf(asked, ct)).Where(i => i is { Waits: WaitsFor.Us, Needs: not null }).ToList();
        if (key is null) return items;
        return items.Find(i => i.Key == key) is { } item ? [item] : null;
    }

    public async Task<HandOverResult> Run(WorkQuestion asked, string? key, AccountId? to, DateOnly? until, CancellationToken ct)
    {
        var giver = asked.Person;
        if (await Items(asked, key, ct) is not { } items) return new HandOverResult.NoSuchItem();
        var recipient = to is { } id ? (await WorkPeople.Load(db, [id], ct)).GetValueOrDefault(id) : null;
        var closed = recipient is null && to is not null ? await Closed(to.Value, ct) : null;
        var away = recipient is not null && (await ReadWork.InForce(db, recipient.Id, asked.Today, ct)).Exists(d => d.Giver == recipient.Id && d.Item is null);
        var facts = new HandOverFacts(giver, recipient ?? closed, closed is not null, items, key is null, until, away, asked.Today);
        if (WorkRules.Against(facts) is { Count: > 0 } reasons) return new HandOverResult.Refused(reasons, facts.Recipient);
        // Whoever had it before has it no longer.
        foreach (var former in await db.Set<Delegation>().Where(d => d.Giver == giver.Id && d.Item == key && d.EndedAt == null).ToListAsync(ct))
            (former.EndedAt, former.EndedBy) = (asked.Now, giver.Id);
        var delegation = new Delegation { Id = time.NewId<DelegationId>(), Giver = giver.Id, Recipient = recipient!.Id, Item = key, Until = until, CreatedAt = asked.Now };
        db.Add(delegation);
        await db.Commit(new(giver.Actor, "work.handed-over", new("delegation", delegation.Id.Value), Described(delegation)), ct);
        return new HandOverResult.Done(delegation.Id);
    }

    /// <summary>Ends what the person gave or was given; nothing where it has ended, or is other people's.</summary>
    public async Task End(Person person, DelegationId id, CancellationToken ct)
    {
        var delegation = await db.Set<Delegation>().SingleOrDefaultAsync(d => d.Id == id && d.EndedAt == null && (d.Giver == person.Id || d.Recipient == person.Id), ct);
        if (delegation is null) return;
        (delegation.EndedAt, delegation.EndedBy) = (time.Now(), person.Id);
        await db.Commit(new(person.Actor, delegation.Giver == person.Id ? "work.taken-back" : "work.given-back", new("delegation", id.Value), Described(delegation)), ct);
    }

    /// <summary>A person whose account is closed: without roles.</summary>
    private Task<Person?> Closed(AccountId id, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(a => a.Id == id && a.ErasedAt == null).Select(a => new Person(a.Id, a.Name, a.Language, Array.Empty<HeldRole>())).SingleOrDefaultAsync(ct)!;

    private static JsonObject Described(Delegation delegation) => new()
    {
        ["giver"] = delegation.Giver.ToString(),
        ["item"] = delegation.Item,
        ["recipient"] = delegation.Recipient.ToString(),
        ["until"] = delegation.Until is { } day ? DayText.Field(day) : null,
    };
}
