using System.Net.Mail;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Packs;

namespace Chalkline.Tools.Requests;

/// <summary>School days within which an answer is promised, by tier; as the packs of the district say.</summary>
/// <param name="ByTier">Empty: nothing is promised.</param>
public sealed record PromisedDays(IReadOnlyDictionary<RiskTier, int> ByTier)
{
    /// <summary>Those of the tier; before a tier is known, the most of all.</summary>
    public int? For(RiskTier? tier) => ByTier.Count == 0 ? null : tier is { } known && ByTier.TryGetValue(known, out var days) ? days : ByTier.Values.Max();

    /// <summary>The last day on which the answer is in time.</summary>
    public DateOnly? Day(DateOnly asked, RiskTier? tier, SchoolCalendar calendar) => For(tier) is { } days ? calendar.SchoolDaysAfter(asked, days) : null;
}

/// <summary>What a request must be, and what asks the same. Pure.</summary>
internal static class RequestRules
{
    /// <summary>What somebody asks for, read. The school is not yet known to exist.</summary>
    public sealed record Asked(string Name, string Maker, string Host, string Purpose, Asker Asker, string GradeCodes, SchoolId? School, string Contact);

    public static (Asked Asked, List<AimFault> Faults) Read(AskForm form)
    {
        var reading = new FormReading();
        if (!string.IsNullOrEmpty(form.Website)) reading.Refuse("", nameof(RequestWords.FaultProgram));
        if (!GradeSet.TryParse(form.Grades, out var grades)) reading.Refuse(nameof(form.Grades), nameof(AimWords.FaultGrades));
        var maker = reading.Line(form.Maker, nameof(form.Maker), ToolRequest.LongestMaker, required: false);
        var contact = reading.Line(form.Contact, nameof(form.Contact), ToolRequest.LongestContact, required: false);
        if (contact.Length > 0 && !IsAddress(contact)) reading.Refuse(nameof(form.Contact), nameof(RequestWords.FaultContact));
        return (new(
            reading.Line(form.Name, nameof(form.Name), ToolRequest.LongestName), maker, HostOf(maker),
            reading.Block(form.Purpose, nameof(form.Purpose), ToolRequest.LongestText),
            reading.Choice<Asker>(form.Asker, nameof(form.Asker)), grades.Codes,
            reading.Id<SchoolId>(form.School, nameof(form.School), required: false), contact), reading.Faults);
    }

    /// <summary>"https://www.Example.org/x" and "example.org" are the host example.org; a name is none.</summary>
    public static string HostOf(string maker)
    {
        var text = maker.Contains("://", StringComparison.Ordinal) ? maker : "https://" + maker;
        if (maker.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) return "";
        var host = uri.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return ToolPackCodes.IsDomain(host) ? host : "";
    }

    /// <summary>One address to write to, and nothing that a mail program would take for more.</summary>
    public static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text && text.Contains('.', StringComparison.Ordinal) && !text.Any(c => c is ',' or ';' or '?' or '&' or '<' or '>' or '"');

    /// <summary>Takes away what somebody wrote.</summary>
    public static void RemoveWords(ToolRequest request, DateTimeOffset now)
    {
        (request.Name, request.NameFolded, request.Maker, request.Host, request.Purpose, request.Contact) = ("", "", "", "", "", "");
        request.RemovedAt = now;
    }

    /// <summary>What can be done with it as it stands.</summary>
    public static IReadOnlyList<RequestAct> Acts(ToolRequest request) => request switch
    {
        { RemovedAt: not null } => [],
        { State: RequestState.Merged } => [RequestAct.Split, RequestAct.Remove],
        { Tool: not null } => [RequestAct.Answer, RequestAct.Decline, RequestAct.Merge, RequestAct.Tie, RequestAct.Remove],
        _ => [RequestAct.Tie, RequestAct.Enter, RequestAct.Merge, RequestAct.Answer, RequestAct.Decline, RequestAct.Remove],
    };
}
