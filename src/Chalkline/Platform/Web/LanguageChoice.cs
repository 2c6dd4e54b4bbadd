using Chalkline.Design;

namespace Chalkline.Platform.Web;

/// <summary>A browser keeps the language that was chosen by a link: without an account there is nowhere else to keep it.</summary>
internal static class LanguageChoice
{
    public const string Cookie = "chalkline-language";

    public static Task Keep(HttpContext http, RequestDelegate next)
    {
        if (Language.Find(http.Request.Query["lang"]) is { } language)
            http.Response.Cookies.Append(Cookie, language.Code, new() { Path = "/", MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, HttpOnly = true });
        return next(http);
    }
}
