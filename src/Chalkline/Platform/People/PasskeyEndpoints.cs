using System.Text.Json;
using Chalkline.Design;
using Chalkline.Platform.Access;

namespace Chalkline.Platform.People;

/// <summary>What <c>passkey.js</c> asks: JSON, with the page's antiforgery token as a header.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey/options", async (HttpContext http, PasskeySignIn signIn) => Json(await signIn.Challenge(http)))
            .InDistrict().ForAnyone("nobody is signed in yet");
        routes.MapPost("/sign-in/passkey", SignIn).InDistrict().ForAnyone("nobody is signed in yet");
        routes.MapPost("/account/passkeys/options", async (HttpContext http, AccountPasskeys passkeys, CancellationToken ct) => Json(await passkeys.Challenge(http, ct)))
            .ForSignedIn("one's own account");
        routes.MapPost("/account/passkeys", Add).ForSignedIn("one's own account");
    }

    private static async Task<IResult> SignIn(HttpContext http, PasskeyAnswer answer, PasskeySignIn signIn, CancellationToken ct) =>
        await signIn.Run(http, answer.Credential.GetRawText(), ct) ? Results.Json(new PasskeyDone(http.At(ReturnPath.Of(answer.Return)))) : Refused(http, nameof(SignInWords.PasskeyFailed));

    private static async Task<IResult> Add(HttpContext http, PasskeyAnswer answer, AccountPasskeys passkeys, CancellationToken ct)
    {
        var name = answer.Name?.Trim() ?? "";
        if (name.Length is 0 or > AccountPasskeys.LongestName) return Refused(http, nameof(SignInWords.PasskeyNameFault));
        return await passkeys.Add(http, name, answer.Credential.GetRawText(), ct) ? Results.Json(new PasskeyDone(http.At("/account?done=passkey-added")))
            : Refused(http, nameof(SignInWords.PasskeyNotAdded));
    }

    private static IResult Json(string options) => Results.Text(options, "application/json; charset=utf-8");

    private static IResult Refused(HttpContext http, string key) => Results.Problem(Wording.Say(SignInWords.ResourceManager, Pages.LanguageOf(http), key),
        statusCode: StatusCodes.Status422UnprocessableEntity, type: "urn:chalkline:problem:passkey");
}

/// <summary>What the browser's authenticator answered.</summary>
/// <param name="Name">What a new passkey is to be called.</param>
/// <param name="Return">Where the person was on the way to.</param>
internal sealed record PasskeyAnswer(JsonElement Credential, string? Name, string? Return);

/// <summary>Where the page goes on.</summary>
internal sealed record PasskeyDone(string Location);
