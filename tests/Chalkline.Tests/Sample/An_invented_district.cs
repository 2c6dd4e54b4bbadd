using Chalkline.Sample;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Sample;

public sealed class An_invented_district : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void has_every_class_in_one_arm_and_as_many_classes_an_arm_in_each_school()
    {
        var pilot = _folder.Read(new());
        var classes = pilot.Rows.Select(r => (School: r[1], Class: r[2], Arm: r[4])).Distinct().ToList();

        Assert.Equal(240, classes.Count);
        Assert.All(classes.GroupBy(c => (c.School, c.Arm)), g => Assert.Equal(5, g.Count()));
        Assert.Equal(12 * 4, classes.GroupBy(c => (c.School, c.Arm)).Count());
    }

    [Fact]
    public void has_every_school_in_one_arm_from_forty_schools_on()
    {
        var files = _folder.Write(new() { Students = 20_000 });
        var schools = Pilot.Read(files.Data).Rows.Select(r => (School: r[1], Arm: r[4])).Distinct().ToList();

        Assert.Equal(SampleAssignment.School, files.Assignment);
        Assert.Equal(40, schools.Count);
        Assert.All(schools.GroupBy(s => s.Arm), g => Assert.Equal(10, g.Count()));
        Assert.Equal(SampleAssignment.Class, _folder.Write(new() { Students = 19_500 }).Assignment);
    }

    [Fact]
    public void assigns_what_the_plan_says()
    {
        Assert.Equal(SampleAssignment.School, _folder.Write(new() { Assignment = SampleAssignment.School }).Assignment);
        Assert.Equal(SampleAssignment.Class, _folder.Write(new() { Students = 25_000, Assignment = SampleAssignment.Class }).Assignment);
    }

    [Fact]
    public void has_classes_of_one_grade_and_18_to_30_students()
    {
        var classes = _folder.Read(new()).Rows.GroupBy(r => r[2]).ToList();

        Assert.All(classes, c => Assert.InRange(c.Count(), 18, 30));
        Assert.True(classes.Select(c => c.Count()).Distinct().Count() > 8);
        Assert.All(classes, c => Assert.Single(c.Select(r => r[3]).Distinct()));
        Assert.Equal(["6", "7", "8", "9", "10", "11", "12"], classes.Select(c => c.First()[3]).Distinct().OrderBy(int.Parse));
    }

    [Fact]
    public void has_a_school_with_the_grades_of_both_kinds_so_that_grades_are_not_in_the_span_of_the_schools()
    {
        var grades = _folder.Read(new()).Rows.GroupBy(r => r[1]).Select(s => s.Select(r => r[3]).Distinct().Count());

        Assert.Equal([3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 7, 7], grades.Order());
    }

    [Fact]
    public void adds_up_for_any_number_of_students() =>
        Check.One(Fuzz.Of(300), Prop.ForAll(
            Gen.Choose(SamplePlan.FewestStudents, 60_000).ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (students, seed) =>
        {
            var shape = new DistrictShape(new() { Students = students, Seed = (ulong)seed });
            var next = 0L;
            for (var school = 0; school < shape.Schools; school++)
            {
                var (first, count) = shape.Roll(school);
                var sizes = shape.ClassSizes(count, SampleRandom.Stream(1, StreamPurpose.School, (ulong)school));
                if (first != next || sizes.Sum() != count || sizes.Any(s => s is < 18 or > 30))
                    return false;
                next += count;
            }
            return next == students && shape.ClassesPerSchool % 4 == 0;
        }));
}
