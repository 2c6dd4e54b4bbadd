using System.Diagnostics;
using Chalkline.Design;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Chalkline.Platform.Web;

/// <summary>What a request gets that went wrong: a page for people, problem details for programs, the true status for both.</summary>
internal static class Failures
{
    private const int ClientClosedRequest = 499;

    /// <summary>An answer without a body (404, 403, 401 of a form, 429) gets one.</summary>
    public static Task EmptyAnswer(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var (title, text) = http.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => (nameof(FrameWords.SignedOutTitle), nameof(FrameWords.SignedOutText)),
            StatusCodes.Status403Forbidden => (nameof(FrameWords.ForbiddenTitle), nameof(FrameWords.ForbiddenText)),
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => (nameof(FrameWords.NotFoundTitle), nameof(FrameWords.NotFoundText)),
            StatusCodes.Status409Conflict => (nameof(FrameWords.ConflictTitle), nameof(FrameWords.ConflictText)),
            StatusCodes.Status413PayloadTooLarge => (nameof(FrameWords.TooLargeTitle), nameof(FrameWords.TooLargeText)),
            StatusCodes.Status429TooManyRequests => (nameof(FrameWords.TooManyTitle), nameof(FrameWords.TooManyText)),
            StatusCodes.Status503ServiceUnavailable => (nameof(FrameWords.UnavailableTitle), nameof(FrameWords.UnavailableText)),
            _ => (nameof(FrameWords.BadRequestTitle), nameof(FrameWords.BadRequestText)),
        };
        return Answer(http, http.Response.StatusCode, title, text);
    }

    /// <summary>An exception: what is expected to happen gets its page, the rest is ours and gets a number that stands in the logs.</summary>
    public static Task Exception(HttpContext http)
    {
        var error = http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        if (error is FormAlreadySubmittedException) return SecondTime(http);
        var (status, title, text) = Meaning(error, http);
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "10";
        return Answer(http, status, title, text, status == StatusCodes.Status500InternalServerError ? [Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier] : []);
    }

    /// <summary>What is ours to mend; everything else is answered and needs no place in the log of errors.</summary>
    public static bool IsOurs(Exception error, HttpContext http) => Meaning(error, http).Status == StatusCodes.Status500InternalServerError;

    private static (int Status, string Title, string Text) Meaning(Exception error, HttpContext http) => error switch
    {
        HeldException => (StatusCodes.Status409Conflict, nameof(FrameWords.HeldTitle), nameof(FrameWords.HeldText)),
        StaleWriteException => (StatusCodes.Status409Conflict, nameof(FrameWords.ConflictTitle), nameof(FrameWords.ConflictText)),
        // What is too large to be read is not looked at for its token.
        AntiforgeryValidationException { InnerException: BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge } => Meaning(tooLarge, http),
        AntiforgeryValidationException => (StatusCodes.Status400BadRequest, nameof(FrameWords.BadFormTitle), nameof(FrameWords.BadFormText)),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, nameof(FrameWords.TooLargeTitle), nameof(FrameWords.TooLargeText)),
        BadHttpRequestException or InvalidDataException => (StatusCodes.Status400BadRequest, nameof(FrameWords.BadRequestTitle), nameof(FrameWords.BadRequestText)),
        StoreNotCurrentException { State: StoreState.Newer } => (StatusCodes.Status503ServiceUnavailable, nameof(FrameWords.NewerTitle), nameof(FrameWords.NewerText)),
        StoreRefusalException => (StatusCodes.Status503ServiceUnavailable, nameof(FrameWords.RefusedTitle), nameof(FrameWords.RefusedText)),
        StoreNotCurrentException => (StatusCodes.Status503ServiceUnavailable, nameof(FrameWords.BehindTitle), nameof(FrameWords.BehindText)),
        StoreUnavailableException { Trouble: StoreTrouble.Full } => (StatusCodes.Status507InsufficientStorage, nameof(FrameWords.FullTitle), nameof(FrameWords.FullText)),
        _ when Storage.StoreFaults.Trouble(error) is StoreTrouble.Full => (StatusCodes.Status507InsufficientStorage, nameof(FrameWords.FullTitle), nameof(FrameWords.FullText)),
        StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, nameof(FrameWords.UnavailableTitle), nameof(FrameWords.UnavailableText)),
        _ when Storage.StoreFaults.Trouble(error) is not null => (StatusCodes.Status503ServiceUnavailable, nameof(FrameWords.UnavailableTitle), nameof(FrameWords.UnavailableText)),
        OperationCanceledException when http.RequestAborted.IsCancellationRequested => (ClientClosedRequest, nameof(FrameWords.BadRequestTitle), nameof(FrameWords.BadRequestText)),
        _ => (StatusCodes.Status500InternalServerError, nameof(FrameWords.ErrorTitle), nameof(FrameWords.ErrorText)),
    };

    /// <summary>The form was acted on: the person is led to where it leads, as after the first time.</summary>
    private static Task SecondTime(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.PathBase.Add(http.Request.Path).ToUriComponent();
        return Task.CompletedTask;
    }

    private static async Task Answer(HttpContext http, int status, string title, string text, params object[] values)
    {
        http.Response.StatusCode = status;
        var language = Pages.LanguageOf(http);
        var message = new MessagePage.Message(Say(title), Say(text, values));
        if (WantsJson(http))
            await Results.Problem(message.Text, title: message.Heading, statusCode: status, type: "urn:chalkline:problem:" + title[..^5].ToLowerInvariant()).ExecuteAsync(http);
        else
            await Pages.Show<MessagePage>(http, message, status).ExecuteAsync(http);

        string Say(string key, params object[] with) => Wording.Say(FrameWords.ResourceManager, language, key, with);
    }

    private static bool WantsJson(HttpContext http)
    {
        var accept = http.Request.Headers.Accept.ToString();
        return http.Request.HasJsonContentType() || accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
