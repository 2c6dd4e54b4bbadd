using Chalkline.Platform;
using Chalkline.Platform.Work;
using Xunit;

namespace Chalkline.Tests.Work;

public sealed class Rules_of_work
{
    private static readonly DateOnly Today = new(2026, 10, 5);
    private static readonly Right Sign = Right.Of("test.sign", Role.Superintendent).AndInOwnSchools(Role.Principal);
    private static readonly SchoolId Pine = new(Guid.CreateVersion7()), Oak = new(Guid.CreateVersion7());
    private static readonly Person Ana = Person(new HeldRole(Role.Superintendent, null, null)), Ben = Person(new HeldRole(Role.Superintendent, null, null)),
        PrincipalOfPine = Person(new HeldRole(Role.Principal, Pine, null)), Teacher = Person(new HeldRole(Role.Teacher, Pine, null));

    [Fact]
    public void Order_what_is_late_then_what_is_due_then_what_waits_longest()
    {
        var lines = new[] { Item("b") with { Since = At(2) }, Item("a") with { Since = At(1) }, Item("none"), Item("soon") with { Due = Today.AddDays(3) }, Item("late") with { Due = Today.AddDays(-1) } };
        Assert.Equal(["late", "soon", "a", "b", "none"], WorkRules.Ordered(lines, i => i).Select(i => i.Key));
        Assert.True(WorkRules.IsLate(Item("x") with { Due = Today.AddDays(-1) }, Today));
        Assert.False(WorkRules.IsLate(Item("x") with { Due = Today }, Today));
        Assert.False(WorkRules.IsLate(Item("x"), Today));
    }

    [Fact]
    public void Let_those_do_an_item_whose_right_reaches_it()
    {
        Assert.True(WorkRules.MayDo(Ana, Item("x")));
        Assert.True(WorkRules.MayDo(PrincipalOfPine, Item("x") with { School = Pine }));
        Assert.False(WorkRules.MayDo(PrincipalOfPine, Item("x") with { School = Oak }));
        Assert.False(WorkRules.MayDo(PrincipalOfPine, Item("x")));
        Assert.False(WorkRules.MayDo(Ana, Item("x") with { NotBy = Ana.Id }));
        Assert.False(WorkRules.MayDo(Ana, Item("x") with { Needs = null }));
        Assert.False(WorkRules.MayDo(Teacher, Item("x") with { School = Pine }));
    }

    [Fact]
    public void Hand_work_to_whoever_may_do_it() => Assert.Empty(WorkRules.Against(Facts(Ben)));

    [Fact]
    public void Refuse_who_is_nobody_oneself_closed_away_or_may_not()
    {
        Assert.Equal([HandOverRefusal.NobodyChosen], WorkRules.Against(Facts(null)));
        Assert.Equal([HandOverRefusal.ToThemselves], WorkRules.Against(Facts(Ana)));
        Assert.Equal([HandOverRefusal.Closed], WorkRules.Against(Facts(Ben) with { Closed = true }));
        Assert.Equal([HandOverRefusal.MayNot], WorkRules.Against(Facts(Teacher)));
        Assert.Equal([HandOverRefusal.MayNot], WorkRules.Against(Facts(Ben) with { Items = [Item("x") with { NotBy = Ben.Id }] }));
        Assert.Equal([HandOverRefusal.Away], WorkRules.Against(Facts(Ben) with { Away = true }));
    }

    [Fact]
    public void Hand_all_work_over_until_a_day_within_a_year()
    {
        var all = Facts(Ben) with { All = true };
        Assert.Equal([HandOverRefusal.DayMissing], WorkRules.Against(all));
        Assert.Equal([HandOverRefusal.DayPast], WorkRules.Against(all with { Until = Today.AddDays(-1) }));
        Assert.Equal([HandOverRefusal.DayFar], WorkRules.Against(all with { Until = Today.AddDays(367) }));
        Assert.Empty(WorkRules.Against(all with { Until = Today }));
        Assert.Equal([HandOverRefusal.MayNot, HandOverRefusal.DayMissing], WorkRules.Against(all with { Recipient = Teacher }));
        // Where nothing waits yet, a role in common says that what comes can be done.
        Assert.Empty(WorkRules.Against(all with { Until = Today, Items = [] }));
        Assert.Equal([HandOverRefusal.MayNot], WorkRules.Against(all with { Until = Today, Items = [], Recipient = Teacher }));
    }

    [Fact]
    public void End_a_delegation_after_its_last_day_or_as_soon_as_it_is_taken_back()
    {
        var delegation = new Delegation { Until = Today };
        Assert.True(delegation.IsInForceOn(Today));
        Assert.False(delegation.IsInForceOn(Today.AddDays(1)));
        Assert.False(new Delegation { EndedAt = At(1) }.IsInForceOn(Today));
        Assert.True(new Delegation().IsInForceOn(Today));
    }

    private static HandOverFacts Facts(Person? to) => new(Ana, to, Closed: false, [Item("x")], All: false, Until: null, Away: false, Today);

    private static WorkItem Item(string key) => new(key, "Title", "why", "/", "Do", WaitsFor.Us) { Needs = Sign };

    private static Person Person(HeldRole role) => new(new(Guid.CreateVersion7()), "Invented", null, [role]);

    private static DateTimeOffset At(int hour) => new(2026, 10, 1, hour, 0, 0, TimeSpan.Zero);
}
