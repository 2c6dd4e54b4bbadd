namespace Chalkline.Platform.People;

/// <summary>Why a role cannot be given or taken away. Words: <c>Refusal…</c>.</summary>
public enum RoleRefusal
{
    SchoolMissing,
    SchoolUnknown,
    SchoolNotWanted,
    AreaMissing,
    AreaUnknown,
    AreaNotWanted,
    AlreadyHeld,

    /// <summary>One person has one kind of role, unless the district is small; a teacher may have one beside.</summary>
    OneKindOnly,

    /// <summary>Who reads everything must not have done any of it.</summary>
    AuditorAlone,

    /// <summary>Nobody gives themselves a role.</summary>
    OwnRole,
    AccountClosed,
    LastAdministrator,
}

/// <summary>What giving a role depends on.</summary>
/// <param name="ToThemselves">The person who gives it would get it.</param>
/// <param name="SmallDistrict">One person may have several kinds of role.</param>
/// <param name="AccountClosed">The account is deactivated.</param>
/// <param name="Held">What the person has, in force or waiting for the superintendent.</param>
/// <param name="Schools">Those that are open.</param>
internal sealed record GrantFacts(bool ToThemselves, bool SmallDistrict, bool AccountClosed, IReadOnlyCollection<HeldRole> Held, IReadOnlySet<SchoolId> Schools);

/// <summary>Who may have which roles together, and which can be taken away.</summary>
internal static class RoleRules
{
    /// <summary>Everything that is in the way of giving the role; none: it may be given.</summary>
    public static IReadOnlyList<RoleRefusal> AgainstGranting(HeldRole wish, GrantFacts facts)
    {
        var refusals = new List<RoleRefusal>();
        if (facts.AccountClosed) refusals.Add(RoleRefusal.AccountClosed);
        if (facts.ToThemselves && !facts.SmallDistrict) refusals.Add(RoleRefusal.OwnRole);
        if (OfSchool(wish, facts.Schools) is { } school) refusals.Add(school);
        if (OfArea(wish) is { } area) refusals.Add(area);
        if (facts.Held.Contains(wish)) refusals.Add(RoleRefusal.AlreadyHeld);
        var together = Kinds(facts.Held.Append(wish));
        if (!IsAuditorAlone(together)) refusals.Add(RoleRefusal.AuditorAlone);
        else if (!facts.SmallDistrict && !AreSeparate(together)) refusals.Add(RoleRefusal.OneKindOnly);
        return refusals;
    }

    /// <summary>Whether these roles of one person are allowed together in a district that is not small.</summary>
    public static bool AreSeparate(IEnumerable<HeldRole> held) => AreSeparate(Kinds(held));

    /// <summary>What somebody gives themselves waits for the superintendent.</summary>
    public static bool NeedsCountersignature(GrantFacts facts) => facts.ToThemselves;

    /// <summary>Whether a district may stop being small: nobody has roles that it alone allows.</summary>
    /// <param name="people">What each person has.</param>
    public static bool MayLeaveSmallDistrict(IEnumerable<IEnumerable<HeldRole>> people) => people.All(AreSeparate);

    /// <summary>A superintendent countersigns what waits, and never for themselves.</summary>
    public static bool MayCountersign(RoleGrant grant, AccountId superintendent) =>
        grant is { RevokedAt: null, NeedsCountersignature: true, CountersignedAt: null } && grant.Account != superintendent;

    /// <summary>Whether a role can be taken away, or its holder deactivated: a district never loses the last administrator who can sign in.</summary>
    /// <param name="holds">Whether the person is an administrator who can sign in.</param>
    /// <param name="others">How many others are.</param>
    public static RoleRefusal? AgainstLosing(bool holds, int others) => holds && others == 0 ? RoleRefusal.LastAdministrator : null;

    private static RoleRefusal? OfSchool(HeldRole wish, IReadOnlySet<SchoolId> schools) => (wish.Role.IsOfASchool(), wish.School) switch
    {
        (true, null) => RoleRefusal.SchoolMissing,
        (true, { } school) => schools.Contains(school) ? null : RoleRefusal.SchoolUnknown,
        (false, null) => null,
        (false, _) => RoleRefusal.SchoolNotWanted,
    };

    private static RoleRefusal? OfArea(HeldRole wish) => (wish.Role.IsOfAnArea(), wish.ReviewArea) switch
    {
        (true, null) => RoleRefusal.AreaMissing,
        (true, { } area) => Roles.ReviewAreas.Contains(area) ? null : RoleRefusal.AreaUnknown,
        (false, null) => null,
        (false, _) => RoleRefusal.AreaNotWanted,
    };

    private static HashSet<Role> Kinds(IEnumerable<HeldRole> held) => [.. held.Select(h => h.Role)];

    private static bool IsAuditorAlone(HashSet<Role> kinds) => kinds.Count == 1 || !kinds.Contains(Role.Auditor);

    private static bool AreSeparate(HashSet<Role> kinds) => IsAuditorAlone(kinds) && kinds.Count(k => k != Role.Teacher) <= 1;
}
