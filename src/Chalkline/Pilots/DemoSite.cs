using System.Text;
using Chalkline.Design;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace Chalkline.Pilots;

/// <summary>The port is taken by another program. The message is one line for people.</summary>
public sealed class DemoPortInUseException(int port, Exception cause)
    : Exception($"Port {port.ToString(Language.Numbers)} is in use by another program. Choose another one with --port.", cause)
{
    public int Port { get; } = port;
}

/// <summary>
/// The demonstration's site: the reports of evaluations that were just computed, for this computer alone. No sign-in, no cookie, no
/// script; nothing is stored.
/// </summary>
public static class DemoSite
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Serves at http://localhost:<paramref name="port"/>, on the loopback addresses only, until cancelled.</summary>
    /// <param name="ready">Called once the site answers.</param>
    /// <exception cref="DemoPortInUseException">Another program listens there.</exception>
    public static async Task RunAsync(IReadOnlyList<DemoEvaluation> evaluations, int port, CancellationToken ct, Action? ready = null)
    {
        await using var site = Create(evaluations, builder => builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.ListenLocalhost(port);
        }));
        try
        {
            await site.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new DemoPortInUseException(port, e);
        }
        ready?.Invoke();
        await site.WaitForShutdownAsync(ct);
    }

    /// <summary>The site on whatever server is configured.</summary>
    internal static WebApplication Create(IReadOnlyList<DemoEvaluation> evaluations, Action<WebApplicationBuilder> configure)
    {
        // Neither the folder that it is started from nor the environment changes what is served.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddScoped<PageRenderer>();
        configure(builder);
        var site = builder.Build();
        site.Use(WithSecurityHeaders);
        site.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed });
        Map(site, evaluations);
        return site;
    }

    private static void Map(WebApplication site, IReadOnlyList<DemoEvaluation> evaluations)
    {
        var bySlug = evaluations.ToDictionary(e => e.Slug, StringComparer.Ordinal);
        site.MapMethods("/", Reading, c => List(c, evaluations));
        site.MapMethods("/evaluations/{slug}", Reading, c => Found(c, bySlug, Report));
        site.MapMethods("/evaluations/{slug}.json", Reading, c => Found(c, bySlug, Json));
        site.MapMethods("/evaluations/{slug}.csv", Reading, c => Found(c, bySlug, Csv));
        site.MapMethods("/css/plain.css", Reading, c => Send(c, "text/css; charset=utf-8", Stylesheet.Text));
        site.MapMethods("/icon.svg", Reading, c => Send(c, "image/svg+xml", Stylesheet.Icon));
        site.MapFallback("{*path}", NotFound);
    }

    private static Task WithSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        // On starting, so that an error page, which clears what was set before, has them as well.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static Task List(HttpContext context, IReadOnlyList<DemoEvaluation> evaluations) => Page<EvaluationListPage>(context, language => new()
    {
        [nameof(EvaluationListPage.Evaluations)] = evaluations,
        [nameof(EvaluationListPage.Language)] = language,
        [nameof(EvaluationListPage.OtherLanguageAddress)] = $"/?lang={language.Other.Code}",
    });

    private static Task Report(HttpContext context, DemoEvaluation evaluation) => Page<EvaluationPage>(context, language =>
    {
        var address = "/evaluations/" + Uri.EscapeDataString(evaluation.Slug);
        var links = new EvaluationLinks($"/?lang={language.Code}", $"{address}?lang={language.Other.Code}",
            $"{address}.json?lang={language.Code}", address + ".csv");
        return new() { [nameof(EvaluationPage.View)] = new EvaluationView(evaluation.Answer, language, links, Invented: true) };
    });

    private static Task Json(HttpContext context, DemoEvaluation evaluation)
    {
        using var json = new MemoryStream();
        AnswerJson.Write(evaluation.Answer, json, LanguageOf(context));
        return Send(context, "application/json; charset=utf-8", Encoding.UTF8.GetString(json.ToArray()));
    }

    private static Task Csv(HttpContext context, DemoEvaluation evaluation)
    {
        var file = new ContentDispositionHeaderValue("attachment") { FileName = evaluation.Slug + ".csv" };
        context.Response.Headers.ContentDisposition = file.ToString();
        return Send(context, "text/csv; charset=utf-8", EvaluationPlot.Csv(evaluation.Answer));
    }

    private static Task Found(HttpContext context, Dictionary<string, DemoEvaluation> bySlug, Func<HttpContext, DemoEvaluation, Task> show) =>
        context.Request.RouteValues["slug"] is string slug && bySlug.TryGetValue(slug, out var evaluation)
            ? show(context, evaluation)
            : NotFound(context);

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Message(context, nameof(AnswerWords.NotFoundTitle), nameof(AnswerWords.NotFoundText));
    }

    private static Task Failed(HttpContext context) => Message(context, nameof(AnswerWords.ErrorTitle), nameof(AnswerWords.ErrorText));

    private static Task Message(HttpContext context, string heading, string text) => Page<MessagePage>(context, language => new()
    {
        [nameof(MessagePage.Language)] = language,
        [nameof(MessagePage.Heading)] = Wording.Say(language, heading),
        [nameof(MessagePage.Text)] = Wording.Say(language, text),
        [nameof(MessagePage.OtherLanguageAddress)] = $"?lang={language.Other.Code}",
    });

    private static async Task Page<TPage>(HttpContext context, Func<Language, Dictionary<string, object?>> parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var language = LanguageOf(context);
        var html = await context.RequestServices.GetRequiredService<PageRenderer>().RenderAsync<TPage>(parameters(language));
        context.Response.Headers.ContentLanguage = language.Code;
        context.Response.Headers.Vary = "Accept-Language";
        await Send(context, "text/html; charset=utf-8", html);
    }

    private static async Task Send(HttpContext context, string type, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    // What the address says, else what the browser asks for: no cookie is needed to remember it.
    private static Language LanguageOf(HttpContext context) =>
        Language.Find(context.Request.Query["lang"]) ?? Language.Preferred(context.Request.Headers.AcceptLanguage);
}
