using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Blocking;

/// <summary>Keeps by which addresses a tool is known.</summary>
internal static class AddressTool
{
    /// <param name="host">Of the site itself.</param>
    public static async Task<AimResult<Tool>> Run(DistrictDb db, Person by, ToolId id, AddressForm form, string host, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var own = await OwnDomains(db, form, host, ct);
        var (addresses, faults) = BlockRules.Read(form, own.Contains);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(tool, faults);
        var before = await db.Set<ToolAddress>().Where(a => a.Tool == id).ToListAsync(ct);
        var gone = before.Where(a => !addresses.Contains((a.Kind, a.Value))).ToList();
        var added = addresses.Where(a => !before.Exists(b => b.Kind == a.Kind && b.Value == a.Value)).ToList();
        db.RemoveRange(gone);
        db.AddRange(added.Select(a => new ToolAddress { Tool = id, Kind = a.Kind, Value = a.Value }));
        db.Expect(tool, FormReading.Version(form.Version));
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.addresses-changed", new("tool", id.Value), new() { ["added"] = List(added.Select(a => a.Value)), ["gone"] = List(gone.Select(a => a.Value)) }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Those of the domains by which the district would block itself: where its site is, and where its staff has mail.</summary>
    private static async Task<HashSet<string>> OwnDomains(DistrictDb db, AddressForm form, string host, CancellationToken ct)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var domain in BlockRules.Read(form, _ => false).Addresses.Where(a => a.Kind == AddressKind.Domain).Select(a => BlockRules.Base(a.Value)).Distinct())
        {
            var (mail, below) = ("@" + domain.ToUpperInvariant(), "." + domain.ToUpperInvariant());
            if (host == domain || host.EndsWith("." + domain, StringComparison.Ordinal) || await StaffRoles.OpenAccounts(db).AnyAsync(a => a.NormalizedEmail!.EndsWith(mail) || a.NormalizedEmail.EndsWith(below), ct)) own.Add(domain);
        }
        return own;
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Order(StringComparer.Ordinal).Select(v => (JsonNode)v)]);
}

/// <summary>Takes the list of blocked tools out, and says that it was; says later that somebody has seen it in the filter.</summary>
internal static class ExportBlocked
{
    public static async Task<BlockExport> Run(DistrictDb db, TimeProvider time, Person by, BlockFormat format, CancellationToken ct)
    {
        var entries = BlockRules.Entries(format, await ReadBlocked.Addresses(db, ct));
        var hash = BlockRules.HashOf(BlockRules.Write(format, entries));
        var export = new BlockExport { Id = time.NewId<BlockExportId>(), Format = format, At = time.Now(), By = by.Id, Sha256 = hash, Count = entries.Count, Entries = BlockRules.Store(entries) };
        db.Add(export);
        await db.Commit(new(by.Actor, "tools-blocked.exported", new("block-export", export.Id.Value), new() { ["entries"] = entries.Count, ["format"] = Codes.Of(format), ["sha256"] = hash }), ct);
        return export;
    }

    public static async Task<AimResult<BlockExport>> Confirm(DistrictDb db, TimeProvider time, Person by, ConfirmForm form, CancellationToken ct)
    {
        var reading = new FormReading();
        var id = reading.Id<BlockExportId>(form.Export, nameof(form.Export));
        if (id is null || await db.Set<BlockExport>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return new AimResult<BlockExport>.NoSuch();
        var day = reading.Day(form.Day, nameof(form.Day));
        var zone = await DistrictTime.Zone(db, ct);
        if (day is { } on && (on > DistrictTime.Day(time.Now(), zone) || on < DistrictTime.Day(export.At, zone))) reading.Refuse(nameof(form.Day), nameof(BlockWords.FaultConfirmDay));
        if (!reading.IsGood) return new AimResult<BlockExport>.Refused(export, reading.Faults);
        (export.ConfirmedOn, export.ConfirmedBy) = (day, by.Id);
        await db.Commit(new(by.Actor, "tools-blocked.confirmed", new("block-export", export.Id.Value), new() { ["day"] = DayText.Field(day) }), ct);
        return new AimResult<BlockExport>.Done(export);
    }
}
