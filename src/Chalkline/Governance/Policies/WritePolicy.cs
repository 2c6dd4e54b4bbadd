using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Begins a policy from a template or empty, writes its words while they may change, and begins its next version.</summary>
internal sealed class WritePolicy(DistrictDb db, PolicyTemplates templates, TimeProvider time)
{
    public async Task<PolicyResult> Begin(Person by, BeginPolicyForm form, CancellationToken ct)
    {
        var template = string.IsNullOrEmpty(form.Template) ? null : await templates.Find(db, form.Template, ct);
        var reading = new FormReading();
        if (!string.IsNullOrEmpty(form.Template) && template is null) reading.Refuse(nameof(form.Template), nameof(AimWords.FaultChoice));
        var title = reading.Line(form.Title, nameof(form.Title), Policy.LongestTitle, required: template is null);
        var spanish = reading.Line(form.TitleSpanish, nameof(form.TitleSpanish), Policy.LongestTitle, required: false);
        if (!reading.IsGood) return new PolicyResult.Refused(reading.Faults);
        var wording = template is null ? new(title, spanish, "", "") : template.Wording(title, spanish);
        var policy = new Policy { Id = time.NewId<PolicyId>(), Name = "", NameFolded = "", Document = template?.Id, CreatedAt = time.Now() };
        IsCalled(policy, wording);
        if (template is { ReviewMonths: var months }) policy.ReviewOn = DateOnly.FromDateTime(time.Now().UtcDateTime).AddMonths(months);
        db.Add(policy);
        foreach (var role in template?.Roles ?? []) db.Add(new PolicyRole { Policy = policy.Id, Role = role });
        db.Add(Draft(policy.Id, 1, wording, by));
        await db.Commit(new(by.Actor, "policy.begun", Subject(policy.Id), new() { ["template"] = policy.Document, ["title"] = policy.Name }), ct);
        return new PolicyResult.Done(policy.Id, 1);
    }

    /// <summary>Saves the words of the version that is open.</summary>
    /// <exception cref="StaleWriteException">Somebody else saved since the form was filled.</exception>
    public async Task<PolicyResult> Save(Person by, PolicyId id, PolicyForm form, CancellationToken ct)
    {
        if (await Newest(id, ct) is not { } version || !PolicyRules.MayBeWritten(version.State)) return new PolicyResult.NotThere();
        var (wording, note, faults) = Read(form);
        if (faults.Count > 0) return new PolicyResult.Refused(faults);
        var policy = await db.Set<Policy>().SingleAsync(p => p.Id == id, ct);
        var (hash, again) = (version.Hash, version.AsksAgain);
        wording.WriteTo(version);
        (version.WhatChanged, version.AsksAgain, version.WrittenBy, version.WrittenAt) = (note, form.AsksAgain is not null, by.Id, time.Now());
        if (policy.Published is null) IsCalled(policy, wording);
        db.Raise(version);
        db.Expect(version, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "policy.written", Subject(id), With(version, AuditEntry.Fields(("hash", hash, version.Hash), ("asksAgain", again, version.AsksAgain)))), ct);
        return new PolicyResult.Done(id, version.Number);
    }

    /// <summary>Begins the next version with the words of the last, where none is on its way.</summary>
    public async Task<PolicyResult> Continue(Person by, PolicyId id, CancellationToken ct)
    {
        if (await Newest(id, ct) is not { State: PolicyState.Published or PolicyState.Withdrawn or PolicyState.Superseded } last || last.Number == Policy.MostVersions) return new PolicyResult.NotThere();
        var policy = await db.Set<Policy>().SingleAsync(p => p.Id == id, ct);
        if (policy.WithdrawnAt is not null) return new PolicyResult.NotThere();
        db.Add(Draft(id, last.Number + 1, PolicyWording.Of(last), by));
        await db.Commit(new(by.Actor, "policy.continued", Subject(id), new() { ["version"] = last.Number + 1 }), ct);
        return new PolicyResult.Done(id, last.Number + 1);
    }

    /// <summary>What the policy is called in lists.</summary>
    public static void IsCalled(Policy policy, PolicyWording wording) =>
        (policy.Name, policy.NameFolded, policy.NameSpanish) = (wording.Title, StoreConventions.Fold(wording.Title), wording.TitleSpanish);

    public static Subject Subject(PolicyId id) => new(PolicyRecord.KindName, id.Value);

    /// <summary>A change with the number of the version that it is of.</summary>
    public static JsonObject With(PolicyVersion version, JsonObject change)
    {
        change["version"] = version.Number;
        return change;
    }

    private Task<PolicyVersion?> Newest(PolicyId id, CancellationToken ct) => db.Set<PolicyVersion>().Where(v => v.Policy == id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    private PolicyVersion Draft(PolicyId id, int number, PolicyWording wording, Person by)
    {
        var version = new PolicyVersion { Policy = id, Number = number, Title = "", Text = "", Hash = "", WrittenBy = by.Id, WrittenAt = time.Now() };
        wording.WriteTo(version);
        return version;
    }

    private static (PolicyWording Wording, string Note, IReadOnlyList<AimFault> Faults) Read(PolicyForm form)
    {
        var reading = new FormReading();
        var (title, spanish) = (reading.Line(form.Title, nameof(form.Title), Policy.LongestTitle), reading.Line(form.TitleSpanish, nameof(form.TitleSpanish), Policy.LongestTitle, required: false));
        var (text, textSpanish) = (PolicyWording.Clean(form.Text), PolicyWording.Clean(form.TextSpanish));
        if (text.Length == 0) reading.Refuse(nameof(form.Text), nameof(AimWords.FaultMissing));
        if (text.Length > Policy.LongestText) reading.Refuse(nameof(form.Text), nameof(AimWords.FaultLong), Policy.LongestText);
        if (textSpanish.Length > Policy.LongestText) reading.Refuse(nameof(form.TextSpanish), nameof(AimWords.FaultLong), Policy.LongestText);
        var note = reading.Block(form.WhatChanged, nameof(form.WhatChanged), Policy.LongestNote, required: false);
        return (new(title, spanish, text, textSpanish), note, reading.Faults);
    }
}
