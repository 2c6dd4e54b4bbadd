using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>Who has an account: the list, the list as a file, and each person's record.</summary>
internal static class PeoplePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people", List).Requires(PlatformRights.PeopleRead);
        routes.MapGet("/people.csv", File).Requires(PlatformRights.PeopleRead);
        routes.MapGet("/people/{id:guid}", Record).Requires(PlatformRights.PeopleRead);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, SchoolDirectory schools, CancellationToken ct)
    {
        var (reader, view) = (http.SignedIn(), ListView.Read(http, PeopleFilter.Kind));
        var filter = PeopleFilter.Read(view);
        if (!view.Faults.None) return await Refused(http, view, filter, schools, ct);
        var people = await (await PeopleList.Of(db, reader, filter, ct)).PageOf(view.Page, ct);
        return Pages.Show<PeoplePage>(http, new PeoplePage.List(people, view, filter, await schools.Open(ct), reader.May(PlatformRights.PeopleManage)));
    }

    private static async Task<IResult> Refused(HttpContext http, ListView view, PeopleFilter filter, SchoolDirectory schools, CancellationToken ct) =>
        Pages.Again<PeoplePage>(http, new PeoplePage.List(new([], 1, 0), view, filter, await schools.Open(ct), http.SignedIn().May(PlatformRights.PeopleManage)));

    private static async Task<IResult> File(HttpContext http, DistrictDb db, SchoolDirectory schools, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, PeopleFilter.Kind));
        var filter = PeopleFilter.Read(view);
        if (!view.Faults.None) return await Refused(http, view, filter, schools, ct);
        var names = (await schools.Open(ct)).ToDictionary(s => s.Id, s => s.Name);
        string Say(string key) => Wording.Say(PeopleWords.ResourceManager, language, key);
        return CsvFile.Of("people", [Say(nameof(PeopleWords.ColumnName)), Say(nameof(PeopleWords.ColumnEmail)), Say(nameof(PeopleWords.ColumnRoles)), Say(nameof(PeopleWords.ColumnStatus))],
            Rows((await PeopleList.Of(db, http.SignedIn(), filter, ct)).AsAsyncEnumerable()));

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows(IAsyncEnumerable<ListedPerson> people)
        {
            await foreach (var person in people)
                yield return [person.Name, person.Email, string.Join("; ", person.Roles.Select(r => PersonText.Role(language, r, names))), Say("Status" + person.Status)];
        }
    }

    private static async Task<IResult> Record(HttpContext http, DistrictDb db, SchoolDirectory schools, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (reader, account) = (http.SignedIn(), new AccountId(id));
        if (await PersonReads.Find(db, reader, account, ct) is not { } person) return Results.NotFound();
        var grants = await PersonReads.Grants(db, account, ct);
        var names = await PersonReads.Names(db, [.. grants.SelectMany(g => new[] { g.GrantedBy, g.CountersignedBy, g.RevokedBy })], ct);
        return Pages.Show<PersonPage>(http, new PersonPage.Record(person, grants, names, (await schools.Open(ct)).ToDictionary(s => s.Id, s => s.Name),
            await DistrictTime.Zone(db, ct), reader.May(PlatformRights.PeopleManage), reader.Id == account,
            await sections.Of(http, PersonRecordKind.KindName, id, ct)));
    }
}
