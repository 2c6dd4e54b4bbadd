using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Ends the review of an area by somebody's signature: on answers of our own, or on a review from elsewhere; and where duties could not be kept apart, by a second one.</summary>
internal sealed class FinishReview(DistrictDb db, ReadVetting read, VettingDuties duties, TimeProvider time)
{
    private const int MostYearsToCount = 3;

    public async Task<AimResult<Tool>> Run(Person by, ToolId id, string area, FinishForm form, Language language, CancellationToken ct)
    {
        if (await Find(id, area, language, ct) is not var (tool, vetting, reviewed)) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var verdict = reading.Choice<AreaVerdict>(form.Verdict, nameof(form.Verdict));
        var summary = reading.Block(form.Summary, nameof(form.Summary), AreaReview.LongestText, required: verdict != AreaVerdict.For);
        if (form.Confirmed is null) reading.Refuse(nameof(form.Confirmed), nameof(VettingWords.FaultSigned));
        foreach (var fault in Against(reviewed, verdict, await DistrictDay.Today(db, time, ct), language)) reading.Faults.Add(fault);
        var countersigned = Apart(await duties.Of(db, by, vetting, area, ct), reading) | Apart(Duty.OfFinishing(by.Id, Others(vetting, area), vetting.SmallDistrict), reading);
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        var review = await Review(id, area, ct);
        Open(review);
        (review.Verdict, review.Summary, review.RenewBy) = (verdict, summary, reviewed.Lines.Min(l => l.RenewBy));
        Sign(review, by, countersigned);
        return await Save(by, tool, review, "vetting.finished", form.Version, ct);
    }

    /// <summary>Counts somebody else's review instead of one of ours.</summary>
    public async Task<AimResult<Tool>> Accept(Person by, ToolId id, string area, AcceptForm form, Language language, CancellationToken ct)
    {
        if (await Find(id, area, language, ct) is not var (tool, vetting, _)) return new AimResult<Tool>.NoSuch();
        var today = await DistrictDay.Today(db, time, ct);
        var reading = new FormReading();
        var source = reading.Choice<ReviewSource>(form.Source, nameof(form.Source));
        var name = reading.Line(form.Name, nameof(form.Name), AreaReview.LongestName);
        var link = WebAddress.Read(reading, form.Link, nameof(form.Link), AreaReview.LongestLink, required: true);
        var day = reading.Day(form.Day, nameof(form.Day));
        var covers = reading.Block(form.Covers, nameof(form.Covers), AreaReview.LongestText);
        var until = reading.Day(form.Until, nameof(form.Until));
        var verdict = reading.Choice<AreaVerdict>(form.Verdict, nameof(form.Verdict));
        var why = reading.Block(form.Why, nameof(form.Why), AreaReview.LongestText);
        if (day > today) reading.Refuse(nameof(form.Day), nameof(VettingWords.FaultFuture));
        if (until < today || until > today.AddYears(MostYearsToCount)) reading.Refuse(nameof(form.Until), nameof(VettingWords.FaultUntil), MostYearsToCount);
        var countersigned = Apart(await duties.Of(db, by, vetting, null, ct), reading);
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        var review = await Review(id, area, ct);
        Open(review);
        (review.Source, review.SourceName, review.SourceLink, review.SourceDay, review.Covers) = (source, name, link, day, covers);
        (review.Verdict, review.Summary, review.RenewBy) = (verdict, why, until!.Value.AddDays(1));
        Sign(review, by, countersigned);
        return await Save(by, tool, review, "vetting.accepted", form.Version, ct);
    }

