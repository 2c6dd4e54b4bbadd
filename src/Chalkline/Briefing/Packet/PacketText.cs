using Chalkline.Design;

namespace Chalkline.Briefing.Packet;

/// <summary>Sentences about the board packet.</summary>
internal static class PacketText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(PacketWords.ResourceManager, language, key, values);
}
