using System.Security.Claims;
using System.Text.Encodings.Web;
using Chalkline.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Chalkline.Platform.Access;

/// <summary>
/// Authenticates by the session cookie. The token is looked up in the store of the district whose address the request has, and nowhere else:
/// a cookie of another district is worth nothing here, and every request sees the roles that are in force now.
/// </summary>
internal sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.District() is null || !Request.Cookies.TryGetValue(Sessions.Cookie, out var token) || token is not { Length: 43 })
            return AuthenticateResult.NoResult();
        var db = Context.RequestServices.GetRequiredService<DistrictDb>();
        await HeldConnection.Hold(Context, db);
        var person = await Context.RequestServices.GetRequiredService<Sessions>().PersonOf(token, Context.RequestAborted);
        if (person is null) return AuthenticateResult.Fail("The session is over.");
        Context.SetPerson(person);
        db.Reader = person.Id;
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    /// <summary>People are led to the sign-in page and back; programs get 401.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.District() is null || !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        var here = Request.Path + Request.QueryString;
        Response.Redirect(Context.At("/sign-in") + (here == "/" ? "" : QueryString.Create("return", here).ToUriComponent()));
        return Task.CompletedTask;
    }

    public static void WriteCookie(HttpContext http, string token) => http.Response.Cookies.Append(Sessions.Cookie, token, CookieFor(http, http.Request.PathBase));

    /// <summary>The cookie for a district that this request is not within: the one that it has just set up.</summary>
    public static void WriteCookie(HttpContext http, DistrictSlug district, string token) =>
        http.Response.Cookies.Append(Sessions.Cookie, token, CookieFor(http, http.Request.PathBase.Add("/" + district.Text)));

    public static void DeleteCookie(HttpContext http) => http.Response.Cookies.Delete(Sessions.Cookie, CookieFor(http, http.Request.PathBase));

    private static CookieOptions CookieFor(HttpContext http, PathString path) => new()
    {
        Path = path.ToUriComponent(),
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };
}
