using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.Packs;

/// <summary>Pages to read packs, to add a district's own, and to take another version into use.</summary>
internal static class PackPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/packs", List).Requires(PlatformRights.PacksRead);
        routes.MapGet("/packs/upload", (HttpContext http) => Pages.Show<UploadPackPage>(http, new UploadPackModel([], null))).Requires(PlatformRights.PacksManage);
        routes.MapPost("/packs/upload", Upload).DisableAntiforgery().Requires(PlatformRights.PacksManage);
        routes.MapGet("/packs/{slug}", Read).Requires(PlatformRights.PacksRead);
        routes.MapGet("/packs/{slug}/csv", Csv).Requires(PlatformRights.PacksRead);
        routes.MapGet("/packs/{slug}/yaml", Yaml).Requires(PlatformRights.PacksRead);
        routes.MapGet("/packs/{slug}/upgrade", PreviewUpgrade).Requires(PlatformRights.PacksManage);
        routes.MapPost("/packs/{slug}/upgrade", Upgrade).DisableAntiforgery().Requires(PlatformRights.PacksManage);
        routes.MapGet("/packs/{slug}/undo", PreviewUndo).Requires(PlatformRights.PacksManage);
        routes.MapPost("/packs/{slug}/undo", Undo).DisableAntiforgery().Requires(PlatformRights.PacksManage);
    }

    private static async Task<IResult> List(HttpContext http, PackQueries queries, string? page, CancellationToken ct) =>
        Pages.Show<PackListPage>(http, await queries.List(http.SignedIn(), page, ct));

    private static async Task<IResult> Read(HttpContext http, PackQueries queries, string slug, string? version, string? group, string? q, CancellationToken ct) =>
        await queries.Read(http.SignedIn(), slug, version, new(group, q), ct) is { } model ? Pages.Show<PackPage>(http, model) : Results.NotFound();

    private static async Task<IResult> Csv(HttpContext http, PackQueries queries, PackReader reader, string slug, string? version, string? group, string? q, CancellationToken ct)
    {
        if (await queries.Find(slug, version, ct) is not { } pack) return Results.NotFound();
        var (table, language) = (new PackTable(reader.KindOf(pack)), Pages.LanguageOf(http));
        return CsvFile.Of($"{pack.Id.Slug}-{pack.Version}", table.Header, Rows());

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows()
        {
            foreach (var item in new PackFilter(group, q).Of(pack, language)) yield return table.Row(item, language);
            await Task.CompletedTask;
        }
    }

    private static async Task<IResult> Yaml(PackQueries queries, string slug, string? version, CancellationToken ct) =>
        await queries.Find(slug, version, ct) is { } pack
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(pack.Yaml), "application/yaml; charset=utf-8", $"{pack.Id.Slug}-{pack.Version}.yaml") : Results.NotFound();

    private static async Task<IResult> Upload(HttpContext http, UploadPack upload, IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0) return Pages.Again<UploadPackPage>(http, new UploadPackModel([], null) { NoFile = true });
        return await upload.Run(http.SignedIn().Actor, await Content(file, ct), ct) switch
        {
            UploadPackResult.Faulty faulty => Pages.Again<UploadPackPage>(http, new UploadPackModel(faulty.Faults, file.FileName)),
            UploadPackResult.Added { InUse: false } added => Pages.GoTo(http, $"/packs/{added.Pack.Id.Slug}/upgrade?to={added.Pack.Version}"),
            UploadPackResult.Added added => Pages.GoTo(http, "/packs/" + added.Pack.Id.Slug),
            UploadPackResult.KnownAlready known => Pages.GoTo(http, $"/packs/{known.Pack.Id.Slug}?version={known.Pack.Version}"),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>No more of a file than tells that it is too large.</summary>
    private static async Task<byte[]> Content(IFormFile file, CancellationToken ct)
    {
        await using var stream = file.OpenReadStream();
        var bytes = new byte[Math.Min(file.Length, PackReader.MostBytes + 1)];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static async Task<IResult> PreviewUpgrade(HttpContext http, ChangePackVersion change, string slug, string? to, CancellationToken ct)
    {
        if (!PackId.TryParseSlug(slug, out var id)) return Results.NotFound();
        PackVersion? asked = PackVersion.TryParse(to, out var version) ? version : null;
        return await change.Upgrade(id, asked, ct) is { } possible ? await Preview(http, change, possible, isUndo: false, ct) : Results.NotFound();
    }

    private static async Task<IResult> PreviewUndo(HttpContext http, ChangePackVersion change, string slug, CancellationToken ct) =>
        PackId.TryParseSlug(slug, out var id) && await change.Undo(id, ct) is { } possible ? await Preview(http, change, possible, isUndo: true, ct) : Results.NotFound();

    private static async Task<RazorComponentResult> Preview(HttpContext http, ChangePackVersion change, PossibleChange possible, bool isUndo, CancellationToken ct) =>
        Pages.Show<ChangePackPage>(http, new ChangePackModel(await change.Preview(possible, ct), possible.Use.Ordinal, possible.Use.Version, isUndo));

    private static async Task<IResult> Upgrade(HttpContext http, ChangePackVersion change, string slug, [FromForm] ChangeForm form, CancellationToken ct)
    {
        if (!PackId.TryParseSlug(slug, out var id) || !PackVersion.TryParse(form.To, out var to) || !form.IsWhole(out var ordinal, out var seen)) return Results.NotFound();
        return Then(http, id, await change.ApplyUpgrade(http.SignedIn().Actor, id, to, ordinal, seen, ct));
    }

    private static async Task<IResult> Undo(HttpContext http, ChangePackVersion change, string slug, [FromForm] ChangeForm form, CancellationToken ct)
    {
        if (!PackId.TryParseSlug(slug, out var id) || !form.IsWhole(out var ordinal, out var seen)) return Results.NotFound();
        return Then(http, id, await change.ApplyUndo(http.SignedIn().Actor, id, ordinal, seen, ct));
    }

    private static IResult Then(HttpContext http, PackId id, ChangePackVersionResult result) => result switch
    {
        ChangePackVersionResult.Changed => Pages.GoTo(http, "/packs/" + id.Slug),
        _ => Results.NotFound(),
    };

    internal sealed record ChangeForm(string? To, string? Ordinal, string? Version)
    {
        /// <summary>The use that the preview was made on; false where the form was not made by our page.</summary>
        public bool IsWhole(out int ordinal, out int seen)
        {
            seen = 0;
            return int.TryParse(Ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out ordinal)
                && int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out seen);
        }
    }
}
