using Chalkline.Platform.Parts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chalkline.Platform;

/// <summary>A page that shows every part that pages are made of, in every look: for whoever builds pages. Mapped by the demonstration alone.</summary>
public static class PartsPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/parts", Show).ForSignedIn("shows what pages are made of, and no record");
        routes.MapGet("/parts.csv", (HttpContext http) => CsvFile.Of("parts", ["name", "students"], PartsPage.Sample.Select(s => (IReadOnlyList<string?>)[s.Name, s.Students.ToString(Design.Language.Numbers)]).ToAsyncEnumerable()))
            .ForSignedIn("the showcase's list as a file");
    }

    private static RazorComponentResult Show(HttpContext http, string? theme) =>
        Pages.Show<PartsPage>(http, new PartsPage.Content(theme is "light" or "dark" ? theme : null, ListView.Read(http, new(["theme", "kind"], ["name", "students"]))));
}
