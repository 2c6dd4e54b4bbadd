using System.Text;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chalkline.Pilots;

/// <summary>What pilots showed: the list, a report, and its figures as JSON and CSV.</summary>
internal static class EvaluationPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/evaluations", List).Requires(PilotRights.EvaluationsRead);
        routes.MapGet("/evaluations/{slug}", Report).Requires(PilotRights.EvaluationsRead);
        routes.MapGet("/evaluations/{slug}.json", Json).Requires(PilotRights.EvaluationsRead);
        routes.MapGet("/evaluations/{slug}.csv", Csv).Requires(PilotRights.EvaluationsRead);
    }

    private static RazorComponentResult List(HttpContext http, Evaluations evaluations) => Pages.Show<EvaluationListPage>(http, evaluations.Of(http.District()!));

    private static IResult Report(HttpContext http, string slug, Evaluations evaluations)
    {
        if (Find(http, slug, evaluations) is not { } evaluation) return Results.NotFound();
        var (address, language) = (http.At("/evaluations/" + Uri.EscapeDataString(slug)), Pages.LanguageOf(http));
        return Pages.Show<EvaluationReportPage>(http, new EvaluationView(evaluation.Answer, language, new(address + ".json", address + ".csv")));
    }

    private static IResult Json(HttpContext http, string slug, Evaluations evaluations)
    {
        if (Find(http, slug, evaluations) is not { } evaluation) return Results.NotFound();
        using var json = new MemoryStream();
        AnswerJson.Write(evaluation.Answer, json, Pages.LanguageOf(http));
        return Results.Bytes(json.ToArray(), "application/json; charset=utf-8");
    }

    private static IResult Csv(HttpContext http, string slug, Evaluations evaluations) => Find(http, slug, evaluations) is { } evaluation
        ? Results.File(Encoding.UTF8.GetBytes(EvaluationPlot.Csv(evaluation.Answer)), "text/csv; charset=utf-8", slug + ".csv") : Results.NotFound();

    private static Evaluation? Find(HttpContext http, string slug, Evaluations evaluations) => evaluations.Of(http.District()!).FirstOrDefault(e => e.Slug == slug);
}
