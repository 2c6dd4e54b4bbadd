using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.OpenRecords;

/// <summary>All open records of a district in one zip: JSON for programs, and a page that a browser opens.</summary>
internal static class OpenRecordsFile
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/decisions/open-records.zip", Send).Requires(DecisionRights.OpenRecords);

    private static async Task<IResult> Send(HttpContext http, DistrictDb db, IEnumerable<IOpenRecords> sources, CancellationToken ct)
    {
        var file = new MemoryStream();
        await Write(file, db, sources, Pages.LanguageOf(http), ct);
        file.Position = 0;
        return Results.File(file, "application/zip", "open-records.zip");
    }

    public static async Task Write(Stream to, DistrictDb db, IEnumerable<IOpenRecords> sources, Language language, CancellationToken ct)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var title = DecisionText.Say(language, nameof(DecisionWords.OpenRecordsTitle));
        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head><meta charset=\"utf-8\"><title>{Safe(title)}</title></head>\n<body>\n<main>\n<h1>{Safe(title)}</h1>\n");
        foreach (var source in sources.OrderBy(s => s.Folder, StringComparer.Ordinal))
        {
            page.Append("<h2>").Append(Safe(source.Says(language))).Append("</h2>\n");
            await foreach (var record in source.Read(db, language, ct))
            {
                var path = $"{source.Folder}/{record.Name}.json";
                await using (var entry = zip.CreateEntry(path).Open()) await entry.WriteAsync(Encoding.UTF8.GetBytes(FrozenContent.Of(record.Content).Text), ct);
                page.Append("<article>\n<h3>").Append(Safe(record.Title)).Append("</h3>\n<dl>\n");
                foreach (var (what, text) in record.Facts) page.Append("<dt>").Append(Safe(what)).Append("</dt><dd>").Append(Safe(text).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</dd>\n");
                page.Append("</dl>\n<p><a href=\"").Append(path).Append("\">").Append(path).Append("</a></p>\n</article>\n");
            }
        }
        await using var index = zip.CreateEntry("index.html").Open();
        await index.WriteAsync(Encoding.UTF8.GetBytes(page.Append("</main>\n</body>\n</html>\n").ToString()), ct);
    }

    // Line breaks stay, to be shown as such.
    private static string Safe(string text) => string.Join('\n', text.Split('\n').Select(HtmlEncoder.Default.Encode));
}

/// <summary>Every decision with its vote: by office, not by name.</summary>
internal sealed class OpenDecisions : IOpenRecords
{
    public string Folder => "decisions";

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.Title));

    public async IAsyncEnumerable<OpenRecord> Read(DistrictDb db, Language language, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rows = from decision in db.Set<Decision>().AsNoTracking()
                   join proposal in db.Set<Proposal>() on decision.Proposal equals proposal.Id
                   orderby decision.At, decision.Id
                   select new { Decision = decision, Proposal = proposal, Vote = db.Set<BoardVote>().FirstOrDefault(v => v.Id == decision.Vote), Signed = db.Set<Countersignature>().Any(s => s.Decision == decision.Id) };
        foreach (var row in await rows.ToListAsync(ct)) yield return Of(language, row.Proposal, row.Decision, row.Vote, row.Signed);
    }

    private static OpenRecord Of(Language language, Proposal proposal, Decision decision, BoardVote? vote, bool signed)
    {
        string Say(string key, params object[] values) => DecisionText.Say(language, key, values);
        var content = new JsonObject
        {
            ["amount"] = proposal.Amount,
            ["approved"] = decision.Approved,
            ["background"] = proposal.Background,
            ["body"] = Codes.Of(decision.Body),
            ["countersigned"] = decision.NeedsCountersignature ? signed : null,
            ["decided_on"] = DayText.Field(decision.DecidedOn),
            ["fiscal_effect"] = proposal.FiscalEffect,
            ["id"] = decision.Id.ToString(),
            ["kind"] = Codes.Of(proposal.Kind),
            ["motion"] = proposal.Motion,
            ["reason"] = decision.Reason,
            ["sha256"] = decision.Sha256,
            ["supersedes"] = decision.Supersedes?.ToString(),
            ["tier"] = Codes.Of(proposal.Tier),
            ["title"] = proposal.Title,
            ["vote"] = vote is null ? null : new JsonObject { ["absent"] = vote.Absent, ["abstained"] = vote.Abstained, ["against"] = vote.VotesAgainst, ["for"] = vote.VotesFor, ["moved_by"] = vote.MovedBy, ["seconded_by"] = vote.SecondedBy, ["seats"] = vote.Seats },
        };
        var facts = new List<(string, string)>
        {
            (Say(nameof(DecisionWords.Standing)), $"{Say(decision.Approved ? nameof(DecisionWords.DecidedYes) : nameof(DecisionWords.DecidedNo))}, {DayText.Of(language, decision.DecidedOn)}"),
            (Say(nameof(DecisionWords.Who)), DecisionText.Of(language, decision.Body)), (Say(nameof(DecisionWords.Amount)), DecisionText.Money(proposal.Amount)), (Say(nameof(DecisionWords.Background)), proposal.Background),
            (Say(nameof(DecisionWords.FiscalEffect)), proposal.FiscalEffect), (Say(nameof(DecisionWords.Motion)), proposal.Motion), (Say(nameof(DecisionWords.Reason)), decision.Reason),
        };
        return new(decision.Id.ToString(), proposal.Title, content, [.. facts.Where(f => f.Item2.Length > 0)]);
    }
}
