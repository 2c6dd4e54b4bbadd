using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>Incidents in the navigation: all of them for who reads of them, the form for everybody else.</summary>
internal sealed class IncidentNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (person.May(ToolRights.IncidentsRead)) yield return new(Say(nameof(IncidentWords.Title)), IncidentPages.Home, Say(nameof(IncidentWords.Sentence)), NavigationGroup.Tools);
        else if (person.May(ToolRights.Report)) yield return new(Say(nameof(IncidentWords.ReportTitle)), IncidentPages.Home + "/new", Say(nameof(IncidentWords.ReportSentence)), NavigationGroup.Tools);

        string Say(string key) => IncidentText.Say(language, key);
    }
}

/// <summary>No incident that is bad is open, so that a gate may open.</summary>
internal sealed class NoOpenSevereIncident : IToolCheck
{
    public string Name => "no-open-severe-incident";

    public string Says(Language language) => IncidentText.Say(language, nameof(IncidentWords.CheckSays));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var known = (await asked.Db.Set<Tool>().AsNoTracking().Where(t => tools.Contains(t.Id)).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
        var open = await ReadIncidents.ClosingGates(asked.Db, tools, ct);
        return [.. tools.Select(id => Result(asked.Language, id, known.Contains(id), open.GetValueOrDefault(id)))];
    }

    private CheckResult Result(Language language, ToolId id, bool known, int open)
    {
        if (!known) return new(CheckState.InsufficientInformation, Says(language), ToolText.Say(language, nameof(ToolWords.CheckGone)));
        return new(open == 0 ? CheckState.Met : CheckState.NotMet, Says(language), open == 0 ? IncidentText.Say(language, nameof(IncidentWords.CheckYes)) : IncidentText.Say(language, nameof(IncidentWords.CheckNo), open))
        { Path = $"{IncidentPages.Home}?tool={id}", Needs = ToolRights.IncidentsRead };
    }
}

/// <summary>What of incidents waits: reports that nobody has looked at, clocks that run, steps; and case managers, where a tool that students' plans name does severe harm.</summary>
internal sealed class IncidentWork(DistrictPacks packs) : IWorkItems
{
    private const string SpecialEducation = "special-education";

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        if (asked.Person.Roles.Any(r => r.Role == Role.Reviewer && r.ReviewArea == SpecialEducation)) await Alerts(asked, items, ct);
        if (asked.Person.May(ToolRights.IncidentsManage))
        {
            await Reports(asked, items, ct);
            var clocks = await ReadIncidents.Running(asked.Db, ct);
            var open = await ReadIncidents.Rows(asked.Db, ReadIncidents.Unclosed(asked.Db), "reported", true).Take(IWorkItems.Most).ToListAsync(ct);
            if (open.Count == 0) return [.. items.Take(IWorkItems.Most)];
            var names = await ReadIncidents.KindNames(asked.Db, packs, asked.Language, ct);
            items.AddRange(clocks.Take(IWorkItems.Most).Select(r => new WorkItem($"incident-clock:{r.Row.Clock.Id}", r.Row.Clock.What, names.GetValueOrDefault(r.Incident.Kind, r.Incident.KindName), IncidentPages.PathOf(r.Incident.Id),
                Say(asked, nameof(IncidentWords.WorkOpen)), WaitsFor.Us)
            { Since = ClockRules.StartOf(r.Incident, r.Row.Clock.Start), Due = r.Row.Due!.Day, Needs = ToolRights.IncidentsManage }));
            items.AddRange(open.Select(i => new WorkItem($"incident-steps:{i.Id}", Say(asked, i.StepsOpen > 0 ? nameof(IncidentWords.WorkSteps) : nameof(IncidentWords.WorkClose), i.Named(names).KindName, i.StepsOpen),
                i.ToolName ?? Say(asked, nameof(IncidentWords.NotKnown)), IncidentPages.PathOf(i.Id), Say(asked, nameof(IncidentWords.WorkOpen)), WaitsFor.Us)
            { Since = i.KnownAt, Needs = ToolRights.IncidentsManage }));
        }
        return [.. items.Take(IWorkItems.Most)];
    }

    private static async Task Alerts(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var severe = await (from incident in asked.Db.Set<Incident>().AsNoTracking()
                            where incident.Severity == Severity.Severe && (incident.State == IncidentState.Open || incident.State == IncidentState.Contained)
                            join tool in asked.Db.Set<Tool>() on incident.Tool equals tool.Id
                            where tool.ServesPlans
                            orderby incident.KnownAt, incident.Id
                            select new { incident.Id, incident.TakenUpAt, Tool = tool.Id, tool.Name }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(severe.Select(s => new WorkItem($"incident-plans:{s.Id}", Say(asked, nameof(IncidentWords.WorkPlans), s.Name), Say(asked, nameof(IncidentWords.WorkPlansWhy)), $"{ToolPages.PathOf(s.Tool)}/replacement",
            Say(asked, nameof(IncidentWords.WorkPlansOpen)), WaitsFor.Us)
        { Since = s.TakenUpAt, Due = asked.Today }));
    }

    private static async Task Reports(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var reports = await asked.Db.Set<Incident>().AsNoTracking().Where(i => i.State == IncidentState.Reported).OrderBy(i => i.ReportedAt).ThenBy(i => i.Id).Select(i => new { i.Id, i.ReportedAt }).Take(IWorkItems.Most).ToListAsync(ct);
        if (reports.Count == 0) return;
        var zone = await DistrictTime.Zone(asked.Db, ct);
        items.AddRange(reports.Select(r => new WorkItem($"incident:{r.Id}", Say(asked, nameof(IncidentWords.WorkReport)), Say(asked, nameof(IncidentWords.WorkReportWhy)), IncidentPages.PathOf(r.Id), Say(asked, nameof(IncidentWords.WorkOpen)), WaitsFor.Us)
        { Since = r.ReportedAt, Due = DistrictTime.Day(r.ReportedAt, zone).AddDays(1), Needs = ToolRights.IncidentsManage }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => IncidentText.Say(asked.Language, key, values);
}

/// <summary>Incidents on the superintendent's page: those that are open, and clocks that have run out.</summary>
internal sealed class IncidentBriefing(DistrictPacks packs) : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.IncidentsRead)) return [];
        var running = ReadIncidents.Unclosed(asked.Db);
        var (open, unread) = (await running.CountAsync(ct), await asked.Db.Set<Incident>().CountAsync(i => i.State == IncidentState.Reported, ct));
        if (open + unread == 0) return [];
        string Say(string key, params object[] values) => IncidentText.Say(asked.Language, key, values);
        var late = (await ReadIncidents.Running(asked.Db, ct)).Where(r => r.Row.IsLate(asked.Now)).ToList();
        var worst = await ReadIncidents.Rows(asked.Db, running, "severity", false).Take(IBriefingSection.Most).ToListAsync(ct);
        var names = await ReadIncidents.KindNames(asked.Db, packs, asked.Language, ct);
        return [new(BriefingPlace.Tools, Say(nameof(IncidentWords.Title)), Say(nameof(IncidentWords.BriefingLead), open, unread, late.Count), [.. worst.Select(w => Line(w.Named(names)))], IncidentPages.Home)];

        BriefingLine Line(IncidentRow row) => new($"{row.KindName}{(row.ToolName is null ? "" : ": " + row.ToolName)}", IncidentPages.PathOf(row.Id), row.Severity is { } severity ? IncidentText.Of(asked.Language, severity) : null)
        {
            Kind = late.Exists(l => l.Incident.Id == row.Id) ? StatusKind.Stopped : StatusKind.Waits,
            Status = late.Exists(l => l.Incident.Id == row.Id) ? Say(nameof(IncidentWords.Late)) : IncidentText.Of(asked.Language, row.State),
        };
    }
}

