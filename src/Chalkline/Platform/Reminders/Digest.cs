using System.Text;
using Chalkline.Design;
using Chalkline.Platform.Work;

namespace Chalkline.Platform.Reminders;

/// <summary>One thing that waits, as a mail has it.</summary>
/// <param name="When">Since when, and by when; empty where nobody set either.</param>
public sealed record DigestLine(string Title, string When, bool Late, string Link);

/// <summary>What waits for one person, in the person's language. Nothing about students is in it, because no title of work has any.</summary>
/// <param name="More">How many more there are than the lines.</param>
/// <param name="Work">The address of all of them.</param>
/// <param name="Settings">The address at which the person ends these mails.</param>
public sealed record Digest(Language Language, string Title, string Subject, IReadOnlyList<DigestLine> Lines, int More, string Work, string Settings);

/// <summary>Makes a digest of what waits.</summary>
internal static class DigestText
{
    /// <summary>So many lines; whoever has more finds them on the site.</summary>
    private const int Most = 40;

    /// <param name="site">The address of a page of the district.</param>
    public static Digest Of(Language language, string district, IReadOnlyList<WorkLine> waiting, DateOnly today, string zone, Func<string, string> site)
    {
        var late = waiting.Count(l => WorkRules.IsLate(l.Item, today));
        var title = ReminderText.Count(language, "Waiting", waiting.Count);
        return new(language, late == 0 ? title : $"{title} {ReminderText.Count(language, "Late", late)}", SendMail.OneLine($"{district}: {title}"),
            [.. waiting.Take(Most).Select(l => new DigestLine(SendMail.OneLine(l.Item.Title), When(language, l.Item, zone), WorkRules.IsLate(l.Item, today), site(l.Item.Path)))],
            Math.Max(0, waiting.Count - Most), site("/"), site(ReminderPages.OwnPath));
    }

    /// <summary>The same as plain text.</summary>
    public static string Plain(Digest digest)
    {
        var text = new StringBuilder(digest.Title).AppendLine().AppendLine();
        foreach (var line in digest.Lines)
        {
            text.Append("* ").AppendLine(line.Title);
            if (line.When.Length > 0) text.Append("  ").AppendLine(line.Late ? $"{Say(nameof(ReminderWords.LateMark))}: {line.When}" : line.When);
            text.Append("  ").AppendLine(line.Link).AppendLine();
        }
        if (digest.More > 0) text.AppendLine(ReminderText.Count(digest.Language, "More", digest.More));
        return text.Append(Say(nameof(ReminderWords.AllWork))).Append(": ").AppendLine(digest.Work).AppendLine()
            .AppendLine("-- ").AppendLine(Say(nameof(ReminderWords.WhyThisMail))).AppendLine(digest.Settings).ToString();

        string Say(string key) => ReminderText.Say(digest.Language, key);
    }

    private static string When(Language language, WorkItem item, string zone)
    {
        var parts = new List<string>();
        if (item.Since is { } since) parts.Add(ReminderText.Say(language, nameof(ReminderWords.Since), DayText.Of(language, DistrictTime.Day(since, zone))));
        if (item.Due is { } due) parts.Add(ReminderText.Say(language, nameof(ReminderWords.Due), DayText.Of(language, due)));
        return string.Join(" · ", parts);
    }
}

/// <summary>Sentences of reminders.</summary>
internal static class ReminderText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(ReminderWords.ResourceManager, language, key, values);

    /// <summary>A sentence with a count, which has a form of its own for one: the words KeyOne and KeyMany.</summary>
    public static string Count(Language language, string key, int count) => Say(language, key + (count == 1 ? "One" : "Many"), count.ToString("N0", Language.Numbers));

    /// <summary>"7:00 AM" in English, "7:00" in Spanish.</summary>
    public static string Hour(Language language, int hour) =>
        new TimeOnly(hour, 0).ToString(language == Language.Spanish ? "H:mm" : "h:mm tt", System.Globalization.CultureInfo.InvariantCulture);

    public static string Weekday(Language language, DayOfWeek day) => language.Culture.DateTimeFormat.GetDayName(day);

    /// <summary>"every Monday at 7:00 AM".</summary>
    public static string Plan(Language language, ReminderPlan plan) =>
        Say(language, "Plan" + plan.Frequency, Hour(language, plan.Hour), Weekday(language, plan.Weekday));

    /// <summary>Why mail did not go, with the server's number where it said one.</summary>
    public static string Fault(Language language, MailFault fault, int? reply) =>
        Say(language, "Fault" + fault) + (reply is { } number ? " " + Say(language, nameof(ReminderWords.Reply), number.ToString(Language.Numbers)) : "");
}
