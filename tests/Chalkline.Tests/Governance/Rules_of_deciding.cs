using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Decisions;
using Chalkline.Governance.Delegation;
using Chalkline.Governance.TaskForce;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Rules_of_deciding
{
    private static readonly DelegationLine[] Lines =
    [
        Line(DecisionKind.Purchase, RiskTier.NoStudentData, DecidingBody.Director, 5000),
        Line(DecisionKind.Purchase, null, DecidingBody.Superintendent, 50_000),
        Line(null, RiskTier.NoStudentData, DecidingBody.Superintendent, null),
        Line(null, null, DecidingBody.Director, 100),
    ];

    [Theory]
    [InlineData(DecisionKind.Purchase, RiskTier.NoStudentData, "5000", DecidingBody.Director)]
    [InlineData(DecisionKind.Purchase, RiskTier.NoStudentData, "5000.01", DecidingBody.Superintendent)]
    [InlineData(DecisionKind.Purchase, RiskTier.StudentData, "101", DecidingBody.Superintendent)]
    [InlineData(DecisionKind.Purchase, RiskTier.StudentData, "50000.01", DecidingBody.Board)]
    [InlineData(DecisionKind.Pilot, RiskTier.NoStudentData, "9000000", DecidingBody.Superintendent)]
    [InlineData(DecisionKind.Pilot, RiskTier.ShapesDecisions, "101", DecidingBody.Board)]
    [InlineData(DecisionKind.Delegation, RiskTier.NoStudentData, "0", DecidingBody.Board)]
    [InlineData(DecisionKind.Policy, RiskTier.NoStudentData, "0", DecidingBody.Superintendent)]
    [InlineData(DecisionKind.Policy, RiskTier.StudentData, "0", DecidingBody.Board)]
    public void The_least_body_whose_line_covers_the_matter_must_act_and_the_board_where_none_does(DecisionKind kind, RiskTier tier, string amount, DecidingBody needed) =>
        Assert.Equal(needed, DelegationRules.Needed(Lines, kind, tier, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Without_a_table_the_board_decides_everything() => Assert.Equal(DecidingBody.Board, DelegationRules.Needed([], DecisionKind.Retirement, RiskTier.NoStudentData, 0));

    [Theory]
    [InlineData(DecidingBody.Director, DecidingBody.Director, DecidingBody.Superintendent)]
    [InlineData(DecidingBody.Superintendent, null, DecidingBody.Superintendent)]
    [InlineData(DecidingBody.Board, null, null)]
    public void A_person_decides_by_the_least_own_office_that_suffices(DecidingBody needed, DecidingBody? lead, DecidingBody? superintendent)
    {
        Assert.Equal(lead, DelegationRules.CapacityOf(Holder(Role.AiLead), needed));
        Assert.Equal(superintendent, DelegationRules.CapacityOf(Holder(Role.Superintendent), needed));
    }

    [Fact]
    public void Who_asked_abstained_or_has_declared_nothing_may_not_decide()
    {
        var person = Holder(Role.AiLead);
        ConflictDeclaration none = new() { Account = person.Id }, some = new() { Account = person.Id, What = "Shares" };
        Assert.Equal(nameof(GovernanceFaultWords.OwnRequest), Against(person.Id, none));
        Assert.Equal(nameof(GovernanceFaultWords.NotDeclared), Against(default, null));
        Assert.Equal(nameof(GovernanceFaultWords.Abstained), Against(default, none, abstained: true));
        Assert.Equal(nameof(GovernanceFaultWords.ConfirmUntouched), Against(default, some));
        Assert.Equal(nameof(GovernanceFaultWords.AboveDirector), Against(default, none, DecidingBody.Superintendent));
        Assert.Equal(nameof(GovernanceFaultWords.AboveSuperintendent), Against(default, none, DecidingBody.Board));
        Assert.Null(Against(default, none));
        Assert.Null(Against(default, some, untouched: true));

        string? Against(AccountId askedBy, ConflictDeclaration? declared, DecidingBody needed = DecidingBody.Director, bool abstained = false, bool untouched = false) =>
            DecisionRules.Against(person, Matter(askedBy), needed, declared, abstained, untouched)?.Word;
    }

    [Fact]
    public void A_record_is_decided_on_while_it_waits_when_it_is_ready_and_by_somebody_else_than_its_author()
    {
        var (author, day) = (new AccountId(Guid.CreateVersion7()), new DateOnly(2026, 10, 13));
        var proposal = new Proposal { Title = "T", Background = "B", Motion = "M", SubjectKind = "policy", SubjectId = Guid.CreateVersion7() };
        var ready = new DecidableMatter("T", "/", DecisionKind.Policy, []) { NotBefore = day, NotBy = author };
        Assert.Equal(nameof(GovernanceFaultWords.SubjectGone), Against(null, null, day));
        Assert.Equal(nameof(GovernanceFaultWords.SubjectNotYet), Against(ready with { NotYet = "It was read once." }, null, day));
        Assert.Equal(nameof(GovernanceFaultWords.SubjectNotBefore), Against(ready, null, day.AddDays(-1)));
        Assert.Equal(nameof(GovernanceFaultWords.OwnWords), Against(ready, author, day));
        Assert.Null(Against(ready, null, day));
        Assert.Null(Against(ready, new(Guid.CreateVersion7()), day));
        Assert.Null(DecisionRules.AgainstSubject(Matter(default), null, author, day));

        string? Against(DecidableMatter? subject, AccountId? by, DateOnly on) => DecisionRules.AgainstSubject(proposal, subject, by, on)?.Word;
    }

    [Fact]
    public void A_director_with_several_roles_in_a_small_district_is_countersigned_by_somebody_else()
    {
        var both = Holder(Role.AiLead, Role.Superintendent);
        Assert.True(DecisionRules.NeedsCountersignature(true, both, DecidingBody.Director));
        Assert.False(DecisionRules.NeedsCountersignature(false, both, DecidingBody.Director));
        Assert.False(DecisionRules.NeedsCountersignature(true, Holder(Role.AiLead), DecidingBody.Director));
        var decision = new Decision { DecidedBy = both.Id, Reason = "", Content = "", Sha256 = "" };
        Assert.Equal(nameof(GovernanceFaultWords.OwnDecision), DecisionRules.AgainstCountersigning(both, Matter(default), decision)?.Word);
        var other = Holder(Role.Superintendent);
        Assert.Equal(nameof(GovernanceFaultWords.OwnRequest), DecisionRules.AgainstCountersigning(other, Matter(other.Id), decision)?.Word);
        Assert.Null(DecisionRules.AgainstCountersigning(other, Matter(default), decision));
    }

    [Theory]
    [InlineData(4, 2, 0, 1, null)]
    [InlineData(4, 2, 0, 2, nameof(GovernanceFaultWords.VoteSum))]
    [InlineData(3, 0, 0, 3, nameof(GovernanceFaultWords.VoteSum))]
    [InlineData(3, 0, 0, 4, nameof(GovernanceFaultWords.NoQuorum))]
    public void A_vote_adds_up_to_the_seats_and_has_a_quorum(int yes, int no, int abstained, int absent, string? fault)
    {
        var fields = new FormReading();
        BoardRules.Check(yes, no, abstained, absent, 7, fields);
        Assert.Equal(fault, fields.Faults.SingleOrDefault()?.Word);
    }

    [Theory]
    [InlineData(BoardMajority.OfVotes, 3, 2, true)]
    [InlineData(BoardMajority.OfVotes, 3, 3, false)]
    [InlineData(BoardMajority.OfSeats, 3, 2, false)]
    [InlineData(BoardMajority.OfSeats, 4, 3, true)]
    public void A_motion_carries_by_the_boards_own_majority(BoardMajority majority, int yes, int no, bool carries) => Assert.Equal(carries, BoardRules.Carries(majority, yes, no, 7));

    [Fact]
    public void The_same_content_freezes_to_the_same_bytes_and_another_to_others()
    {
        var matter = Matter(default);
        var one = DecisionRules.Freeze(matter, null, null, []);
        Assert.Equal(one, DecisionRules.Freeze(matter, null, null, []));
        Assert.True(one.Holds);
        Assert.False((one with { Text = one.Text.Replace("chalkline", "Chalkline", StringComparison.Ordinal) }).Holds);
        Assert.NotEqual(one.Sha256, DecisionRules.Freeze(matter, new() { ["name"] = "x" }, null, []).Sha256);
    }

    [Fact]
    public void A_term_ends_soon_unless_somebody_follows()
    {
        var today = new DateOnly(2026, 10, 5);
        SeatTerm now = new() { Account = default, FromDay = today.AddDays(-100), UntilDay = today.AddDays(SeatRules.DaysBefore) };
        SeatTerm next = new() { Account = default, FromDay = now.UntilDay.AddDays(1), UntilDay = now.UntilDay.AddYears(1) };
        Assert.True(SeatRules.EndsSoon([now], today));
        Assert.False(SeatRules.EndsSoon([now], today.AddDays(-1)));
        Assert.False(SeatRules.EndsSoon([now, next], today));
        Assert.Null(SeatRules.On([next], today));
    }

    private static DelegationLine Line(DecisionKind? kind, RiskTier? tier, DecidingBody body, decimal? upTo) => new() { Kind = kind, Tier = tier, Body = body, UpTo = upTo };

    private static Proposal Matter(AccountId askedBy) => new() { Title = "T", Background = "B", Motion = "M", AskedBy = askedBy };

    private static Person Holder(params Role[] roles) => new(new(Guid.CreateVersion7()), "Invented", null, [.. roles.Select(r => new HeldRole(r, null, null))]);
}
