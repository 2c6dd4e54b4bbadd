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
        var tool = Create(db, time, facts, others, form.Entered == "in-use", await DistrictDay.Today(db, time, ct));
        await db.Commit(new(by.Actor, "tool.entered", new("tool", tool.Id.Value), Since(null, facts, tool)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>A new tool, not yet committed.</summary>
    /// <param name="used">It is in use already, and somebody must look at it by a day.</param>
    public static Tool Create(DistrictDb db, TimeProvider time, ToolRules.Facts facts, Known others, bool used, DateOnly today)
    {
        var now = time.Now();
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
        Tie(db, tool.Id, facts, [], []);
        return tool;
    }

    public static async Task<AimResult<Tool>> Change(DistrictDb db, TimeProvider time, Person by, ToolId id, ToolForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var before = (await ReadTools.Full(db, id, ct))!;
        var (facts, faults) = ToolRules.Read(form);
        var others = await Others(db, facts, id, faults, ct);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(tool, faults);
        var change = Put(db, time, tool, before, facts, others, language);
        db.Expect(tool, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "tool.changed", new("tool", id.Value), change), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>A tool as it is said now, with the concerns that this raises; not yet committed.</summary>
    /// <param name="before">The same tool as it was read.</param>
    /// <returns>What differs, for the audit log.</returns>
    public static JsonObject Put(DistrictDb db, TimeProvider time, Tool tool, ToolFull before, ToolRules.Facts facts, Known others, Language language)
    {
        var was = ToolRules.Read(ToolForm.Of(before)).Facts;
        var raised = ToolRules.Raised(tool, facts, language).ToList();
        foreach (var (kind, why) in raised) db.Add(RaiseConcern.New(time, tool.Id, kind, false, why, null));
        Apply(db, time, tool, facts, others);
        Tie(db, tool.Id, facts, [.. before.UseCases.Select(u => u.Id)], [.. before.Schools.Select(s => s.Id)]);
        db.Raise(tool);
        var change = Since(was, facts, tool);
        if (raised.Count > 0) change["raised"] = new JsonArray([.. raised.Select(r => (JsonNode)Codes.Of(r.Kind))]);
        return change;
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

    /// <summary>What the typed names stand for.</summary>
    /// <param name="Vendor">Null: it is not known yet, and entered with the tool.</param>
    public sealed record Known(Vendor? Vendor, AccountId? Owner, AccountId? Backup);

    /// <summary>What the typed names and ids stand for; what is not there is a fault.</summary>
    public static async Task<Known> Others(DistrictDb db, ToolRules.Facts facts, ToolId? self, List<AimFault> faults, CancellationToken ct)
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

    public static Vendor NewVendor(TimeProvider time, string name) => new() { Id = time.NewId<VendorId>(), Name = name, NameFolded = StoreConventions.Fold(name), CreatedAt = time.Now() };

    private static void Apply(DistrictDb db, TimeProvider time, Tool tool, ToolRules.Facts facts, Known known)
    {
        var vendor = known.Vendor;
        if (vendor is null)
        {
            vendor = NewVendor(time, facts.Vendor);
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

    /// <param name="cases">That it serves so far.</param>
    /// <param name="schools">That it is used in so far.</param>
    private static void Tie(DistrictDb db, ToolId tool, ToolRules.Facts facts, IReadOnlyList<UseCaseId> cases, IReadOnlyList<SchoolId> schools)
    {
        db.RemoveRange(cases.Except(facts.UseCases).Select(u => new ToolUseCase { Tool = tool, UseCase = u }));
        db.AddRange(facts.UseCases.Except(cases).Select(u => new ToolUseCase { Tool = tool, UseCase = u }));
        db.RemoveRange(schools.Except(facts.Schools).Select(s => new ToolSchool { Tool = tool, School = s }));
        db.AddRange(facts.Schools.Except(schools).Select(s => new ToolSchool { Tool = tool, School = s }));
    }

    /// <summary>What differs from before, for the audit log: people by their ids.</summary>
    public static JsonObject Since(ToolRules.Facts? before, ToolRules.Facts after, Tool tool)
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
