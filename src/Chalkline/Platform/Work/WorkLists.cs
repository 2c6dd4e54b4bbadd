using Chalkline.Design;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>An item as its reader has it.</summary>
/// <param name="From">Who handed it to the reader; null: it is the reader's own.</param>
/// <param name="To">To whom the reader handed it.</param>
/// <param name="HandedOver">By which delegation.</param>
public sealed record WorkLine(WorkItem Item, string? From = null, string? To = null, DelegationId? HandedOver = null);

/// <summary>All work handed over until a day.</summary>
/// <param name="Given">By the reader; otherwise to the reader.</param>
public sealed record StandingIn(DelegationId Id, string Name, DateOnly Until, bool Given);

/// <summary>All that waits for somebody, and for whom.</summary>
internal sealed record WorkLists(IReadOnlyList<WorkLine> ForUs, IReadOnlyList<WorkLine> ForOthers, IReadOnlyList<StandingIn> Standing);

/// <summary>
/// Folds what the capabilities contribute, with what was handed over: an item that somebody else has now waits for them, and one that came from
/// somebody stands among the reader's own. What was handed to a person who can no longer do it comes back by itself.
/// </summary>
internal sealed class ReadWork(DistrictDb db, IEnumerable<IWorkItems> sources, TimeProvider time)
{
    public async Task<WorkQuestion> Question(Person person, Language language, CancellationToken ct)
    {
        var zone = await DistrictTime.Zone(db, ct);
        var now = time.Now();
        return new(db, person, language, now, DistrictTime.Day(now, zone));
    }

    /// <summary>The person's own items, handed over or not.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsOf(WorkQuestion asked, CancellationToken ct)
    {
        var all = new List<WorkItem>();
        foreach (var source in sources) all.AddRange(await source.Of(asked, ct));
        return all;
    }

    public async Task<WorkLists> Of(WorkQuestion asked, CancellationToken ct)
    {
        var me = asked.Person;
        var delegations = await InForce(db, me.Id, asked.Today, ct);
        var people = await WorkPeople.Load(db, delegations.Select(d => d.Giver == me.Id ? d.Recipient : d.Giver), ct);
        var (given, received) = (delegations.Where(d => d.Giver == me.Id).ToList(), delegations.Where(d => d.Recipient == me.Id).ToList());
        var own = (await ItemsOf(asked, ct)).Select(i => Own(i, given, people)).ToList();
        var taken = new List<WorkLine>();
        foreach (var from in received.Select(d => d.Giver).Distinct().Select(people.GetValueOrDefault).OfType<Person>())
        {
            var items = await ItemsOf(asked with { Person = from }, ct);
            taken.AddRange(items.Where(i => i.Waits == WaitsFor.Us && WorkRules.MayDo(me, i)).Select(i => (Item: i, By: Of(i, received.Where(d => d.Giver == from.Id))))
                .Where(l => l.By is not null).Select(l => new WorkLine(l.Item, From: Name(from), HandedOver: l.By!.Id)));
        }
        var mine = own.Where(l => l.Item.Waits == WaitsFor.Us && l.To is null && taken.All(t => t.Item.Key != l.Item.Key)).Concat(taken.DistinctBy(t => t.Item.Key));
        return new([.. WorkRules.Ordered(mine, l => l.Item)], [.. WorkRules.Ordered(own.Where(l => l.Item.Waits == WaitsFor.Others || l.To is not null), l => l.Item)],
            [.. delegations.Where(d => d.Item is null).Select(d => (Delegation: d, Other: people.GetValueOrDefault(d.Giver == me.Id ? d.Recipient : d.Giver)))
                .Where(d => d.Other is not null).Select(d => new StandingIn(d.Delegation.Id, Name(d.Other!), d.Delegation.Until!.Value, d.Delegation.Giver == me.Id))]);

        string Name(Person person) => PersonText.Name(asked.Language, person.Name);

        WorkLine Own(WorkItem item, List<Delegation> from, Dictionary<AccountId, Person> to) =>
            item.Waits == WaitsFor.Us && Of(item, from) is { } by && to.TryGetValue(by.Recipient, out var person) && WorkRules.MayDo(person, item)
                ? new(item, To: Name(person), HandedOver: by.Id) : new(item);
    }

    /// <summary>What a person has given and received, the newest first.</summary>
    public static Task<List<Delegation>> InForce(DistrictDb db, AccountId person, DateOnly today, CancellationToken ct) => db.Set<Delegation>().AsNoTracking()
        .Where(d => (d.Giver == person || d.Recipient == person) && d.EndedAt == null && (d.Until == null || d.Until >= today)).OrderByDescending(d => d.Id).ToListAsync(ct);

    /// <summary>The delegation that an item went by: of the item itself before one of all.</summary>
    private static Delegation? Of(WorkItem item, IEnumerable<Delegation> delegations) =>
        delegations.Where(d => d.Item is null || d.Item == item.Key).OrderBy(d => d.Item is null).FirstOrDefault();
}
