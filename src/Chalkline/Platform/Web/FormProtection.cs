using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Chalkline.Platform.Web;

/// <summary>
/// Every request that may change something and comes with a browser's cookies must carry an antiforgery token of this district and this session;
/// an endpoint of programs, which authenticates each request by itself, says so by <see cref="WithoutForms"/>. The form's key goes to the store, so
/// that it acts once.
/// </summary>
internal sealed class FormProtection(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string KeyField = "form-key";

    public async Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || http.GetEndpoint()?.Metadata.GetMetadata<WithoutForms>() is not null)
        {
            await next(http);
            return;
        }
        await antiforgery.ValidateRequestAsync(http);
        if (http.District() is not null && http.Request.HasFormContentType
            && (await http.Request.ReadFormAsync(http.RequestAborted))[KeyField].ToString() is { Length: > 0 and <= 64 } key)
            http.RequestServices.GetRequiredService<DistrictDb>().FormKey = key;
        await next(http);
    }
}

/// <summary>An endpoint for programs: no cookie counts there, and so no antiforgery token is asked for.</summary>
internal sealed record WithoutForms;

/// <summary>Binds antiforgery tokens to the district and to the session.</summary>
internal sealed class FormScope : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => context.District()?.Text + "/" + Session(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == GetAdditionalData(context);

    private static string Session(HttpContext context) =>
        context.Person() is not null && context.Request.Cookies.TryGetValue(Sessions.Cookie, out var token) ? SecretToken.HashOf(token!)[..16] : "";
}
