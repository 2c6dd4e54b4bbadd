using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Briefing.Packet;

/// <summary>The pages of the board packet: choose, look at, print, take as a Word document, and write its templates.</summary>
internal static class PacketPages
{
    public const string Home = "/briefing/packet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Choose).Requires(PacketRights.Read);
        routes.MapGet(Home + "/print", Print).Requires(PacketRights.Read);
        routes.MapGet(Home + "/packet.docx", Word).Requires(PacketRights.Read);
        routes.MapGet(Home + "/templates/new", NewTemplate).Requires(PacketRights.Manage);
        routes.MapPost(Home + "/templates/new", AddTemplate).DisableAntiforgery().Requires(PacketRights.Manage);
        routes.MapGet(Home + "/templates/{id:guid}", EditTemplate).Requires(PacketRights.Manage);
        routes.MapPost(Home + "/templates/{id:guid}", SaveTemplate).DisableAntiforgery().Requires(PacketRights.Manage);
        routes.MapPost(Home + "/templates/{id:guid}/remove", RemoveTemplate).DisableAntiforgery().Requires(PacketRights.Manage);
        routes.MapPost(Home + "/letterhead", Upload).DisableAntiforgery().Requires(PacketRights.Manage);
        routes.MapPost(Home + "/letterhead/remove", RemoveLetterhead).DisableAntiforgery().Requires(PacketRights.Manage);
    }

    private static async Task<RazorComponentResult> Choose(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, string? meeting, CancellationToken ct) =>
        Pages.Show<PacketPage>(http, await Model(http, db, packs, time, meeting, new(), ct));

    private static async Task<PacketPage.Content> Model(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, string? meeting, Faults faults, CancellationToken ct)
    {
        var (today, calendar) = (await DistrictDay.Today(db, time, ct), await SchoolCalendars.Load(db, ct));
        var meetings = calendar.BoardMeetings.Select(m => m.FirstDay).Distinct().ToList();
        var chosen = DayText.TryRead(meeting, out var day) && meetings.Contains(day) ? day : calendar.NextBoardMeeting(today)?.FirstDay;
        return new(meetings, chosen, await ReadTemplates.All(db, packs, Pages.LanguageOf(http), ct),
            await db.Set<PacketLetterhead>().AsNoTracking().Select(l => l.FileName).SingleOrDefaultAsync(ct), faults, http.SignedIn().May(PacketRights.Manage));
    }

    private static async Task<IResult> Print(HttpContext http, DistrictDb db, DistrictPacks packs, ComposePacket compose, string? meeting, string? template, CancellationToken ct) =>
        await Of(http, db, packs, compose, meeting, template, ct) is { } packet
            ? Pages.Show<PacketPrintPage>(http, new PacketPrintPage.Content(packet.Title, packet.District, packet.Blocks, $"?meeting={DayText.Field(packet.Meeting)}&template={Uri.EscapeDataString(template!)}")) : Results.NotFound();

    private static async Task<IResult> Word(HttpContext http, DistrictDb db, DistrictPacks packs, ComposePacket compose, string? meeting, string? template, CancellationToken ct)
    {
        if (await Of(http, db, packs, compose, meeting, template, ct) is not { } packet) return Results.NotFound();
        var letterhead = await db.Set<PacketLetterhead>().AsNoTracking().Select(l => l.Content).SingleOrDefaultAsync(ct);
        return Results.File(WordPacket.Write(packet, letterhead), WordPacket.MediaType, $"board-packet-{DayText.Field(packet.Meeting)}.docx");
    }

    /// <summary>Null where the address names no day or no template that there is.</summary>
    private static async Task<PacketDocument?> Of(HttpContext http, DistrictDb db, DistrictPacks packs, ComposePacket compose, string? meeting, string? template, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        if (!DayText.TryRead(meeting, out var day) || (await ReadTemplates.All(db, packs, language, ct)).FirstOrDefault(t => t.Key == template) is not { } chosen) return null;
        return await compose.Run(chosen.Body, day, language, ct);
    }

    /// <summary>With <c>?from=</c> a copy of a template that comes with a pack.</summary>
    private static async Task<RazorComponentResult> NewTemplate(HttpContext http, DistrictDb db, DistrictPacks packs, ComposePacket compose, string? from, CancellationToken ct)
    {
        var source = (await ReadTemplates.All(db, packs, Pages.LanguageOf(http), ct)).FirstOrDefault(t => t.Key == from);
        return Pages.Show<PacketTemplatePage>(http, new PacketTemplatePage.Content(null, new() { Name = source?.Name, Body = source?.Body }, new(), compose.Sections));
    }

    private static async Task<IResult> AddTemplate(HttpContext http, ChangeTemplate change, ComposePacket compose, [FromForm] PacketTemplateForm form, CancellationToken ct) =>
        Answer(http, compose, null, form, await change.Save(http.SignedIn(), null, form, Pages.LanguageOf(http), ct));

    private static async Task<IResult> EditTemplate(HttpContext http, DistrictDb db, ComposePacket compose, Guid id, CancellationToken ct)
    {
        var wanted = new PacketTemplateId(id);
        if (await db.Set<PacketTemplate>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == wanted && t.RemovedAt == null, ct) is not { } template) return Results.NotFound();
        var form = new PacketTemplateForm { Name = template.Name, Body = template.Body, Version = template.Version.ToString(Language.Numbers) };
        return Pages.Show<PacketTemplatePage>(http, new PacketTemplatePage.Content(wanted, form, new(), compose.Sections));
    }

    private static async Task<IResult> SaveTemplate(HttpContext http, ChangeTemplate change, ComposePacket compose, Guid id, [FromForm] PacketTemplateForm form, CancellationToken ct) =>
        Answer(http, compose, new(id), form, await change.Save(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct));

    private static IResult Answer(HttpContext http, ComposePacket compose, PacketTemplateId? id, PacketTemplateForm form, ChangeTemplateResult result) => result switch
    {
        ChangeTemplateResult.Done => Pages.GoTo(http, Home),
        ChangeTemplateResult.Refused refused => Pages.Again<PacketTemplatePage>(http, new PacketTemplatePage.Content(id, form, refused.Faults, compose.Sections)),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> RemoveTemplate(HttpContext http, ChangeTemplate change, Guid id, CancellationToken ct) =>
        await change.Remove(http.SignedIn(), new(id), ct) is ChangeTemplateResult.Done ? Pages.GoTo(http, Home) : Results.NotFound();

    private static async Task<IResult> Upload(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, TakeLetterhead take, IFormFile? file, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        await using var content = file?.OpenReadStream() ?? Stream.Null;
        return await take.Run(http.SignedIn(), file?.FileName ?? "", content, language, ct) is ChangeTemplateResult.Refused refused
            ? Pages.Again<PacketPage>(http, await Model(http, db, packs, time, null, refused.Faults, ct)) : Pages.GoTo(http, Home);
    }

    private static async Task<IResult> RemoveLetterhead(HttpContext http, TakeLetterhead take, CancellationToken ct)
    {
        await take.Remove(http.SignedIn(), ct);
        return Pages.GoTo(http, Home);
    }
}

/// <summary>The packet in the navigation.</summary>
internal sealed class PacketNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PacketRights.Read)
        ? [new(PacketText.Say(language, nameof(PacketWords.Title)), PacketPages.Home, PacketText.Say(language, nameof(PacketWords.Sentence)), NavigationGroup.Roadmap)] : [];
}
