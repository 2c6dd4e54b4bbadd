using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>Enters tools in the register and keeps what is said of them. What a change of a decided tool raises is raised in the same commit.</summary>
internal static class EnterTool
{
    /// <summary>Days within which a tool that came in from use must be looked at, where nobody sets a day.</summary>
    private const int DaysToReview = 180;

    public static async Task<AimResult<Tool>> Add(DistrictDb db, TimeProvider time, Person by, ToolForm form, CancellationToken ct)
    {
        var (facts, faults) = ToolRules.Read(form);
        if (form.Entered is not ("in-use" or "requested")) faults.Add(new(nameof(form.Entered), nameof(AimWords.FaultChoice)));
        var others = await Others(db, facts, null, faults, ct);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(null, faults);
        var (now, today) = (time.Now(), await DistrictDay.Today(db, time, ct));
        var used = form.Entered == "in-use";
        var tool = new Tool
        {
            Id = time.NewId<ToolId>(),
            Name = "",
            NameFolded = "",
            Purpose = "",
            Stage = used ? ToolStage.NotYetReviewed : ToolStage.Requested,
            StageSince = now,
            CreatedAt = now,
        };
        db.Add(tool);
        Apply(db, time, tool, facts, others);
        if (used) tool.ReviewBy ??= today.AddDays(DaysToReview);
        await Tie(db, tool, facts, ct);
        await db.Commit(new(by.Actor, "tool.entered", new("tool", tool.Id.Value), Since(null, facts, tool)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    public static async Task<AimResult<Tool>> Change(DistrictDb db, TimeProvider time, Person by, ToolId id, ToolForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var before = ToolRules.Read(ToolForm.Of((await ReadTools.Full(db, id, ct))!)).Facts;
        var (facts, faults) = ToolRules.Read(form);
        var others = await Others(db, facts, id, faults, ct);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(tool, faults);
        var raised = ToolRules.Raised(tool, facts, language).ToList();
        foreach (var (kind, why) in raised) db.Add(RaiseConcern.New(time, id, kind, false, why, null));
        Apply(db, time, tool, facts, others);
        await Tie(db, tool, facts, ct);
        db.Expect(tool, FormReading.Version(form.Version));
        db.Raise(tool);
        var change = Since(before, facts, tool);
        if (raised.Count > 0) change["raised"] = new JsonArray([.. raised.Select(r => (JsonNode)Codes.Of(r.Kind))]);
        await db.Commit(new(by.Actor, "tool.changed", new("tool", id.Value), change), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>A feature that is there since a day. One with AI, in a tool that was decided on without it, brings the tool up for review.</summary>
    public static async Task<AimResult<Tool>> AddFeature(DistrictDb db, TimeProvider time, Person by, ToolId id, FeatureForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var name = reading.Line(form.Name, nameof(form.Name), Tool.LongestName);
        var since = reading.Day(form.Since, nameof(form.Since));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        var feature = new ToolFeature { Id = time.NewId<ToolFeatureId>(), Tool = id, Name = name, IsAi = form.IsAi is not null, Since = since!.Value, AddedAt = time.Now() };
        db.Add(feature);
        var raises = feature.IsAi && ToolLife.IsDecided(tool.Stage);
        if (raises) db.Add(RaiseConcern.New(time, id, ConcernKind.FeatureAdded, false, ToolText.Say(language, nameof(ToolWords.WhyFeature), name), null));
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.feature-added", new("tool", id.Value), new() { ["ai"] = feature.IsAi, ["name"] = name, ["raised"] = raises, ["since"] = DayText.Field(feature.Since) }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    public static async Task<AimResult<Vendor>> ChangeVendor(DistrictDb db, Person by, VendorId id, VendorForm form, CancellationToken ct)
    {
        if (await db.Set<Vendor>().SingleOrDefaultAsync(v => v.Id == id, ct) is not { } vendor) return new AimResult<Vendor>.NoSuch();
        var reading = new FormReading();
        var name = reading.Line(form.Name, nameof(form.Name), Vendor.LongestName);
        var website = reading.Line(form.Website, nameof(form.Website), Vendor.LongestAddress, required: false);
        var contact = reading.Line(form.Contact, nameof(form.Contact), Vendor.LongestAddress, required: false);
        if (website.Length > 0 && !(Uri.TryCreate(website, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) reading.Refuse(nameof(form.Website), nameof(ToolWords.FaultAddress));
        var folded = StoreConventions.Fold(name);
        if (await db.Set<Vendor>().AnyAsync(v => v.Id != id && v.NameFolded == folded, ct)) reading.Refuse(nameof(form.Name), nameof(ToolWords.FaultVendorTaken));
        if (!reading.IsGood) return new AimResult<Vendor>.Refused(vendor, reading.Faults);
        var change = AuditEntry.Fields(("name", vendor.Name, name), ("website", vendor.Website, website), ("contact", vendor.Contact, contact));
        (vendor.Name, vendor.NameFolded, vendor.Website, vendor.Contact) = (name, folded, website, contact);
        db.Expect(vendor, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "vendor.changed", new("vendor", id.Value), change), ct);
        return new AimResult<Vendor>.Done(vendor);
    }

    private sealed record Known(Vendor? Vendor, AccountId? Owner, AccountId? Backup);

    /// <summary>What the typed names and ids stand for; what is not there is a fault.</summary>
    private static async Task<Known> Others(DistrictDb db, ToolRules.Facts facts, ToolId? self, List<AimFault> faults, CancellationToken ct)
    {
        var (vendorName, name) = (StoreConventions.Fold(facts.Vendor), StoreConventions.Fold(facts.Name));
        var vendor = await db.Set<Vendor>().SingleOrDefaultAsync(v => v.NameFolded == vendorName, ct);
        if (vendor is not null && await db.Set<Tool>().AnyAsync(t => t.Vendor == vendor.Id && t.NameFolded == name && t.Id != self, ct)) faults.Add(new(nameof(ToolForm.Name), nameof(ToolWords.FaultNameTaken)));
        var (cases, schools) = (facts.UseCases, facts.Schools);
        if (await RoadmapUseCases.Named(db).CountAsync(u => cases.Contains(u.Id), ct) != cases.Count) faults.Add(new(nameof(ToolForm.UseCases), nameof(AimWords.FaultChoice)));
        if (await db.Set<School>().CountAsync(s => schools.Contains(s.Id), ct) != schools.Count) faults.Add(new(nameof(ToolForm.Schools), nameof(AimWords.FaultChoice)));
        return new(vendor, await Account(facts.Owner, nameof(ToolForm.Owner)), await Account(facts.Backup, nameof(ToolForm.Backup)));

        async Task<AccountId?> Account(string email, string field)
        {
            if (email.Length == 0) return null;
            var folded = email.Normalize().ToUpperInvariant();
            var found = await StaffRoles.OpenAccounts(db).Where(a => a.NormalizedEmail == folded).Select(a => (AccountId?)a.Id).SingleOrDefaultAsync(ct);
            if (found is null) faults.Add(new(field, nameof(ToolWords.FaultNobody)));
            return found;
        }
    }

    private static void Apply(DistrictDb db, TimeProvider time, Tool tool, ToolRules.Facts facts, Known known)
    {
        var vendor = known.Vendor;
        if (vendor is null)
        {
            vendor = new() { Id = time.NewId<VendorId>(), Name = facts.Vendor, NameFolded = StoreConventions.Fold(facts.Vendor), CreatedAt = time.Now() };
            db.Add(vendor);
        }
        (tool.Vendor, tool.Name, tool.NameFolded, tool.Purpose) = (vendor.Id, facts.Name, StoreConventions.Fold(facts.Name), facts.Purpose);
        (tool.Owner, tool.Backup, tool.Tier, tool.TierWhy) = (known.Owner, known.Backup, facts.Tier, facts.TierWhy);
        (tool.GradeCodes, tool.UserCodes, tool.Students, tool.Staff) = (facts.GradeCodes, facts.UserCodes, facts.Students, facts.Staff);
        (tool.Generative, tool.FreeVersion, tool.ServesPlans) = (facts.Generative, facts.FreeVersion, facts.ServesPlans);
        (tool.Model, tool.SubProcessors) = (facts.Model, facts.SubProcessors);
        (tool.YearlyCost, tool.Funding, tool.ContractEnd, tool.NoticeBy) = (facts.YearlyCost, facts.Funding, facts.ContractEnd, facts.NoticeBy);
        (tool.SignIn, tool.Rostering, tool.Enforcement, tool.EnforcementProof) = (facts.SignIn, facts.Rostering, facts.Enforcement, facts.EnforcementProof);
        // Of a decided tool, the day of the next review is part of the decision.
        if (!ToolLife.IsDecided(tool.Stage)) tool.ReviewBy = facts.ReviewBy ?? tool.ReviewBy;
    }

    private static async Task Tie(DistrictDb db, Tool tool, ToolRules.Facts facts, CancellationToken ct)
    {
        var cases = await db.Set<ToolUseCase>().Where(u => u.Tool == tool.Id).ToListAsync(ct);
        db.RemoveRange(cases.Where(c => !facts.UseCases.Contains(c.UseCase)));
        db.AddRange(facts.UseCases.Where(u => cases.TrueForAll(c => c.UseCase != u)).Select(u => new ToolUseCase { Tool = tool.Id, UseCase = u }));
        var schools = await db.Set<ToolSchool>().Where(s => s.Tool == tool.Id).ToListAsync(ct);
        db.RemoveRange(schools.Where(s => !facts.Schools.Contains(s.School)));
        db.AddRange(facts.Schools.Where(s => schools.TrueForAll(c => c.School != s)).Select(s => new ToolSchool { Tool = tool.Id, School = s }));
    }

    /// <summary>What differs from before, for the audit log: people by their ids.</summary>
    private static JsonObject Since(ToolRules.Facts? before, ToolRules.Facts after, Tool tool)
    {
        static JsonNode? Code<T>(T? value) where T : struct, Enum => value is { } v ? Codes.Of(v) : null;
        static JsonNode? List<TId>(IEnumerable<TId>? ids) where TId : struct => ids is null ? null : new JsonArray([.. ids.Select(i => i.ToString()!).Order(StringComparer.Ordinal).Select(i => (JsonNode)i)]);
        var change = AuditEntry.Fields(
            ("name", before?.Name, after.Name), ("vendor", before?.Vendor, after.Vendor), ("purpose", before?.Purpose, after.Purpose), ("tier", Code(before?.Tier), Code(after.Tier)),
            ("tierWhy", before?.TierWhy, after.TierWhy), ("grades", before?.GradeCodes, after.GradeCodes), ("users", before?.UserCodes, after.UserCodes), ("students", before?.Students, after.Students),
            ("staff", before?.Staff, after.Staff), ("generative", before?.Generative, after.Generative), ("freeVersion", before?.FreeVersion, after.FreeVersion),
            ("servesPlans", before?.ServesPlans, after.ServesPlans), ("model", before?.Model, after.Model), ("subProcessors", before?.SubProcessors, after.SubProcessors),
            ("yearlyCost", before?.YearlyCost, after.YearlyCost), ("funding", before?.Funding, after.Funding), ("contractEnd", Day(before?.ContractEnd), Day(after.ContractEnd)),
            ("noticeBy", Day(before?.NoticeBy), Day(after.NoticeBy)), ("signIn", Code(before?.SignIn), Code<SignInChannel>(after.SignIn)), ("rostering", Code(before?.Rostering), Code<RosterChannel>(after.Rostering)),
            ("enforcement", Code(before?.Enforcement), Code<Enforcement>(after.Enforcement)), ("enforcementProof", before?.EnforcementProof, after.EnforcementProof),
            ("reviewBy", Day(before?.ReviewBy), Day(tool.ReviewBy)), ("useCases", List(before?.UseCases), List(after.UseCases)), ("schools", List(before?.Schools), List(after.Schools)));
        if (before is null || before.Owner != after.Owner) change["owner"] = tool.Owner?.ToString();
        if (before is null || before.Backup != after.Backup) change["backup"] = tool.Backup?.ToString();
        return change;

        static JsonNode? Day(DateOnly? day) => day is { } d ? DayText.Field(d) : null;
    }
}
