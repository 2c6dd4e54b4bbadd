using System.Globalization;
using System.Text;
using Chalkline.Simulation;

namespace Chalkline.Benchmarks;

/// <summary>Writes docs/calibration.md: how often each test is wrong, and what the criteria say, in simulated pilots.</summary>
internal static class CalibrationTable
{
    private const int Repetitions = 2500;
    private const ulong Seed = 20260301;

    private static readonly PilotDesign[] WithoutEffect =
        [new(8, 4), new(8, 3), new(12, 6), new(12, 3), new(20, 10), new(20, 4), new(40, 20), new(40, 8)];

    public static int Write()
    {
        var text = new StringBuilder();
        AddFalseClaims(text);
        AddRecommendations(text);
        var path = Path.Combine(Root(), "docs", "calibration.md");
        File.WriteAllText(path, text.ToString());
        Console.WriteLine($"Written: {path}");
        return 0;
    }

    private static void AddFalseClaims(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"""
            # Calibration: how often the figures are wrong

            A test at 5 % should claim an effect that is not there one time in twenty, also with eight classes. Whether it does is found by
            drawing pilots from a known truth, again and again. Nobody in them exists.

            Each pilot: classes of {PilotDesign.Smallest} to {PilotDesign.Largest} students, every size as likely (25 on average); intracluster correlation {PilotDesign.Icc:0.00}; a pretest that
            correlates {PilotDesign.Pretest:0.0} with the outcome, between and within classes alike, and is adjusted for; normal errors. {Repetitions:N0} pilots a line, seed {Seed}.

            ## Effects claimed where there is none

            Share of pilots with a two-sided p below .05. With {Repetitions:N0} pilots, a test that is exact shows .041 to .059 nineteen times in twenty.

            | classes with the tool | **CR2, Satterthwaite** (the default) | CR1S, t(J − 1) | students taken as independent (HC2) | permutation |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var design in WithoutEffect)
        {
            var claims = FalseClaims.In(design, Repetitions, Seed, permute: true);
            text.Append(CultureInfo.InvariantCulture,
                $"| {design} | **{Share(claims.Cr2)}** | {Share(claims.Cr1s)} | {Share(claims.IgnoringClasses)} | {Share(claims.Permutation!.Value)} |\n");
            Console.WriteLine($"no effect, {design}: done");
        }
        text.Append("""

            CR1S is what Stata, fixest and most dashboards print, J the number of classes. The permutation test can only give multiples of one
            over the number of assignments, so that its level is below 5 % where there are few: with 4 of 8 classes p is a multiple of 2/70.
            Where few classes have the tool, CR2's degrees of freedom err to the safe side.

            """);
    }

    private static void AddRecommendations(StringBuilder text)
    {
        text.Append("""

            ## What is recommended

            Half of the classes with the tool, one arm, `worthwhile: 0.10`, `harm: -0.10`, no extension planned. In percent of pilots.

            | classes | true effect, g | scale | stop | not settled |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var classes in (int[])[20, 40, 160])
        {
            foreach (var effect in (double[])[-0.1, 0, 0.1, 0.2])
            {
                var r = Recommended.In(new PilotDesign(classes, classes / 2, effect), Repetitions, Seed);
                text.Append(CultureInfo.InvariantCulture,
                    $"| {classes} | {effect.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−')} | {Percent(r.Scale)} | {Percent(r.Stop)} | {Percent(r.NotSettled)} |\n");
            }
            Console.WriteLine($"recommendations, {classes} classes: done");
        }
        text.Append("""

            With twenty classes, six to eight pilots in ten settle nothing, whatever the tool does.

            This page is written by `dotnet run -c Release --project bench/Chalkline.Benchmarks -- calibration`. A quick version runs with every
            test run (`Calibration_by_simulation` in `tests/Chalkline.Evidence.Tests`), on the same generator.

            """);
    }

    private static string Share(int count) => ((double)count / Repetitions).ToString(".000", CultureInfo.InvariantCulture);

    private static string Percent(int count) => (100.0 * count / Repetitions).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Chalkline.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("Run this within the source tree.");
    }
}
