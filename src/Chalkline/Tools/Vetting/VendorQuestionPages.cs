using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Questions to a vendor: asked by the staff, answered by whoever has the link.</summary>
internal static class VendorQuestionPages
{
    public const string Limits = "vendor-answers";

    /// <summary>How much the public form takes in an hour: from one address, and in all.</summary>
    public const int PerAddress = 60, InTotal = 600;

    private const string Home = VettingPages.Home + "/questions", Public = "/vendor-answers/{token}", Why = "a vendor answers without an account: the address is the secret";

    /// <summary>Far more than all answers may have.</summary>
    private const long MostRequestBytes = 2 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.VettingRead);
        routes.MapPost(Home, Ask).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Home + "/{link:guid}/revoke", (HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)))).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/{link:guid}/revoke", Revoke).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Public, Open).InDistrict().ForAnyone(Why);
        routes.MapPost(Public, Save).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).InDistrict().ForAnyone(Why);
    }

    public static string PathOf(ToolId id) => VettingPages.PathOf(id) + "/questions";

    private static async Task<IResult> List(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<QuestionsPage>(http, await Content(http, db, read, time, tool, new() { Days = "14" }, new(), ct)) : Results.NotFound();

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, ReadVetting read, AskVendor ask, TimeProvider time, [FromForm] AskVendorForm form, Guid id, CancellationToken ct) =>
        await ask.Run(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct) switch
        {
            AskVendorResult.Asked asked => Pages.Show<VendorLinkPage>(http, new VendorLinkPage.Content(new(id), asked.Link, $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{http.At("/vendor-answers/" + asked.Token)}", await DistrictTime.Zone(db, ct))),
            AskVendorResult.Refused refused => Pages.Again<QuestionsPage>(http, await Content(http, db, read, time, refused.Tool, form, VettingText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Revoke(HttpContext http, AskVendor ask, Guid id, Guid link, CancellationToken ct) =>
        await ask.Revoke(http.SignedIn(), new(id), new(link), ct) is AimResult<Tool>.Done ? Pages.GoTo(http, PathOf(new(id))) : Results.NotFound();

    private static async Task<QuestionsPage.Content> Content(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, Tool tool, AskVendorForm form, Faults faults, CancellationToken ct)
    {
        var (language, person) = (Pages.LanguageOf(http), http.SignedIn());
        var links = await db.Set<VendorLink>().AsNoTracking().Where(l => l.Tool == tool.Id).OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).PageOf(http.Request.Query["page"], ct);
        var ids = links.Rows.Select(l => l.Id).ToList();
        var answers = (await db.Set<VendorAnswer>().AsNoTracking().Where(a => ids.Contains(a.Link)).ToListAsync(ct)).ToLookup(a => a.Link);
        var questions = person.May(ToolRights.Manage) ? AskVendor.Askable(await read.Of(db, tool, language, ct)).ToList() : [];
        return new(tool, new([.. links.Rows.Select(l => new QuestionsPage.Row(l, answers[l.Id].Count(), answers[l.Id].Count(a => a.Reply is not null), answers[l.Id].Count(a => a.TakenAt is not null)))], links.Number, links.Total),
            questions, form, time.Now(), await DistrictTime.Zone(db, ct), person.May(ToolRights.Manage), faults);
    }

    private static async Task<IResult> Open(HttpContext http, VendorAnswers answers, string token, CancellationToken ct)
    {
        SecretLinks.Keep(http);
        return await answers.Find(token, ct) is { } open ? Pages.Show<VendorAnswersPage>(http, new VendorAnswersPage.Content(token, open, null, open.Link.Version.ToString(Language.Numbers), http.Request.Query.ContainsKey("saved"), new())) : Closed(http);
    }

    private static async Task<IResult> Save(HttpContext http, VendorAnswers answers, [FromKeyedServices(Limits)] PublicLimits limits, IFormCollection form, string token, CancellationToken ct)
    {
        SecretLinks.Keep(http);
        var (language, typed, version) = (Pages.LanguageOf(http), TypedVendorAnswer.Read(form), form[TypedVendorAnswer.VersionField].ToString());
        if (limits.IsTooMany(http))
            return await answers.Find(token, ct) is { } busy ? Pages.Show<VendorAnswersPage>(http, new VendorAnswersPage.Content(token, busy, typed, version, false, VettingText.Of(language, [new("", nameof(VettingWords.FaultTooMany))])), StatusCodes.Status429TooManyRequests) : Closed(http);
        return await Pages.OrStale<VendorAnswersPage>(http, async () => await answers.Save(token, typed, version, form.ContainsKey(TypedVendorAnswer.SendField), ct) switch
        {
            VendorAnswersResult.Saved => Pages.GoTo(http, $"/vendor-answers/{token}?saved=1"),
            VendorAnswersResult.Sent => Pages.Show<VendorDonePage>(http, true),
            VendorAnswersResult.Refused refused => Pages.Again<VendorAnswersPage>(http, new VendorAnswersPage.Content(token, refused.Link, typed, version, false, VettingText.Of(language, refused.Faults))),
            _ => Closed(http),
        }, async faults => await answers.Find(token, ct) is { } now ? new VendorAnswersPage.Content(token, now, typed, now.Link.Version.ToString(Language.Numbers), false, faults) : null);
    }

    /// <summary>One page for a forged, an expired, a revoked and a used link: which it is says nothing to whoever tries.</summary>
    private static RazorComponentResult Closed(HttpContext http) => Pages.Show<VendorDonePage>(http, false, StatusCodes.Status404NotFound);
}
