using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>
/// A version of a policy that was read, as something to decide on: a yes, the board's or by the delegation table the superintendent's, adopts it. There is no other way to adopt one.
/// </summary>
internal sealed class PolicyIsDecided : IDecidable
{
    public const string KindName = PolicyRecord.KindName;

    public string Kind => KindName;

    public async Task<DecidableMatter?> Find(DistrictDb db, Guid id, Language language, CancellationToken ct)
    {
        if (await Waiting(db.Set<PolicyVersion>().AsNoTracking(), id).SingleOrDefaultAsync(ct) is not { } version) return null;
        var readings = await db.Set<PolicyReading>().AsNoTracking().Where(r => r.Policy == version.Policy && r.Number == version.Number).OrderBy(r => r.Ordinal).ThenBy(r => r.Id).Select(r => new { r.Ordinal, r.Day, r.Hash }).ToListAsync(ct);
        var name = PolicyNames.In(language, version.Title, version.TitleSpanish);
        return new(RuleText.Say(language, nameof(RuleWords.PolicyNamed), name, version.Number), $"/policies/{id}?version={version.Number}", DecisionKind.Policy, new JsonObject
        {
            ["asks_again"] = version.AsksAgain,
            ["hash"] = version.Hash,
            ["number"] = version.Number,
            ["readings"] = new JsonArray([.. readings.Select(r => (JsonNode)new JsonObject { ["day"] = DayText.Field(r.Day), ["hash"] = r.Hash, ["ordinal"] = r.Ordinal })]),
            ["text"] = version.Text,
            ["text_spanish"] = version.TextSpanish,
            ["title"] = version.Title,
            ["title_spanish"] = version.TitleSpanish,
            ["what_changed"] = version.WhatChanged,
        })
        {
            Motion = RuleText.Say(language, nameof(RuleWords.DecideMotion), name, version.Number),
            NotYet = version.State == PolicyState.SecondReading ? null : RuleText.Say(language, nameof(RuleWords.DecideNotYet)),
            NotBefore = readings[^1].Day,
            NotBy = version.WrittenBy,
        };
    }

    public async Task Follow(DistrictDb db, Guid id, DecisionMade made, CancellationToken ct)
    {
        if (!made.Approved || await Waiting(db.Set<PolicyVersion>(), id).SingleOrDefaultAsync(ct) is not { State: PolicyState.SecondReading } version) return;
        (version.State, version.AdoptedBy, version.AdoptedOn) = (PolicyState.Adopted, made.By is null ? PolicyAuthority.Board : PolicyAuthority.Superintendent, made.On);
        (version.EnteredBy, version.Decision) = (made.EnteredBy, made.Decision);
    }

    /// <summary>The version of a policy that may be asked for: one at most.</summary>
    private static IQueryable<PolicyVersion> Waiting(IQueryable<PolicyVersion> versions, Guid policy)
    {
        var id = new PolicyId(policy);
        return versions.Where(v => v.Policy == id && (v.State == PolicyState.FirstReading || v.State == PolicyState.SecondReading));
    }
}

/// <summary>Policies on which the task force can still say something: up for comment, or read once. What must be done with a policy stands among the work.</summary>
internal sealed class PolicyAgenda : IAgendaItems
{
    public async Task<IReadOnlyList<AgendaSuggestion>> Of(AgendaQuestion asked, CancellationToken ct)
    {
        var today = asked.Today;
        var open = await (from version in PolicyQueries.Readable(asked.Db, asked.Person)
                          where version.State == PolicyState.Consultation && version.CommentsUntil >= today || version.State == PolicyState.FirstReading
                          orderby version.CommentsUntil, version.Policy
                          select new { version.Policy, version.Number, version.Title, version.TitleSpanish, version.State }).Take(IAgendaItems.Most).ToListAsync(ct);
        return [.. open.Select(o => new AgendaSuggestion($"policy:{o.Policy}:{o.Number}", RuleText.Say(asked.Language, nameof(RuleWords.PolicyNamed), PolicyNames.In(asked.Language, o.Title, o.TitleSpanish), o.Number),
            RuleText.Of(asked.Language, o.State), $"/policies/{o.Policy}?version={o.Number}"))];
    }
}
