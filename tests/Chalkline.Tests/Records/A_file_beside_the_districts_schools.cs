using System.Text;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Imports;
using Chalkline.Records.Schools;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class A_file_beside_the_districts_schools
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static School School(string name, string? nces = null, int? students = null) =>
        new SchoolFacts(name, nces, GradeSet.Of("KG"), students, students is null ? null : new(2026, 9, 1), "1 Elm").NewSchool(new(Guid.CreateVersion7()), StoreConventions.Fold(name), default);

    private static SchoolDifferences Compare(string text, params School[] schools) => SchoolDifferences.Of(SchoolFile.Read(Encoding.UTF8.GetBytes(text)), schools, Today);

    [Fact]
    public void Says_which_are_new_changed_unchanged_and_left_alone()
    {
        var found = Compare("name,grades,students\nPine,K,400\nOak,K,20\nElm,6-8,\n", School("Pine", students: 300), School("Oak", students: 20), School("Fir"));
        Assert.Empty(found.Faults);
        Assert.Equal("Elm", Assert.Single(found.New).Name);
        var change = Assert.Single(found.Changed);
        Assert.Equal((300, new DateOnly(2026, 9, 1), 400, Today), (change.Before.Enrollment, change.Before.EnrollmentOn, change.After.Enrollment, change.After.EnrollmentOn));
        Assert.Equal("1 Elm", change.After.Address);
        Assert.Equal("Oak", Assert.Single(found.Unchanged).Name);
        Assert.Equal("Fir", Assert.Single(found.NotInFile).Name);
    }

    [Fact]
    public void Knows_a_school_by_its_NCES_id_before_its_name()
    {
        var change = Assert.Single(Compare("name,nces\nPine Hill,080001200034\n", School("Pine", "080001200034")).Changed);
        Assert.Equal(("Pine", "Pine Hill"), (change.Before.Name, change.After.Name));
        Assert.Equal("080001200034", Assert.Single(Compare("name,nces\npine,080001200034\n", School("Pine")).Changed).After.NcesId);
    }

    [Fact]
    public void Is_refused_where_it_would_make_two_schools_one()
    {
        Assert.Equal(nameof(RecordsWords.FaultNameTaken),
            Assert.Single(Compare("name,nces\nOak,080001200034\n", School("Pine", "080001200034"), School("Oak")).Faults).Word);
        Assert.Equal(nameof(RecordsWords.FileOtherNces), Assert.Single(Compare("name,nces\nPine,080001200099\n", School("Pine", "080001200034")).Faults).Word);
        Assert.Equal(nameof(RecordsWords.FaultGradesMissing), Assert.Single(Compare("name\nElm\n").Faults).Word);
    }

    [Fact]
    public void Has_another_fingerprint_once_a_school_of_it_was_changed()
    {
        var school = School("Pine");
        var before = Compare("name,students\nPine,5\n", school).Fingerprint();
        Assert.Equal(before, Compare("name,students\nPine,5\n", school).Fingerprint());
        school.Version++;
        Assert.NotEqual(before, Compare("name,students\nPine,5\n", school).Fingerprint());
    }
}