/// <summary>What went wrong with a tool, on its page.</summary>
internal sealed class IncidentSection(DistrictPacks packs) : IToolSection
{
    public int Place => 70;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        var all = db.Set<Incident>().AsNoTracking().Where(i => i.Tool == tool.Id && i.State != IncidentState.SetAside && i.State != IncidentState.Reported);
        var rows = http.SignedIn().May(ToolRights.IncidentsRead) ? await ReadIncidents.Rows(db, all, "reported", false).Take(IWorkItems.Most).ToListAsync(ct) : [];
        var names = rows.Count == 0 ? new Dictionary<string, string>() : await ReadIncidents.KindNames(db, packs, Pages.LanguageOf(http), ct);
        return new(typeof(IncidentSectionView), new IncidentSectionView.Content(tool.Name, await all.CountAsync(ct), await all.CountAsync(i => i.State != IncidentState.Closed, ct), [.. rows.Select(r => r.Named(names))]));
    }
}

/// <summary>Incidents in the board packet: how many of which kind in a year, and what the law's times have come to. Who was concerned stays out: a packet is published.</summary>
internal sealed class IncidentPacket(DistrictPacks packs) : IPacketSection
{
    public string Slot => "incidents";

    public string Says(Language language) => IncidentText.Say(language, nameof(IncidentWords.PacketSays));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => IncidentText.Say(asked.Language, key, values);
        var since = asked.Now.AddYears(-1);
        var kinds = await asked.Db.Set<Incident>().AsNoTracking()
            .Where(i => i.State == IncidentState.Open || i.State == IncidentState.Contained || i.State == IncidentState.Closed && i.KnownAt >= since)
            .GroupBy(i => new { i.Kind, i.KindName }).Select(g => new { g.Key.Kind, g.Key.KindName, Total = g.Count(), Bad = g.Count(i => i.Severity == Severity.High || i.Severity == Severity.Severe), Open = g.Count(i => i.State != IncidentState.Closed) })
            .ToListAsync(ct);
        if (kinds.Count == 0) return [PacketBlock.Line(Say(nameof(IncidentWords.PacketNone)))];
        var names = await ReadIncidents.KindNames(asked.Db, packs, asked.Language, ct);
        var late = (await ReadIncidents.Running(asked.Db, ct)).Count(r => r.Row.IsLate(asked.Now));
        var rows = kinds.GroupBy(k => names.GetValueOrDefault(k.Kind, k.KindName)).Select(g => (Name: g.Key, Total: g.Sum(k => k.Total), Bad: g.Sum(k => k.Bad), Open: g.Sum(k => k.Open))).OrderByDescending(r => r.Total).ThenBy(r => r.Name, StringComparer.Ordinal);
        return
        [
            PacketBlock.Line(Say(nameof(IncidentWords.PacketLead), kinds.Sum(k => k.Total), kinds.Sum(k => k.Open), late)),
            new PacketBlock.Table(Say(nameof(IncidentWords.PacketTable)), [Say(nameof(IncidentWords.Kind)), Say(nameof(IncidentWords.PacketTotal)), Say(nameof(IncidentWords.PacketBad)), Say(nameof(IncidentWords.PacketOpen))],
                [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, r.Total.ToString(Language.Numbers), r.Bad.ToString(Language.Numbers), r.Open.ToString(Language.Numbers)])]),
        ];
    }
}
