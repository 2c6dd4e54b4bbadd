using Chalkline.Platform;
using Chalkline.Platform.People;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Rules_of_roles
{
    private static readonly SchoolId Aspen = new(Guid.CreateVersion7()), Birch = new(Guid.CreateVersion7()), Closed = new(Guid.CreateVersion7());
    private static readonly HashSet<SchoolId> Open = [Aspen, Birch];

    [Fact]
    public void A_role_of_a_school_needs_one_that_is_open()
    {
        Assert.Equal([RoleRefusal.SchoolMissing], Against(new(Role.Principal, null, null)));
        Assert.Equal([RoleRefusal.SchoolUnknown], Against(new(Role.Teacher, Closed, null)));
        Assert.Empty(Against(new(Role.Principal, Aspen, null)));
        Assert.Equal([RoleRefusal.SchoolNotWanted], Against(new(Role.AiLead, Aspen, null)));
    }

    [Fact]
    public void A_reviewer_needs_a_review_area_that_there_is_and_others_have_none()
    {
        Assert.Equal([RoleRefusal.AreaMissing], Against(new(Role.Reviewer, null, null)));
        Assert.Equal([RoleRefusal.AreaUnknown], Against(new(Role.Reviewer, null, "horoscopes")));
        Assert.Empty(Against(new(Role.Reviewer, null, "accessibility")));
        Assert.Equal([RoleRefusal.AreaNotWanted], Against(new(Role.Superintendent, null, "accessibility")));
    }

    [Fact]
    public void One_person_has_one_kind_of_role_and_may_be_a_teacher_beside_it()
    {
        var principal = new HeldRole(Role.Principal, Aspen, null);
        Assert.Equal([RoleRefusal.OneKindOnly], Against(new(Role.AiLead, null, null), held: principal));
        Assert.Empty(Against(new(Role.Principal, Birch, null), held: principal));
        Assert.Empty(Against(new(Role.Teacher, Aspen, null), held: principal));
        Assert.Empty(Against(principal, held: new HeldRole(Role.Teacher, Aspen, null)));
        Assert.Empty(Against(new(Role.AiLead, null, null), small: true, held: principal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_auditor_has_no_other_role_whatever_the_district_s_size(bool small)
    {
        Assert.Equal([RoleRefusal.AuditorAlone], Against(new(Role.Auditor, null, null), small, held: new HeldRole(Role.Teacher, Aspen, null)));
        Assert.Equal([RoleRefusal.AuditorAlone], Against(new(Role.Teacher, Aspen, null), small, held: new HeldRole(Role.Auditor, null, null)));
    }

    [Fact]
    public void Nobody_has_the_same_role_twice() =>
        Assert.Equal([RoleRefusal.AlreadyHeld], Against(new(Role.Principal, Aspen, null), held: new HeldRole(Role.Principal, Aspen, null)));

    [Fact]
    public void Every_reason_is_told_at_once() =>
        Assert.Equal([RoleRefusal.AccountClosed, RoleRefusal.OwnRole, RoleRefusal.SchoolMissing, RoleRefusal.OneKindOnly],
            RoleRules.AgainstGranting(new(Role.Principal, null, null), new(true, false, true, [new(Role.AiLead, null, null)], Open)));

    [Fact]
    public void The_last_administrator_stays()
    {
        Assert.Equal(RoleRefusal.LastAdministrator, RoleRules.AgainstLosing(holds: true, others: 0));
        Assert.Null(RoleRules.AgainstLosing(holds: true, others: 1));
        Assert.Null(RoleRules.AgainstLosing(holds: false, others: 0));
    }

    /// <summary>Whatever people try, in whatever order: what the rules promise holds after each step.</summary>
    [Fact]
    public void Hold_after_any_sequence_of_attempts() =>
        Prop.ForAll(Gen.ListOf(Attempts, 40).ToArbitrary(), attempts =>
        {
            var district = new PretendDistrict(Open);
            foreach (var attempt in attempts)
            {
                district.Try(attempt);
                if (district.Broken() is { } broken) return false.Label($"{broken} after {attempt}");
            }
            return true.Label("");
        }).Check(Fuzz.Of(1000));

    [Fact]
    public void Are_reached_by_sequences_that_do_give_roles_wait_and_change_the_mode()
    {
        var (given, waiting, small) = (0, 0, 0);
        Prop.ForAll(Gen.ListOf(Attempts, 40).ToArbitrary(), attempts =>
        {
            var district = new PretendDistrict(Open);
            foreach (var attempt in attempts) district.Try(attempt);
            (given, waiting, small) = (given + district.Given, waiting + district.Countersigned, small + district.ModesChanged);
            return true;
        }).Check(Fuzz.Of(200));
        Assert.True(given > 200 && waiting > 5 && small > 200, $"{given} given, {waiting} countersigned, {small} changes of mode");
    }

    private static Gen<PretendDistrict.Attempt> Attempts =>
        from act in Gen.OneOf(Gen.Constant(PretendDistrict.Act.Give), Gen.Elements(Enum.GetValues<PretendDistrict.Act>()))
        from giver in Gen.Choose(0, 3)
        from person in Gen.Choose(0, 3)
        from role in Gen.OneOf(Fitting, Any)
        select new PretendDistrict.Attempt(act, giver, person, role);

    private static Gen<HeldRole> Fitting =>
        from role in Gen.Elements(Enum.GetValues<Role>())
        from school in Gen.Elements(Aspen, Birch)
        from area in Gen.Elements("curriculum", "accessibility")
        select new HeldRole(role, role.IsOfASchool() ? school : null, role.IsOfAnArea() ? area : null);

    private static Gen<HeldRole> Any =>
        from role in Gen.Elements(Enum.GetValues<Role>())
        from school in Gen.Elements<SchoolId?>(null, Aspen, Closed)
        from area in Gen.Elements(null, "curriculum", "horoscopes")
        select new HeldRole(role, school, area);

    private static IReadOnlyList<RoleRefusal> Against(HeldRole wish, bool small = false, params HeldRole[] held) =>
        RoleRules.AgainstGranting(wish, new(false, small, false, held, Open));
}