    /// <summary>The superintendent's word on a review that waits for it; never on one's own.</summary>
    public async Task<AimResult<Tool>> Countersign(Person by, ToolId id, string area, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool
            || await db.Set<AreaReview>().SingleOrDefaultAsync(r => r.Tool == id && r.Area == area && r.FinishedAt != null && r.NeedsCountersignature && r.CountersignedAt == null, ct) is not { } review) return new AimResult<Tool>.NoSuch();
        if (review.FinishedBy == by.Id) return new AimResult<Tool>.Refused(tool, [new("", nameof(VettingWords.FaultOwnSignature))]);
        (review.CountersignedAt, review.CountersignedBy) = (time.Now(), by.Id);
        return await Save(by, tool, review, "vetting.countersigned", null, ct);
    }

    /// <summary>As if nobody had finished it.</summary>
    public static void Open(AreaReview review)
    {
        (review.Verdict, review.Summary, review.FinishedAt, review.FinishedBy, review.RenewBy) = (null, "", null, null, null);
        (review.NeedsCountersignature, review.CountersignedAt, review.CountersignedBy) = (false, null, null);
        (review.Source, review.SourceName, review.SourceLink, review.SourceDay, review.Covers) = (null, "", "", null, "");
    }

    /// <summary>What is in the way of finishing an area.</summary>
    private static IEnumerable<AimFault> Against(AreaVetting area, AreaVerdict verdict, DateOnly today, Language language)
    {
        if (area.Lines.Count(l => l.IsOpen(today)) is > 0 and var open) yield return new("", nameof(VettingWords.FaultOpen), open);
        foreach (var line in area.Lines.Where(l => l.LacksGround)) yield return new("", nameof(VettingWords.FaultGround), line.Question.Title(language));
        if (verdict != AreaVerdict.Against && area.Lines.FirstOrDefault(l => l.Blocks) is { } blocker) yield return new(nameof(FinishForm.Verdict), nameof(VettingWords.FaultBlocked), blocker.Question.Title(language));
    }

    /// <returns>Whether it takes a second signature.</returns>
    private static bool Apart(Duty duty, FormReading reading)
    {
        if (duty is Duty.Barred barred) reading.Refuse("", barred.Word);
        return duty is Duty.Countersigned;
    }

    private static IReadOnlyCollection<AccountId?> Others(ToolVetting vetting, string area) => [.. vetting.Areas.Where(a => a.Area != area).Select(a => a.Review is { FinishedAt: not null } done ? done.FinishedBy : null)];

    private void Sign(AreaReview review, Person by, bool countersigned) => (review.FinishedAt, review.FinishedBy, review.NeedsCountersignature) = (time.Now(), by.Id, countersigned);

    private async Task<(Tool, ToolVetting, AreaVetting)?> Find(ToolId id, string area, Language language, CancellationToken ct) => await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is { } tool
        && await read.Of(db, tool, language, ct) is var vetting && vetting.Areas.FirstOrDefault(a => a.Area == area) is { } reviewed ? (tool, vetting, reviewed) : null;

    private async Task<AreaReview> Review(ToolId id, string area, CancellationToken ct)
    {
        if (await db.Set<AreaReview>().SingleOrDefaultAsync(r => r.Tool == id && r.Area == area, ct) is { } review) return review;
        review = new() { Tool = id, Area = area };
        db.Add(review);
        return review;
    }

    private async Task<AimResult<Tool>> Save(Person by, Tool tool, AreaReview review, string action, string? version, CancellationToken ct)
    {
        if (version is not null) db.Expect(tool, FormReading.Version(version));
        db.Raise(tool);
        await db.Commit(new(by.Actor, action, new("tool", tool.Id.Value), Described(review)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private static JsonObject Described(AreaReview review) => new()
    {
        ["area"] = review.Area,
        ["covers"] = review.Covers,
        ["needs_countersignature"] = review.NeedsCountersignature,
        ["renew_by"] = DayText.Field(review.RenewBy),
        ["source"] = review.Source is { } source ? Codes.Of(source) : null,
        ["source_day"] = DayText.Field(review.SourceDay),
        ["source_link"] = review.SourceLink,
        ["source_name"] = review.SourceName,
        ["summary"] = review.Summary,
        ["verdict"] = review.Verdict is { } verdict ? Codes.Of(verdict) : null,
    };
}

/// <summary>Addresses on the web as they are typed: https alone, so that a link leads where it says.</summary>
internal static class WebAddress
{
    public static string Read(FormReading reading, string? typed, string field, int longest, bool required = false)
    {
        var text = reading.Line(typed, field, longest, required);
        if (text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0)) reading.Refuse(field, nameof(VettingWords.FaultAddress));
        return text;
    }
}
