using Chalkline.Evidence;

namespace Chalkline.Simulation;

/// <summary>How often each way of testing claims, at 5 % two-sided, an effect that is not there.</summary>
internal sealed record FalseClaims(PilotDesign Design, int Repetitions, int Cr2, int Cr1s, int IgnoringClasses, int? Permutation)
{
    /// <summary>Pilots without an effect; each from a seed of its own, so that any part of the work gives the same pilots.</summary>
    public static FalseClaims In(PilotDesign design, int repetitions, ulong seed, bool permute)
    {
        var claims = new int[4];
        Parallel.For(0, repetitions, repetition =>
        {
            var pilot = new SimulatedPilot(design, Pilots.Random(seed, design, repetition));
            Count(0, pilot.ByClass.Effect.P);
            Count(1, pilot.ByClass.Robustness.ConventionalP);
            Count(2, pilot.PIgnoringClasses());
            if (permute) Count(3, pilot.PByPermutation(seed));
        });
        return new FalseClaims(design, repetitions, claims[0], claims[1], claims[2], permute ? claims[3] : null);

        void Count(int test, double p)
        {
            if (p < 0.05) Interlocked.Increment(ref claims[test]);
        }
    }
}

/// <summary>How often one arm's criteria say each thing of pilots with a given true effect.</summary>
internal sealed record Recommended(PilotDesign Design, int Repetitions, int Scale, int Stop, int NotSettled)
{
    /// <summary>Worthwhile and harm at ±.10, no extension planned.</summary>
    public static readonly Criteria Criteria = new() { Worthwhile = 0.1, Harm = -0.1 };

    public static Recommended In(PilotDesign design, int repetitions, ulong seed)
    {
        var verdicts = new int[Enum.GetValues<Verdict>().Length];
        Parallel.For(0, repetitions, repetition =>
        {
            var verdict = new SimulatedPilot(design, Pilots.Random(seed, design, repetition)).Recommendation(Criteria);
            Interlocked.Increment(ref verdicts[(int)verdict]);
        });
        return new Recommended(design, repetitions, verdicts[(int)Verdict.Scale], verdicts[(int)Verdict.Stop], verdicts[(int)Verdict.NotSettled]);
    }
}

internal static class Pilots
{
    public static SeededRandom Random(ulong seed, PilotDesign design, int repetition)
    {
        var mixed = new SeededRandom(seed + 1_000_003UL * (ulong)design.Classes + 1009UL * (ulong)design.Treated + ((ulong)repetition << 32));
        return new SeededRandom(mixed.Bits());
    }
}
