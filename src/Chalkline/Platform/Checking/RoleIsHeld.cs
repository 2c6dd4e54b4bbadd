using Chalkline.Design;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Checking;

/// <summary>A role is in force for somebody whose account is not deactivated; of a school, where what is checked is of one.</summary>
internal sealed class RoleIsHeld : ICheckKind
{
    private const string RoleName = "role";

    public string Name => "role-held";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(RoleName, CheckValue.Choice)];

    public string Says(Language language) => CheckText.Say(language, nameof(CheckWords.RoleHeld));

    public string Says(Language language, CheckParameter parameter) => CheckText.Say(language, nameof(CheckWords.Role));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckChoice>>([.. Roles.All.Select(r => new CheckChoice(r.Code(), RoleText.Of(asked.Language, r)))]);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var active = Accounts.Standing(asked.Db).That(AccountStatus.Active);
        var held = await asked.Db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce).Where(g => active.Any(a => a.Account.Id == g.Account))
            .Select(g => new { g.Role, g.School }).Distinct().ToListAsync(ct);
        return [.. criteria.Select(c => Result(asked.Language, c, role => held.Exists(h => h.Role == role && (!role.IsOfASchool() || c.School is null || h.School == c.School))))];
    }

    private static CheckResult Result(Language language, Criterion criterion, Func<Role, bool> isHeld)
    {
        if (Roles.Find(criterion[RoleName]) is not { } role)
            return new(CheckState.InsufficientInformation, CheckText.Say(language, nameof(CheckWords.RoleHeld)), CheckText.Say(language, nameof(CheckWords.RoleNotSaid)));
        var (what, name) = (CheckText.Say(language, nameof(CheckWords.RoleHeldBy), RoleText.Of(language, role)), RoleText.Of(language, role));
        return isHeld(role)
            ? new(CheckState.Met, what, CheckText.Say(language, nameof(CheckWords.RoleHeldReason), name)) { Path = "/people", Needs = PlatformRights.PeopleRead }
            : new(CheckState.NotMet, what, CheckText.Say(language, nameof(CheckWords.RoleVacantReason), name)) { Path = "/people", Needs = PlatformRights.PeopleRead };
    }
}
