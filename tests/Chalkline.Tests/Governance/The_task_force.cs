using System.Net;
using Chalkline.Design;
using Chalkline.Governance.TaskForce;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class The_task_force
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_its_gaps_and_takes_a_person_or_somebody_from_outside(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await Goes(await lead.Submit("/task-force", "/task-force/set-up"), "/task-force");
        var page = await lead.Page("/task-force");
        Assert.Equal(10, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("10 of them empty", page.QuerySelector(".lead")!.TextContent);
        var teacher = await site.AddPerson(Installation.Cedar, "Invented Tess", new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        var seats = page.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")!["/cedar-valley".Length..]).ToList();
        await Goes(await lead.Submit(seats[0], seats[0], ("Account", teacher.ToString()), ("From", "2026-09-01"), ("Until", "2026-10-20")), "/task-force");
        await Goes(await lead.Submit(seats[1], seats[1], ("OutsideName", "Invented Otto"), ("From", "2026-09-01"), ("Until", "2027-08-31")), "/task-force");
        var text = (await lead.Page("/task-force")).QuerySelector("main")!.TextContent;
        Assert.Contains("8 of them empty", text);
        Assert.Contains("Invented Tess", text);
        Assert.Contains("Invented Otto", text);
        Assert.Contains("Ends soon", text);
        Assert.Contains("Terms on the task force end soon: 1", (await lead.Page("/")).QuerySelector("main")!.TextContent);
        // Two terms of a seat never overlap; the form comes back with what was typed.
        using var again = await lead.Submit(seats[1], seats[1], ("OutsideName", "Invented Second"), ("From", "2027-08-31"), ("Until", "2028-08-31"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var form = await Browser.Read(again);
        Assert.Contains("Somebody sits there from September 1, 2026 to August 31, 2027", form.QuerySelector("main")!.TextContent);
        Assert.Equal("Invented Second", form.QuerySelector("#OutsideName")!.GetAttribute("value"));
        // Everybody on the staff sees who speaks for them; only who manages it changes it.
        using var reader = await site.As(new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        Assert.Empty((await reader.Page("/task-force")).QuerySelectorAll("main form"));
        Assert.DoesNotContain("Otto", string.Join(' ', await site.Do((db, _) => db.Set<Chalkline.Platform.Auditing.AuditRecord>().Select(r => r.Body).ToListAsync(Ct))));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Meets_with_an_agenda_of_what_waits_and_its_action_items_close(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await lead.Submit("/task-force", "/task-force/set-up");
        using var called = await lead.Submit("/task-force/meetings/new", "/task-force/meetings/new", ("Day", "2026-10-05"), ("Place", "Room 2"));
        var meeting = called.Headers.Location!.OriginalString["/cedar-valley".Length..];
        var page = await lead.Page(meeting);
        var waiting = page.QuerySelectorAll("input[name=Keys]").Select(i => i.GetAttribute("value")!).ToList();
        Assert.Contains("task-force:vacant", waiting);
        await Goes(await lead.Submit(meeting, meeting + "/agenda", ("Keys", "task-force:vacant"), ("Title", "What students say")), meeting);
        page = await lead.Page(meeting);
        Assert.DoesNotContain("task-force:vacant", page.QuerySelectorAll("input[name=Keys]").Select(i => i.GetAttribute("value")));
        var second = page.QuerySelectorAll("main ol form")[^1].GetAttribute("action")!["/cedar-valley".Length..];
        await Goes(await lead.Submit(meeting, second, ("to", "up")), meeting);
        Assert.StartsWith("What students say", (await lead.Page(meeting)).QuerySelector("main ol:not(.usa-breadcrumb__list) li")!.TextContent.Trim());
        await Goes(await lead.Submit(meeting, meeting + "/minutes", ("Minutes", "We talked.\nWe agreed.")), meeting);
        var owner = await site.As(new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        await Goes(await lead.Submit(meeting, meeting + "/actions", ("Text", "Ask the students"), ("Owner", owner.Account.ToString()), ("DueOn", "2026-10-12")), meeting);
        Assert.Contains("Ask the students", (await owner.Page("/")).QuerySelector("main")!.TextContent);
        var close = (await owner.Page(meeting)).QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).Single(a => a.EndsWith("/close", StringComparison.Ordinal))["/cedar-valley".Length..];
        using var stranger = await site.As(Role.Auditor);
        using var refused = await stranger.Post(close, stranger.Fields(await stranger.Page("/account"), "/account"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        await Goes(await owner.Submit(meeting, close, ("note", "They want it")), meeting);
        Assert.DoesNotContain("Ask the students", (await owner.Page("/")).QuerySelector("main")!.TextContent);
        Assert.Contains("They want it", (await lead.Page(meeting)).QuerySelector("main")!.TextContent);
        owner.Dispose();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Forgets_the_name_of_a_member_from_outside_for_good(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await lead.Submit("/task-force", "/task-force/set-up");
        var seat = (await lead.Page("/task-force")).QuerySelector("tbody th a")!.GetAttribute("href")!["/cedar-valley".Length..];
        await Goes(await lead.Submit(seat, seat, ("OutsideName", "Invented Otto"), ("From", "2026-09-01"), ("Until", "2027-08-31")), "/task-force");
        var file = System.IO.Path.Combine(site.Installation.Settings.DataFolder, "before.zip");
        await new StoreBackup(site.Stores).Write(Installation.Cedar, file, Ct);
        // Whoever has left is listed as well, and whose seat was given up.
        var ask = (await lead.Page("/task-force/outside-members")).QuerySelectorAll("main li a").Single(a => a.ParentElement!.TextContent.Contains("Invented Otto", StringComparison.Ordinal)).GetAttribute("href")!["/cedar-valley".Length..];
        Assert.Contains("Invented Otto", (await lead.Page(ask)).QuerySelector("h1")!.TextContent);
        using var superintendent = await site.As(Role.Superintendent);
        (await superintendent.Submit("/holds", "/holds", ("Kind", "seat"), ("Reason", "A case is open"))).Goes("/holds");
        using (var held = await lead.Submit(ask, ask)) Assert.Equal(HttpStatusCode.Conflict, held.StatusCode);
        Assert.Contains("Invented Otto", (await lead.Page("/task-force")).QuerySelector("table")!.TextContent);
        var lift = (await superintendent.Page("/holds")).QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).Single(a => a.EndsWith("/lift", StringComparison.Ordinal))["/cedar-valley".Length..];
        (await superintendent.Submit("/holds", lift, ("why", "It is closed"))).Goes("/holds");
        await Goes(await lead.Submit(ask, ask), "/task-force/outside-members");
        var table = (await lead.Page("/task-force")).QuerySelector("table")!.TextContent;
        Assert.Contains("Name removed", table);
        Assert.DoesNotContain("Otto", table + (await lead.Page("/task-force/outside-members")).QuerySelector("main")!.TextContent);
        using (var again = await lead.Get(ask)) Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(1, (await A_backup.Restore(site.Installation).Run(file, null, replace: true, Ct)).Deletions);
        Assert.Equal([SeatRules.NoName], await site.Do((db, _) => db.Set<SeatTerm>().Select(t => t.OutsideName).ToListAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Looks_for_people_by_name_where_there_are_too_many_for_a_list(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var called = await lead.Submit("/task-force/meetings/new", "/task-force/meetings/new", ("Day", "2026-10-05"), ("Place", "Room 2"));
        var meeting = called.Headers.Location!.OriginalString["/cedar-valley".Length..];
        Assert.Null((await lead.Page(meeting)).QuerySelector("input[name=FindPerson]"));
        await site.Do(async (db, time) =>
        {
            for (var i = 0; i < 150; i++)
            {
                var account = Account.New(time.NewId<AccountId>(), $"Teacher {i.ToString("D3", Language.Numbers)} Zyx", $"t{i.ToString(Language.Numbers)}@example.org", time.Now());
                db.AddRange(account, new RoleGrant { Id = time.NewId<GrantId>(), Account = account.Id, Role = Role.Teacher, School = new(Guid.CreateVersion7()), Source = "setup", GrantedAt = time.Now() });
            }
            await db.Commit(new(Actor.System, "test", new("test", Guid.Empty), []), Ct);
            return true;
        });
        var page = await lead.Page(meeting);
        Assert.Equal([""], page.QuerySelectorAll("select[name=Owner] option").Select(o => o.GetAttribute("value")));
        // Nothing is saved by looking, and nothing that was typed is lost.
        using var looked = await lead.Submit(meeting, meeting + "/actions", ("Text", "Ask the students"), ("DueOn", "2026-10-12"), ("FindPerson", "014"), ("LookForPerson", "yes"));
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        var found = await Browser.Read(looked);
        Assert.Equal(["Teacher 014 Zyx"], found.QuerySelectorAll("select[name=Owner] option").Skip(1).Select(o => o.TextContent));
        Assert.Equal("Ask the students", found.QuerySelector("#Text")!.GetAttribute("value"));
        var chosen = found.QuerySelectorAll("select[name=Owner] option")[1].GetAttribute("value");
        using var nobody = await lead.Post(meeting + "/actions", lead.Fields(found, meeting + "/actions", ("Owner", chosen), ("FindPerson", "Nemo"), ("LookForPerson", "yes")));
        Assert.Equal(chosen, (await Browser.Read(nobody)).QuerySelector("select[name=Owner] option[selected]")!.GetAttribute("value"));
        await Goes(await lead.Post(meeting + "/actions", lead.Fields(found, meeting + "/actions", ("Owner", chosen), ("LookForPerson", null))), meeting);
        Assert.Contains("Ask the students", (await lead.Page(meeting)).QuerySelector("main")!.TextContent);
        // Who is no member of the staff is not chosen, whatever is sent.
        Assert.Contains("Choose one of the list", await (await lead.Submit(meeting, meeting + "/actions", ("Text", "Other"), ("DueOn", "2026-10-12"), ("Owner", Guid.CreateVersion7().ToString()))).Refused());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_checked_seat_by_seat(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var packs = site.App.Services.GetRequiredService<DistrictPacks>();
        Criterion[] criteria = [new("seats-filled", With(("body", "task-force"))), new("seats-filled", With(("seat", "parents"))), new("seats-filled", With(("seat", "nobody"))), new("seats-filled", With(("body", "board")))];
        const CheckState no = CheckState.NotMet, unsaid = CheckState.InsufficientInformation;
        Assert.Equal([no, no, no, unsaid], await States());
        await site.Do((db, time) => ChangeSeats.FromPacks(db, packs, time, AimSite.Lead, Language.English, Ct));
        var parents = await site.Do((db, _) => db.Set<Seat>().Where(s => s.Kind == "parents").Select(s => s.Id).SingleAsync(Ct));
        await site.Do((db, time) => ChangeSeats.Fill(db, time, AimSite.Lead, parents, new() { OutsideName = "Invented", From = "2026-10-05", Until = "2027-10-05" }, Ct));
        Assert.Equal([no, CheckState.Met, no, unsaid], await States());

        Task<List<CheckState>> States() => site.Do(async (db, time) =>
            (await site.App.Services.GetRequiredService<Checks>().Evaluate(new(db, Language.English, time.Now(), new(2026, 10, 5)), criteria, Ct)).Select(r => r.State).ToList());
    }

    [Fact]
    public void Agenda_lines_move_by_one_place_and_no_further()
    {
        var agenda = Enumerable.Range(1, 3).Select(i => new AgendaItem { Id = new(Guid.CreateVersion7()), Place = i, Title = "" }).ToList();
        MeetingRules.Move(agenda, agenda[0].Id, up: true);
        Assert.Equal([1, 2, 3], agenda.Select(a => a.Place));
        MeetingRules.Move(agenda, agenda[0].Id, up: false);
        Assert.Equal([2, 1, 3], agenda.Select(a => a.Place));
    }

    private static Dictionary<string, string> With(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    private static async Task Goes(HttpResponseMessage response, string path)
    {
        using (response)
            Assert.True(response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.OriginalString == "/cedar-valley" + path,
                $"{(int)response.StatusCode} {response.Headers.Location} {(await Browser.Read(response)).QuerySelector(".faults, main")?.TextContent}");
    }
}
