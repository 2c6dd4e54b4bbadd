using Chalkline.Design;
using Chalkline.Platform.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chalkline.Platform;

/// <summary>Pages as answers: a component with its model, in the frame of the request.</summary>
public static class Pages
{
    /// <summary>The page with its model; <paramref name="status"/> tells the truth (422 for a form that comes back with faults).</summary>
    public static RazorComponentResult Show<TPage>(HttpContext http, object model, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        var frame = FrameOf(http);
        http.Response.Headers.ContentLanguage = frame.Language.Code;
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        return new(typeof(TPage), new Dictionary<string, object?> { ["Frame"] = frame, ["Model"] = model }) { StatusCode = status };
    }

    /// <summary>A form that comes back: what was typed, and every fault named.</summary>
    public static RazorComponentResult Again<TPage>(HttpContext http, object model) where TPage : IComponent =>
        Show<TPage>(http, model, StatusCodes.Status422UnprocessableEntity);

    /// <summary>
    /// Acts on a form that changes a record. Where the record is another by now than the form was filled from, the form comes back with 409: what was typed
    /// is in it, and with <c>PostForm</c>'s <c>Stored</c> each field says what is stored instead, so that sending again is on top of that.
    /// </summary>
    /// <param name="again">The page's model with this fault, read anew; null: the record is gone.</param>
    public static async Task<IResult> OrStale<TPage>(HttpContext http, Func<Task<IResult>> act, Func<Faults, Task<object?>> again) where TPage : IComponent
    {
        try
        {
            return await act();
        }
        catch (StaleWriteException)
        {
            var faults = new Faults();
            faults.Add("", Wording.Say(FrameWords.ResourceManager, LanguageOf(http), nameof(FrameWords.FaultStale)));
            return await again(faults) is { } model ? Show<TPage>(http, model, StatusCodes.Status409Conflict) : Results.NotFound();
        }
    }

    /// <summary>On to a page of the district, after something was done.</summary>
    public static IResult GoTo(HttpContext http, string path) => Results.Redirect(http.At(path), permanent: false, preserveMethod: false);

    /// <summary>The language of an answer: what the address asks, what the person chose, what the browser remembers, what it asks for.</summary>
    public static Language LanguageOf(HttpContext http)
    {
        var asked = Language.Find(http.Request.Query["lang"]);
        return asked ?? Language.Find(http.Person()?.Language) ?? Language.Find(http.Request.Cookies[LanguageChoice.Cookie])
            ?? Language.Preferred(http.Request.Headers.AcceptLanguage);
    }

    private static PageFrame FrameOf(HttpContext http)
    {
        // The model is complete; from here on there is only arithmetic.
        HeldConnection.GiveBack(http);
        var (language, person) = (LanguageOf(http), http.Person());
        var navigation = person is null ? [] : http.RequestServices.GetServices<INavigation>().SelectMany(n => n.LinksFor(person, language)).ToList();
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var look = http.Look();
        return new(language, look?.Name ?? "Chalkline", http.Request.PathBase.ToUriComponent(), http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(), person,
            navigation, tokens.RequestToken!, Access.SecretToken.New())
        {
            Look = look,
            Theme = person?.Theme,
            Ribbon = http.RequestServices.GetService<IRibbon>()?.Says(language),
            Notice = MissingLanguage(http, language),
        };
    }

    /// <summary>An address that asks for a language that there is not gets the best that there is, and is told so.</summary>
    private static string? MissingLanguage(HttpContext http, Language language)
    {
        const int longest = 20;
        return http.Request.Query["lang"].ToString() is { Length: > 0 } asked && Language.Find(asked) is null
            ? Wording.Say(FrameWords.ResourceManager, language, nameof(FrameWords.LanguageMissing), asked[..Math.Min(asked.Length, longest)]) : null;
    }
}
