using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>Agreements in the navigation.</summary>
internal sealed class AgreementNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(ToolRights.AgreementsRead)
        ? [new(AgreementText.Say(language, nameof(AgreementWords.Title)), AgreementPages.Home, AgreementText.Say(language, nameof(AgreementWords.Sentence)), NavigationGroup.Tools)] : [];
}

/// <summary>The agreements of a tool, on its page.</summary>
internal sealed class AgreementsOfTool(TimeProvider time) : IToolSection
{
    public int Place => 20;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        if (!http.SignedIn().May(ToolRights.AgreementsRead)) return null;
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        var today = await Records.DistrictDay.Today(db, time, ct);
        return new(typeof(AgreementSection), new AgreementSection.Content(await ReadAgreements.OfTool(db, tool.Id, today, ct), today, http.SignedIn().May(ToolRights.AgreementsWrite) ? $"{AgreementPages.Home}/new?tool={tool.Id}" : null));
    }
}

/// <summary>The agreements with a vendor, on its page.</summary>
internal sealed class AgreementsOfVendor(TimeProvider time) : IVendorSection
{
    public async Task<ToolSectionView?> Of(HttpContext http, Vendor vendor, CancellationToken ct)
    {
        const int most = 25;
        if (!http.SignedIn().May(ToolRights.AgreementsRead)) return null;
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        var today = await Records.DistrictDay.Today(db, time, ct);
        var agreements = await db.Set<Agreement>().AsNoTracking().Where(a => a.Vendor == vendor.Id).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(most).ToListAsync(ct);
        return new(typeof(AgreementSection), new AgreementSection.Content(agreements, today, null));
    }
}

/// <summary>Agreements that come near their end or their last day for notice: 120, 90, 60 and 30 days before, each time anew; and drafts, with what each still takes.</summary>
internal sealed class AgreementWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.AgreementsWrite)) return [];
        var near = await ReadAgreements.EndsSoon(asked.Db, asked.Today).OrderBy(a => a.LastDay).ThenBy(a => a.Id).Take(IWorkItems.Most).ToListAsync(ct);
        var drafts = await ReadAgreements.Rows(asked.Db, ReadAgreements.Where(asked.Db, AgreementView.Draft, null, asked.Today), "name", descending: false).Take(IWorkItems.Most).ToListAsync(ct);
        return [.. near.Select(a => Item(asked, a)).OfType<WorkItem>().Concat(drafts.Select(d => Draft(asked, d))).Take(IWorkItems.Most)];
    }

    /// <summary>It leads to what is missing, or to the signatures.</summary>
    private static WorkItem Draft(WorkQuestion asked, AgreementRow row)
    {
        string Say(string key, params object[] values) => AgreementText.Say(asked.Language, key, values);
        var missing = AgreementRules.Missing(row.Agreement, row.Tools, row.Elements).ToList();
        var step = missing.Count == 0 ? asked.Person.May(ToolRights.AgreementsSign) ? "/sign" : "" : missing[0] == nameof(AgreementWords.MissingElements) ? "/elements" : "/edit";
        return new($"agreement:{row.Agreement.Id}:draft", Say(nameof(AgreementWords.WorkDraft), row.Agreement.Name), missing.Count == 0 ? Say(nameof(AgreementWords.WorkSignWhy)) : string.Join("; ", missing.Select(m => Say(m))),
            AgreementPages.PathOf(row.Agreement.Id) + step, Say(nameof(AgreementWords.WorkOpen)), WaitsFor.Us)
        {
            Since = row.Agreement.CreatedAt,
            Needs = missing.Count == 0 ? ToolRights.AgreementsSign : ToolRights.AgreementsWrite,
        };
    }

    /// <summary>The day that comes first: the last one for notice, while it is ahead, then the end.</summary>
    public static WorkItem? Item(WorkQuestion asked, Agreement agreement)
    {
        var isNotice = agreement.NoticeBy >= asked.Today && agreement.EndedOn is null;
        var day = isNotice ? agreement.NoticeBy : AgreementTerm.End(agreement);
        if (AgreementTerm.Warning(day, asked.Today) is not { } warning) return null;
        string Say(string key, params object[] values) => AgreementText.Say(asked.Language, key, values);
        return new($"agreement:{agreement.Id}:{(isNotice ? "notice" : "end")}:{warning}", Say(isNotice ? nameof(AgreementWords.WorkNotice) : nameof(AgreementWords.WorkEnd), agreement.Name, DayText.Of(asked.Language, day!.Value)),
            Say(agreement.RenewsItself ? nameof(AgreementWords.WorkRenewsWhy) : nameof(AgreementWords.WorkEndWhy), day.Value.DayNumber - asked.Today.DayNumber), AgreementPages.PathOf(agreement.Id), Say(nameof(AgreementWords.WorkOpen)), WaitsFor.Us)
        {
            Due = day,
            Needs = ToolRights.AgreementsWrite,
        };
    }
}

/// <summary>The ends of agreements, the last days for notice and the days of the warnings before them, in the calendars of those who keep agreements.</summary>
internal sealed class AgreementDates : IDates
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.AgreementsWrite)) return [];
        var last = to.AddDays(AgreementTerm.Warnings[0]);
        var agreements = await asked.Db.Set<Agreement>().AsNoTracking().Where(a => a.SignedOn != null && a.EndedOn == null && (a.LastDay >= from && a.LastDay <= last || a.NoticeBy >= from && a.NoticeBy <= last))
            .OrderBy(a => a.LastDay).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        return [.. agreements.SelectMany(a => Entries(asked.Language, a)).Where(e => e.First >= from && e.First <= to)];
    }

    private static IEnumerable<DatedEntry> Entries(Language language, Agreement agreement)
    {
        foreach (var (what, day, word, before) in new[] { ("end", agreement.LastDay, nameof(AgreementWords.DateEnd), nameof(AgreementWords.DateBeforeEnd)), ("notice", agreement.NoticeBy, nameof(AgreementWords.DateNotice), nameof(AgreementWords.DateBeforeNotice)) })
        {
            if (day is not { } on) continue;
            yield return Entry(what, on, AgreementText.Say(language, word, agreement.Name));
            foreach (var days in AgreementTerm.Warnings) yield return Entry($"{what}:{days}", on.AddDays(-days), AgreementText.Say(language, before, agreement.Name, days));
        }

        DatedEntry Entry(string what, DateOnly day, string title) => new($"agreement:{agreement.Id}:{what}", title, day, day, AgreementPages.PathOf(agreement.Id));
    }
}

/// <summary>Agreements on the superintendent's page: how many bind, and which end next.</summary>
internal sealed class AgreementBriefing : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.AgreementsRead) || await ReadAgreements.InForce(asked.Db, asked.Today).CountAsync(ct) is not (> 0 and var binding)) return [];
        const int lines = 3;
        var soon = ReadAgreements.EndsSoon(asked.Db, asked.Today);
        var next = await soon.OrderBy(a => a.LastDay).ThenBy(a => a.Id).Take(lines).ToListAsync(ct);
        return [new(BriefingPlace.Tools, AgreementText.Say(asked.Language, nameof(AgreementWords.Title)), AgreementText.Say(asked.Language, nameof(AgreementWords.BriefingLead), binding, await soon.CountAsync(ct)),
            [.. next.Select(a => new BriefingLine(a.Name, AgreementPages.PathOf(a.Id), AgreementText.Term(asked.Language, a, asked.Today)))], AgreementPages.Home + "?view=" + Codes.Of(AgreementView.EndsSoon))];
    }
}
