using System.Globalization;
using System.Text;

namespace Chalkline.Platform.Feeds;

/// <summary>A whole day, or some in a row.</summary>
/// <param name="Uid">The same whenever it is written: a calendar program changes what it has, and does not add it again.</param>
/// <param name="Link">Absolute.</param>
internal sealed record IcsEvent(string Uid, string Summary, DateOnly First, DateOnly Last, string Link);

/// <summary>A calendar as RFC 5545 has it: lines of 75 octets at most, text escaped, days as days.</summary>
internal static class IcsFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const int LineOctets = 75;

    /// <param name="now">In UTC; when the file was made.</param>
    public static string Write(string name, string language, DateTimeOffset now, IEnumerable<IcsEvent> events)
    {
        var file = new StringBuilder();
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", $"PRODID:-//Chalkline//Calendar//{language.ToUpperInvariant()}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "NAME:" + Text(name), "X-WR-CALNAME:" + Text(name), "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"]) Line(file, line);
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var one in events)
        {
            // DTEND is the first day after.
            foreach (var line in (string[])["BEGIN:VEVENT", "UID:" + Text(one.Uid), "DTSTAMP:" + stamp, "DTSTART;VALUE=DATE:" + Day(one.First), "DTEND;VALUE=DATE:" + Day(one.Last.AddDays(1)),
                "SUMMARY:" + Text(one.Summary), "URL:" + one.Link, "TRANSP:TRANSPARENT", "END:VEVENT"]) Line(file, line);
        }
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    /// <summary>A value of type TEXT (3.3.11): what would end it or the line is escaped, other controls are left out.</summary>
    internal static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c)) escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>Folds (3.1): what goes on on the next line begins with a space there; no character is cut in two.</summary>
    internal static void Line(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
