using Chalkline.Records;
using Chalkline.Records.Schools;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class A_school
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void Is_read_from_a_form()
    {
        var (facts, faults) = SchoolRules.Read(new()
        {
            Name = "  Juniper\tElementary ",
            NcesId = "080001200034",
            Grades = "K-5",
            Enrollment = "1,204",
            EnrollmentOn = "9/1/2026",
            Address = " 12 Elm St ",
        }, Today);
        Assert.Empty(faults);
        Assert.Equal(new("Juniper Elementary", "080001200034", GradeSet.Of("KG", "01", "02", "03", "04", "05"), 1204, new(2026, 9, 1), "12 Elm St"), facts);
    }

    [Fact]
    public void Has_its_students_counted_today_where_no_day_is_given() =>
        Assert.Equal(Today, SchoolRules.Read(new() { Name = "A", Grades = "K", Enrollment = "0" }, Today).Facts.EnrollmentOn);

    [Fact]
    public void Comes_back_with_every_fault_named()
    {
        var (_, faults) = SchoolRules.Read(new()
        {
            Name = " ",
            NcesId = "12345",
            Grades = "5-Jan",
            Enrollment = "-3",
            EnrollmentOn = "yesterday",
            Address = new('x', 301),
        }, Today);
        Assert.Equal(
            [nameof(RecordsWords.FaultNameMissing), nameof(RecordsWords.FaultNcesForm), nameof(RecordsWords.FaultGradesForm), nameof(RecordsWords.FaultEnrollmentForm),
                nameof(RecordsWords.FaultDay), nameof(RecordsWords.FaultAddressLong)],
            faults.Select(f => f.Word));
    }

    [Theory]
    [InlineData("100000")]
    [InlineData("12,34")]
    [InlineData("450.0")]
    [InlineData("=12")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public void Takes_no_other_number_of_students(string text) =>
        Assert.Equal([nameof(RecordsWords.FaultEnrollmentForm)], SchoolRules.Read(new() { Name = "A", Grades = "K", Enrollment = text }, Today).Faults.Select(f => f.Word));

    [Fact]
    public void Was_not_counted_tomorrow() =>
        Assert.Equal([nameof(RecordsWords.FaultEnrollmentLater)],
            SchoolRules.Read(new() { Name = "A", Grades = "K", Enrollment = "1", EnrollmentOn = "2026-11-25" }, Today).Faults.Select(f => f.Word));

    [Theory]
    [InlineData("Señora Ruiz Middle", "", "senora-ruiz-middle")]
    [InlineData("New", "", "new-2")]
    [InlineData("Import", "", "import-2")]
    [InlineData("P.S. 12 (North)", "p-s-12-north p-s-12-north-2", "p-s-12-north-3")]
    [InlineData("学校", "school", "school-2")]
    public void Has_a_place_of_its_own_in_addresses(string name, string taken, string slug) => Assert.Equal(slug, SchoolRules.Slug(name, taken.Split(' ').Contains));

    [Fact]
    public void Has_a_short_place_in_addresses() => Assert.InRange(SchoolRules.Slug(new('a', 200), s => s.Length < 55).Length, 1, SchoolRules.LongestSlug);

    [Fact]
    public void Is_open_until_the_day_on_which_it_closes()
    {
        var school = new School { Slug = "a", Name = "A", NameFolded = "a", ClosedOn = Today };
        Assert.True(school.IsOpenOn(Today.AddDays(-1)));
        Assert.False(school.IsOpenOn(Today));
    }
}
