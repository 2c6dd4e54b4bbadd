namespace Chalkline.Design;

/// <summary>
/// A linear scale of a chart: where a value lies between two ends, in the units of the drawing, and the round values that are marked.
/// </summary>
public sealed class Axis
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    private Axis(double low, double high, double step, double from, double to)
    {
        Low = low;
        High = high;
        Step = step;
        From = from;
        To = to;
    }

    public double Low { get; }
    public double High { get; }
    public double Step { get; }
    public double From { get; }
    public double To { get; }

    /// <summary>Decimals that tell neighbouring ticks apart.</summary>
    public int Decimals => Enumerable.Range(0, 12).First(d => Math.Abs(Math.Round(Step, d) - Step) < Step * 1e-9);

    /// <summary>An axis from <paramref name="from"/> to <paramref name="to"/> that holds every finite value and ends on round ones.</summary>
    /// <param name="ticks">About how many steps there should be.</param>
    public static Axis Over(IEnumerable<double> values, double from, double to, int ticks = 5)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = finite.Count == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (high - low < 1e-9)
            (low, high) = (low - 0.5, high + 0.5);
        var rough = (high - low) / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.First(s => s * power >= rough * (1 - 1e-9)) * power;
        return new(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step, from, to);
    }

    public double Place(double value) => From + (Math.Clamp(value, Low, High) - Low) / (High - Low) * (To - From);

    /// <summary>Round values from end to end; zero is exactly zero.</summary>
    public IEnumerable<double> Ticks()
    {
        var first = (long)Math.Round(Low / Step);
        var last = (long)Math.Round(High / Step);
        for (var i = first; i <= last; i++)
            yield return i * Step;
    }
}
