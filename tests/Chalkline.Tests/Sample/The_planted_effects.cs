using System.Globalization;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Sample;

/// <summary>200,000 students in 8,000 classes: the standard error of an unadjusted difference on the exam is about .012 SD.</summary>
public sealed class The_planted_effects : IClassFixture<The_planted_effects.LargeSample>
{
    private const double Tolerance = .035;
    private readonly LargeSample _sample;

    public The_planted_effects(LargeSample sample) => _sample = sample;

    [Theory]
    [InlineData("tutor", .20, .20, .45)]
    [InlineData("chatbot", -.22, .35, .70)]
    [InlineData("reader", .03, .05, .40)]
    public void are_there_in_simple_means(string arm, double exam, double practice, double engagement)
    {
        Assert.Equal(exam, Difference(arm, s => s.Exam), Tolerance);
        Assert.Equal(practice, Difference(arm, s => s.Practice), Tolerance);
        Assert.Equal(engagement, Difference(arm, s => s.Engagement), Tolerance);
    }

    [Fact]
    public void stand_on_scores_around_500_with_a_spread_of_100_and_a_correlation_of_70()
    {
        var both = _sample.Students.Where(s => s is { Arm: "control", Pretest: not null, Exam: not null }).ToList();
        var (x, y) = (both.Select(s => s.Pretest!.Value).ToList(), both.Select(s => s.Exam!.Value).ToList());
        var (mx, my) = (x.Average(), y.Average());

        Assert.InRange(mx, 490, 510);
        Assert.InRange(my, 490, 510);
        Assert.InRange(Spread(x), 95, 105);
        Assert.InRange(Spread(y), 95, 105);
        Assert.InRange(both.Average(s => (s.Pretest!.Value - mx) * (s.Exam!.Value - my)) / (Spread(x) * Spread(y)), .67, .73);
    }

    [Fact]
    public void come_with_an_intracluster_correlation_of_about_12_between_classes_of_a_school()
    {
        // One-way analysis of variance within schools, with the mean class size as n: good to a hundredth at this size.
        var scored = _sample.Students.Where(s => s is { Arm: "control", Exam: not null }).GroupBy(s => s.School)
            .Select(g => g.GroupBy(s => s.Class).Select(c => c.Select(s => s.Exam!.Value).ToList()).ToList()).ToList();
        var within = scored.SelectMany(g => g).Sum(c => c.Sum(e => Square(e - c.Average()))) / scored.Sum(g => g.Sum(c => c.Count - 1));
        var between = scored.Sum(g => { var m = g.SelectMany(c => c).Average(); return g.Sum(c => c.Count * Square(c.Average() - m)); }) / scored.Sum(g => g.Count - 1);
        var size = scored.SelectMany(g => g).Average(c => c.Count);
        var variance = (between - within) / size;

        // The grades of a school's classes add about .005.
        Assert.InRange(variance / (variance + within), .105, .145);
    }

    [Fact]
    public void are_not_confounded_with_who_is_missing()
    {
        var byArm = _sample.Students.GroupBy(s => s.Arm).Select(g => g.Average(s => s.Exam is null ? 1.0 : 0)).ToList();
        var missing = _sample.Students.Where(s => s.Exam is null && s.Pretest is not null).Average(s => s.Pretest!.Value);

        Assert.All(byArm, share => Assert.InRange(share, .038, .050));
        Assert.True(byArm.Max() - byArm.Min() < .003);
        Assert.InRange(missing, 440, 485);
        Assert.InRange(_sample.Students.Average(s => s.Pretest is null ? 1.0 : 0), .028, .032);
    }

    private double Difference(string arm, Func<Student, double?> outcome)
    {
        var treated = _sample.Students.Where(s => s.Arm == arm).Select(outcome).OfType<double>().ToList();
        var control = _sample.Students.Where(s => s.Arm == "control").Select(outcome).OfType<double>().ToList();
        return (treated.Average() - control.Average()) / Spread(control);
    }

    private static double Spread(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => Square(v - mean)));
    }

    private static double Square(double x) => x * x;

    public sealed record Student(string School, string Class, string Arm, double? Pretest, double? Practice, double? Exam, double? Engagement);

    public sealed class LargeSample : IDisposable
    {
        private readonly SampleFolder _folder = new();

        public LargeSample()
        {
            var files = _folder.Write(new() { Students = 200_000, Assignment = SampleAssignment.Class });
            Students = [.. File.ReadLines(files.Data).Skip(1).Select(line => line.Split(',')).Select(f =>
                new Student(f[1], f[2], f[4], Number(f[5]), Number(f[6]), Number(f[7]), Number(f[8])))];
        }

        public IReadOnlyList<Student> Students { get; }

        public void Dispose() => _folder.Dispose();

        private static double? Number(string field) => field.Length == 0 ? null : double.Parse(field, CultureInfo.InvariantCulture);
    }
}
