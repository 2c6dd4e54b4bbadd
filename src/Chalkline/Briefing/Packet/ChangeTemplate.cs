using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Briefing.Packet;

/// <summary>A template as it is typed.</summary>
public sealed record PacketTemplateForm
{
    public string? Name { get; init; }
    public string? Body { get; init; }
    public string? Version { get; init; }
}

/// <summary>What came of writing a template or of uploading a Word document.</summary>
internal abstract record ChangeTemplateResult
{
    private ChangeTemplateResult()
    {
    }

    public sealed record Done(PacketTemplateId Id) : ChangeTemplateResult;

    public sealed record NotFound : ChangeTemplateResult;

    public sealed record Refused(Faults Faults) : ChangeTemplateResult;
}

/// <summary>Writes templates of the district's own; a slot that nobody fills is refused with its line.</summary>
internal sealed class ChangeTemplate(DistrictDb db, ComposePacket compose, TimeProvider time)
{
    /// <param name="id">Null: a new one.</param>
    public async Task<ChangeTemplateResult> Save(Person by, PacketTemplateId? id, PacketTemplateForm form, Language language, CancellationToken ct)
    {
        var template = id is { } known ? await db.Set<PacketTemplate>().SingleOrDefaultAsync(t => t.Id == known && t.RemovedAt == null, ct) : null;
        if (id is not null && template is null) return new ChangeTemplateResult.NotFound();
        var (name, body) = ((form.Name ?? "").Trim(), (form.Body ?? "").ReplaceLineEndings("\n").Trim('\n'));
        var faults = Check(name, body, language);
        if (!faults.None) return new ChangeTemplateResult.Refused(faults);
        var before = (template?.Name, Characters: template?.Body.Length);
        if (template is null) db.Add(template = new() { Id = time.NewId<PacketTemplateId>(), Name = name, Body = body, CreatedAt = time.Now() });
        else db.Expect(template, int.TryParse(form.Version, out var version) ? version : -1);
        (template.Name, template.Body) = (name, body);
        await db.Commit(new(by.Actor, "packet-template.written", new("packet-template", template.Id.Value), AuditEntry.Fields(("name", before.Name, name), ("characters", before.Characters, body.Length))), ct);
        return new ChangeTemplateResult.Done(template.Id);
    }

    public async Task<ChangeTemplateResult> Remove(Person by, PacketTemplateId id, CancellationToken ct)
    {
        if (await db.Set<PacketTemplate>().SingleOrDefaultAsync(t => t.Id == id && t.RemovedAt == null, ct) is not { } template) return new ChangeTemplateResult.NotFound();
        template.RemovedAt = time.Now();
        await db.Commit(new(by.Actor, "packet-template.removed", new("packet-template", id.Value), AuditEntry.Fields(("name", template.Name, null))), ct);
        return new ChangeTemplateResult.Done(id);
    }

    private Faults Check(string name, string body, Language language)
    {
        string Say(string key, params object[] values) => PacketText.Say(language, key, values);
        var faults = new Faults();
        if (name.Length is 0 or > TemplateText.LongestName) faults.Add(nameof(PacketTemplateForm.Name), Say(nameof(PacketWords.FaultName), TemplateText.LongestName));
        if (body.Length is 0 or > TemplateText.LongestBody) faults.Add(nameof(PacketTemplateForm.Body), Say(nameof(PacketWords.FaultBody), TemplateText.LongestBody));
        var slots = compose.Sections.Select(s => s.Slot).ToList();
        foreach (var fault in TemplateText.Faults(body, slots))
            faults.Add(nameof(PacketTemplateForm.Body), Say(fault.Word, fault.Line, fault.Name, string.Join(", ", slots.Concat(TemplateText.Words).Select(s => $"{{{s}}}"))));
        return faults;
    }
}
