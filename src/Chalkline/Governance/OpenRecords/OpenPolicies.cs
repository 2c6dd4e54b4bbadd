using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.OpenRecords;

/// <summary>Every version of a policy that was read in a meeting or adopted, with its words: who did it by office, not by name. Drafts are no record yet.</summary>
internal sealed class OpenPolicies : IOpenRecords
{
    public string Folder => "policies";

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.PoliciesTitle));

    public async IAsyncEnumerable<OpenRecord> Read(DistrictDb db, Language language, [EnumeratorCancellation] CancellationToken ct)
    {
        var readings = (await db.Set<PolicyReading>().AsNoTracking().OrderBy(r => r.Id).Select(r => new Reading(r.Policy, r.Number, r.Ordinal, r.Day, r.Hash)).ToListAsync(ct)).ToLookup(r => (r.Policy, r.Number));
        var rows = from version in db.Set<PolicyVersion>().AsNoTracking()
                   join policy in db.Set<Policy>() on version.Policy equals policy.Id
                   where version.AdoptedOn != null || db.Set<PolicyReading>().Any(r => r.Policy == version.Policy && r.Number == version.Number)
                   orderby policy.CreatedAt, policy.Id, version.Number
                   select version;
        await foreach (var version in rows.AsAsyncEnumerable().WithCancellation(ct)) yield return Of(language, version, [.. readings[(version.Policy, version.Number)]]);
    }

    private sealed record Reading(PolicyId Policy, int Number, int Ordinal, DateOnly Day, string Hash);

    private static OpenRecord Of(Language language, PolicyVersion version, IReadOnlyList<Reading> readings)
    {
        string Say(string key, params object[] values) => RuleText.Say(language, key, values);
        var content = new JsonObject
        {
            ["adopted_by"] = version.AdoptedBy is { } authority ? Codes.Of(authority) : null,
            ["adopted_on"] = version.AdoptedOn is { } day ? DayText.Field(day) : null,
            ["decision"] = version.Decision?.ToString(),
            ["ended_at"] = Instant(version.EndedAt),
            ["ended_why"] = version.EndedWhy,
            ["number"] = version.Number,
            ["policy"] = version.Policy.ToString(),
            ["published_at"] = Instant(version.PublishedAt),
            ["readings"] = new JsonArray([.. readings.Select(r => (JsonNode)new JsonObject { ["day"] = DayText.Field(r.Day), ["hash"] = r.Hash, ["ordinal"] = r.Ordinal })]),
            ["sha256"] = version.Hash,
            ["state"] = Codes.Of(version.State),
            ["text"] = version.Text,
            ["text_spanish"] = version.TextSpanish,
            ["title"] = version.Title,
            ["title_spanish"] = version.TitleSpanish,
            ["what_changed"] = version.WhatChanged,
        };
        var facts = new List<(string, string)>
        {
            (Say(nameof(RuleWords.State)), RuleText.Of(language, version.State)),
            (Say(nameof(RuleWords.Readings)), string.Join('\n', readings.Select(r => $"{Say(nameof(RuleWords.ReadingShort), r.Ordinal, r.Number)}: {DayText.Of(language, r.Day)}"))),
            (Say(nameof(RuleWords.AdoptedHead)), version.AdoptedOn is { } on ? $"{DayText.Of(language, on)}, {RuleText.Of(language, version.AdoptedBy!.Value)}" : ""),
            (Say(nameof(RuleWords.WhatChanged)), version.WhatChanged),
            (Say(nameof(RuleWords.Why)), version.EndedWhy),
            (Say(nameof(RuleWords.Text)), PolicyNames.In(language, version.Text, version.TextSpanish)),
        };
        return new($"{version.Policy}-{version.Number}", Say(nameof(RuleWords.PolicyNamed), PolicyNames.In(language, version.Title, version.TitleSpanish), version.Number), content, [.. facts.Where(f => f.Item2.Length > 0)]);
    }

    private static string? Instant(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
