using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>The first page of a district, and that of the installation.</summary>
internal static class FirstPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", Show).ForAnyone("leads to the sign-in page, or names the districts");

    private static Task<IResult> Show(HttpContext http, string? page, DistrictDirectory districts, DistrictStores stores, CancellationToken ct) =>
        http.District() is null ? Installation(http, page, districts, stores, ct)
            : http.Person() is { } person ? Work.WorkPages.Show(http, person, ct)
            : Task.FromResult(Pages.GoTo(http, "/sign-in"));

    private static async Task<IResult> Installation(HttpContext http, string? asked, DistrictDirectory districts, DistrictStores stores, CancellationToken ct)
    {
        var all = await districts.All(ct);
        if (all is [var only]) return Pages.GoTo(http, $"/{only.Text}/");
        var page = await PageOfNames(all, asked, stores, ct);
        return Pages.Show<InstallationPage>(http, page);
    }

    /// <summary>One page of the districts, each by its own name; where its store cannot be read now, by its address.</summary>
    private static async Task<PageOf<(string Path, string Name)>> PageOfNames(IReadOnlyList<DistrictSlug> all, string? asked, DistrictStores stores, CancellationToken ct)
    {
        var last = Math.Max(1, (all.Count + Paging.Size - 1) / Paging.Size);
        var number = int.TryParse(asked, out var n) ? Math.Clamp(n, 1, last) : 1;
        var rows = new List<(string, string)>();
        foreach (var slug in all.Skip((number - 1) * Paging.Size).Take(Paging.Size)) rows.Add(($"/{slug.Text}/", await NameOf(slug, stores, ct) ?? slug.Text));
        return new(rows, number, all.Count);
    }

    private static async Task<string?> NameOf(DistrictSlug slug, DistrictStores stores, CancellationToken ct)
    {
        if (await stores.StateOf(slug, ct) != StoreState.Current) return null;
        await using var db = stores.Open(slug);
        return await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct);
    }
}
