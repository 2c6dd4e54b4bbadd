using System.Globalization;
using System.Text;
using Chalkline.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Looks;

/// <summary>A district's colour and logo: the page where they are set, and what browsers load of them.</summary>
internal static class LookPages
{
    private const string Why = "the look of every page";

    public static IServiceCollection AddLooks(this IServiceCollection services) => services.AddSingleton<DistrictLooks>().AddScoped<ChangeLook>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/look/{file}", (HttpContext http, string file) => SiteFiles.Find(file) is { } found ? new SiteFileResult(found) : Results.NotFound()).ForAnyone(Why);
        routes.MapGet("/look/theme-{hash}.css", Stylesheet).ForAnyone(Why).InDistrict();
        routes.MapGet("/look/logo-{hash}", Logo).ForAnyone(Why).InDistrict();
        routes.MapGet("/district/look", Show).Requires(PlatformRights.ProfileManage);
        routes.MapPost("/district/look", Change).Requires(PlatformRights.ProfileManage).DisableAntiforgery();
    }

    private static async Task<IResult> Stylesheet(HttpContext http, DistrictDb db, string hash, CancellationToken ct)
    {
        var set = await db.Set<DistrictStyle>().AsNoTracking().Select(s => s.Colour).SingleOrDefaultAsync(ct);
        if (!Colour.TryParse(set, out var colour) || Theme.Css(colour.Value) is var css && DistrictLooks.ThemePath(css) != $"/look/theme-{hash}.css") return Results.NotFound();
        http.Response.Headers.CacheControl = SiteFileResult.ForGood;
        return Results.Bytes(Encoding.UTF8.GetBytes(css), "text/css; charset=utf-8");
    }

    private static async Task<IResult> Logo(HttpContext http, DistrictDb db, string hash, CancellationToken ct)
    {
        var style = await db.Set<DistrictStyle>().AsNoTracking().SingleOrDefaultAsync(s => s.LogoHash == hash, ct);
        if (style is not { Logo: { } logo, LogoType: { } type }) return Results.NotFound();
        http.Response.Headers.CacheControl = SiteFileResult.ForGood;
        return Results.Bytes(logo, type);
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, CancellationToken ct) => Pages.Show<LookPage>(http, await ModelOf(db, null, new(), ct));

    private static async Task<IResult> Change(HttpContext http, [FromForm] LookForm form, DistrictDb db, ChangeLook change, CancellationToken ct)
    {
        var faults = new Faults();
        var read = ChangeLook.Read(form, await Uploaded(http, ct), Pages.LanguageOf(http), faults);
        if (read is null) return Pages.Again<LookPage>(http, await ModelOf(db, form, faults, ct));
        await change.Run(http.SignedIn().Actor, http.District()!, read, int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null, ct);
        return Pages.GoTo(http, "/district/look");
    }

    /// <summary>The file that came along, as far as one byte over what is taken; null: none.</summary>
    private static async Task<byte[]?> Uploaded(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Form.Files["logo"] is not { Length: > 0 } file) return null;
        var bytes = new byte[Math.Min(file.Length, ChangeLook.LargestLogo + 1)];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    /// <param name="form">As it was sent; null: as it stands in the store.</param>
    private static async Task<LookPage.Content> ModelOf(DistrictDb db, LookForm? form, Faults faults, CancellationToken ct)
    {
        var set = await db.Set<DistrictStyle>().AsNoTracking().Select(s => new { s.Colour, s.LogoHash, s.Version }).SingleOrDefaultAsync(ct);
        return new(form ?? new() { Kind = set?.Colour is null ? "ours" : "own", Colour = set?.Colour, Version = set?.Version.ToString(CultureInfo.InvariantCulture) },
            set?.LogoHash is { } hash ? "/look/logo-" + hash : null, faults);
    }
}
