using System.Globalization;
using FsCheck;

namespace Chalkline.Tests;

/// <summary>
/// How properties are tried: by default with one seed, so that a run says something of the change and not of the day; with
/// <c>CHALKLINE_FUZZ=N</c> with new seeds and N times as many cases, to look for what the fixed ones miss.
/// </summary>
internal static class Fuzz
{
    public static Config Of(int cases) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHALKLINE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0
            ? Config.QuickThrowOnFailure.WithMaxTest(cases * times)
            : Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(2026, 1125);
}
