using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Tools.Agreements;

/// <summary>What is done with an agreement after its draft. Words: <c>AgreementStep_…</c>, <c>AgreementStep_…_Means</c>.</summary>
public enum AgreementStep
{
    Sign,
    Renew,
    End,
}

/// <summary>An agreement is signed, renewed, ended, amended.</summary>
internal static class AgreementStepPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgreementPages.One + "/sign", AskSign).Requires(ToolRights.AgreementsSign);
        routes.MapPost(AgreementPages.One + "/sign", Sign).DisableAntiforgery().Requires(ToolRights.AgreementsSign);
        routes.MapGet(AgreementPages.One + "/renew", AskRenew).Requires(ToolRights.AgreementsSign);
        routes.MapPost(AgreementPages.One + "/renew", Renew).DisableAntiforgery().Requires(ToolRights.AgreementsSign);
        routes.MapGet(AgreementPages.One + "/end", AskEnd).Requires(ToolRights.AgreementsSign);
        routes.MapPost(AgreementPages.One + "/end", End).DisableAntiforgery().Requires(ToolRights.AgreementsSign);
        routes.MapGet(AgreementPages.One + "/amend", AgreementPages.Back).Requires(ToolRights.AgreementsWrite);
        routes.MapPost(AgreementPages.One + "/amend", Amend).DisableAntiforgery().Requires(ToolRights.AgreementsWrite);
    }

    private static Task<IResult> AskSign(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, AgreementStep.Sign, ct);

    private static Task<IResult> Sign(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] AgreementStepForm form, CancellationToken ct) =>
        Answer(http, db, id, AgreementStep.Sign, form, () => SignAgreement.Sign(db, time, http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), ct);

    private static Task<IResult> AskRenew(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, AgreementStep.Renew, ct);

    private static Task<IResult> Renew(HttpContext http, DistrictDb db, Guid id, [FromForm] AgreementStepForm form, CancellationToken ct) =>
        Answer(http, db, id, AgreementStep.Renew, form, () => SignAgreement.Renew(db, http.SignedIn(), new(id), form, ct), ct);

    private static Task<IResult> AskEnd(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, AgreementStep.End, ct);

    private static Task<IResult> End(HttpContext http, DistrictDb db, Guid id, [FromForm] AgreementStepForm form, CancellationToken ct) =>
        Answer(http, db, id, AgreementStep.End, form, () => SignAgreement.End(db, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> Amend(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await SignAgreement.Amend(db, time, http.SignedIn(), new(id), ct) is AimResult<Agreement>.Done next ? Pages.GoTo(http, AgreementPages.PathOf(next.Record.Id)) : Results.NotFound();

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, AgreementStep step, CancellationToken ct) => await AgreementPages.Find(db, id, ct) is { } agreement && Fits(agreement, step)
        ? Pages.Show<AgreementStepPage>(http, await Model(db, AimAgain<Agreement>.First(agreement), step, new() { Version = agreement.Version.ToString(Language.Numbers) }, ct)) : Results.NotFound();

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid id, AgreementStep step, AgreementStepForm form, Func<Task<AimResult<Agreement>>> act, CancellationToken ct) =>
        AimAnswer.To<AgreementStepPage, Agreement>(http, act, a => AgreementPages.PathOf(a.Id), () => AgreementPages.Find(db, id, ct), async again => await Model(db, again, step, form, ct), AgreementText.Of);

    private static async Task<AgreementStepPage.Content> Model(DistrictDb db, AimAgain<Agreement> again, AgreementStep step, AgreementStepForm form, CancellationToken ct) =>
        new((await ReadAgreements.Full(db, again.Record!.Id, ct))!, step, form with { Version = again.Version(form.Version) }, again.Faults);

    private static bool Fits(Agreement agreement, AgreementStep step) => step switch
    {
        AgreementStep.Sign => agreement.SignedOn is null,
        AgreementStep.Renew => agreement is { SignedOn: not null, RenewsItself: true, EndedOn: null },
        _ => agreement is { SignedOn: not null, EndedOn: null },
    };
}
