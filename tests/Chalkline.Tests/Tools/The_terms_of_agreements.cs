using Chalkline.Tools;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Procurement;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>The rules of agreements, of what tools take and of what they cost, as pure functions.</summary>
public class The_terms_of_agreements
{
    private static readonly DateOnly Today = new(2027, 3, 12);

    private static Agreement Signed(int from, int? until, int? ended = null) => new()
    {
        Name = "A",
        NameFolded = "a",
        SignedOn = Today.AddDays(-400),
        FirstDay = Today.AddDays(from),
        LastDay = until is { } last ? Today.AddDays(last) : null,
        EndedOn = ended is { } day ? Today.AddDays(day) : null,
    };

    [Theory]
    [InlineData(0, 0, null, AgreementStanding.InForce)]
    [InlineData(1, 10, null, AgreementStanding.Ahead)]
    [InlineData(-10, -1, null, AgreementStanding.Ended)]
    [InlineData(-10, 0, null, AgreementStanding.InForce)]
    [InlineData(-10, null, null, AgreementStanding.InForce)]
    [InlineData(-10, 10, 0, AgreementStanding.Ended)]
    [InlineData(-10, 10, 1, AgreementStanding.InForce)]
    [InlineData(-10, null, -1, AgreementStanding.Ended)]
    public void Bind_from_their_first_day_through_their_last(int from, int? until, int? ended, AgreementStanding standing) =>
        Assert.Equal(standing, AgreementTerm.Standing(Signed(from, until, ended), Today));

    [Fact]
    public void Do_not_bind_before_anybody_signed() => Assert.Equal(AgreementStanding.Draft, AgreementTerm.Standing(new() { Name = "A", NameFolded = "a", FirstDay = Today, LastDay = Today }, Today));

    [Fact]
    public void Bind_by_the_same_rule_in_a_record_and_in_a_query() => Check.One(Fuzz.Of(2000), Prop.ForAll(
        (from days in Gen.ArrayOf(Gen.Choose(-3, 3), 3) from flags in Gen.ArrayOf(Gen.Elements(true, false), 3) select (days, flags)).ToArbitrary(),
        drawn =>
        {
            var (days, flags) = drawn;
            var agreement = Signed(days[0], flags[0] ? days[1] : null, flags[1] ? days[2] : null);
            if (flags[2]) agreement.SignedOn = null;
            return AgreementTerm.Binds(Today).Compile()(agreement) == (AgreementTerm.Standing(agreement, Today) == AgreementStanding.InForce);
        }));

    [Theory]
    [InlineData(121, null)]
    [InlineData(120, 120)]
    [InlineData(91, 120)]
    [InlineData(90, 90)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(0, 30)]
    [InlineData(-1, null)]
    public void Warn_at_120_90_60_and_30_days(int left, int? warning) => Assert.Equal(warning, AgreementTerm.Warning(Today.AddDays(left), Today));

    [Fact]
    public void Tell_what_is_taken_from_what_is_allowed()
    {
        Assert.Equal([new("c", DataStanding.TakenOnly), new("b", DataStanding.AllowedAndTaken), new("a", DataStanding.AllowedOnly)], DataRules.Compare(["b", "c", "b"], ["a", "b"]));
        Assert.Empty(DataRules.Compare([], []));
        Assert.Equal(["x"], DataRules.Widens(ToolStage.InUse, ["old"], ["old", "x", "may"], ["may"]));
        Assert.Empty(DataRules.Widens(ToolStage.InReview, [], ["x"], []));
        Assert.Empty(DataRules.Widens(ToolStage.InUse, ["x"], ["x"], []));
    }

    [Fact]
    public void Compute_what_a_tool_costs_in_all()
    {
        var costs = PurchaseRules.Costs(new() { Years = 3, LicenseYearly = 18_000, TrainingOnce = 4200, TrainingYearly = 600, StaffHoursOnce = 60, StaffHoursYearly = 20, HourRate = 48.5m });
        Assert.Equal([18_000m, 18_000, 18_000], costs.Single(c => c.Kind == CostKind.License).Years);
        Assert.Equal([4800m, 600, 600], costs.Single(c => c.Kind == CostKind.Training).Years);
        Assert.Equal([3880m, 970, 970], costs.Single(c => c.Kind == CostKind.StaffTime).Years);
        Assert.Equal(54_000 + 6000 + 5820, costs.Sum(c => c.Total));
    }

    [Theory]
    [InlineData("cooperative", "", "", "", "", "Cooperative")]
    [InlineData("sole-source", "", "", "", "", "WhyOnlyThey")]
    [InlineData("rfp", "", "", "", "", "RfpFrom")]
    [InlineData("micro-purchase", "PO-1", "200", "100", "", "NotToExceed")]
    [InlineData("micro-purchase", "", "200", "", "", "OrderNumber")]
    [InlineData("micro-purchase", "PO-1", "-1", "", "", "Ordered")]
    [InlineData("micro-purchase", "", "", "", "1.234", "LicenseYearly")]
    public void Refuse_a_purchase_that_cannot_be(string way, string order, string ordered, string most, string license, string field) =>
        Assert.Contains(PurchaseRules.Fill(new(), new() { Way = way, OrderNumber = order, Ordered = ordered, NotToExceed = most, LicenseYearly = license, Years = "1" }), f => f.Field == field);

    [Fact]
    public void Take_an_order_up_to_what_it_may_not_exceed() =>
        Assert.Empty(PurchaseRules.Fill(new(), new() { Way = "micro-purchase", OrderNumber = "PO-1", Ordered = "100", NotToExceed = "100", Years = "1" }));
}
