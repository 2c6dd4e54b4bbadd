using Chalkline.Design;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Demonstrations;

/// <summary>Whom the form of the sign-in page names.</summary>
internal sealed record ChoiceForm
{
    public string? Account { get; init; }
}

/// <summary>Signs in by a click as anybody who has a role. Mapped by the demonstration alone.</summary>
internal sealed class DemonstrationSignIn : ISignInChoices
{
    private const int Most = 30;

    public string Path => "/demonstration/sign-in";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, SignIn).InDistrict().ForAnyone("the demonstration lets everyone in as everyone").DisableAntiforgery();
        // A form that is sent twice is led to its own address.
        routes.MapGet(Path, (HttpContext http) => Pages.GoTo(http, "/")).InDistrict().ForAnyone("the demonstration lets everyone in as everyone");
    }

    public async Task<IReadOnlyList<SignInChoice>> Of(DistrictDb db, Language language, CancellationToken ct)
    {
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce).OrderBy(g => g.Id).Take(Most)
            .Select(g => new { g.Account, Role = new HeldRole(g.Role, g.School, g.ReviewArea) }).ToListAsync(ct);
        var ids = grants.Select(g => g.Account).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id) && a.DeactivatedAt == null).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        // A school of its own tells two principals apart by their names; roles need no more.
        return [.. grants.Where(g => names.ContainsKey(g.Account)).OrderBy(g => g.Role.Role).GroupBy(g => g.Account)
            .Select(g => new SignInChoice(g.Key, names[g.Key], string.Join("; ", g.Select(r => Says(language, r.Role)))))];
    }

    private static string Says(Language language, HeldRole role) => RoleText.Of(language, role with { School = null }, new Dictionary<SchoolId, string>());

    private async Task<IResult> SignIn(HttpContext http, [FromForm] ChoiceForm form, DistrictDb db, StartSession start, CancellationToken ct)
    {
        var choices = await Of(db, Pages.LanguageOf(http), ct);
        if (!Guid.TryParse(form.Account, out var id) || choices.All(c => c.Account != new AccountId(id))) return Pages.GoTo(http, "/sign-in");
        await start.Run(http, new(id), "demonstration", null, ct);
        return Pages.GoTo(http, "/");
    }
}
