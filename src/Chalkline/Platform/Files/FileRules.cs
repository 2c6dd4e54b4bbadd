using System.Globalization;
using System.Text;

namespace Chalkline.Platform.Files;

/// <summary>Rules of files.</summary>
internal static class FileRules
{
    public const long MostBytes = 25_000_000;
    private const int LongestName = 150;

    /// <summary>An expired file is not served from that moment on, whether or not its content was deleted yet.</summary>
    public static FileStanding StandingOf(AttachedFile file, DateTimeOffset now) =>
        file.RemovedAt is { } removed ? file.ExpiresAt <= removed ? FileStanding.Expired : FileStanding.Removed
            : file.ExpiresAt <= now ? FileStanding.Expired : FileStanding.Here;

    /// <summary>Who may delete a file: whoever may write at its record and uploaded it, or may manage all files.</summary>
    public static bool MayRemove(Person person, RecordPlace place, AccountId uploadedBy) =>
        place.MayWrite && uploadedBy == person.Id || person.May(PlatformRights.AttachmentsModerate);

    /// <summary>
    /// A name as it may be kept and offered for download: without the path that some browsers send along, without what is not seen (controls, marks that turn
    /// the direction of writing round so that exe.pdf reads otherwise), and not too long; null where nothing is left before its ending.
    /// </summary>
    public static string? CleanName(string? given)
    {
        var name = (given ?? "")[((given ?? "").LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate) && rune.Value is not ('<' or '>' or '"' or '|' or '?' or '*')) clean.Append(rune);
        }
        var text = clean.ToString().Trim().TrimEnd('.', ' ');
        var ending = Path.GetExtension(text);
        var stem = text[..^ending.Length].Trim(' ', '.');
        if (stem.Length == 0) return null;
        var room = LongestName - ending.Length;
        if (room < 1) return null;
        return (stem.Length > room ? stem[..(char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room)] : stem) + ending;
    }
}

/// <summary>Why a file is not taken. Words: <c>Fault…</c>.</summary>
internal sealed record FileFault(string Word, params object[] Values);
