using Chalkline.Design;
using Chalkline.Platform.Web;

namespace Chalkline.Platform;

/// <summary>What stands around every chart.</summary>
public static class ChartText
{
    public static ChartWords Of(Language language)
    {
        return new(Say(nameof(FrameWords.ChartTable)), Say(nameof(FrameWords.ChartCsv)), Say(nameof(FrameWords.ChartEmpty)), Say(nameof(FrameWords.ChartLabel)),
            Say(nameof(FrameWords.ChartLow)), Say(nameof(FrameWords.ChartHigh)));

        string Say(string key) => Wording.Say(FrameWords.ResourceManager, language, key);
    }
}
