using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Packs;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>A link as whoever has it sees it.</summary>
/// <param name="Questions">With what was saved of each; one that no pack in use has is not asked any more.</param>
public sealed record OpenLink(VendorLink Link, string Tool, IReadOnlyList<(Question Question, VendorAnswer Answer)> Questions);

/// <summary>What came of a vendor's form.</summary>
internal abstract record VendorAnswersResult
{
    private VendorAnswersResult()
    {
    }

    public sealed record Saved : VendorAnswersResult;

    public sealed record Sent : VendorAnswersResult;

    /// <summary>The link leads nowhere: forged, expired, taken back, or sent. Which of them is not said.</summary>
    public sealed record Closed : VendorAnswersResult;

    public sealed record Refused(OpenLink Link, IReadOnlyList<AimFault> Faults) : VendorAnswersResult;
}

/// <summary>Vendors' answers by a link: saved as often as they like until they are sent. The log says how many there were, and never what.</summary>
internal sealed class VendorAnswers(DistrictDb db, DistrictPacks packs, TimeProvider time)
{
    public Task<OpenLink?> Find(string token, CancellationToken ct) => Find(token, db.Set<VendorLink>().AsNoTracking(), db.Set<VendorAnswer>().AsNoTracking(), ct);

    private async Task<OpenLink?> Find(string token, IQueryable<VendorLink> links, IQueryable<VendorAnswer> of, CancellationToken ct)
    {
        var (hash, now) = (SecretLinks.HashOf(token), time.Now());
        if (await links.SingleOrDefaultAsync(l => l.TokenHash == hash, ct) is not { } link || !link.IsOpen(now)) return null;
        var answers = await of.Where(a => a.Link == link.Id).ToListAsync(ct);
        var tool = await db.Set<Tool>().Where(t => t.Id == link.Tool).Select(t => t.Name).SingleAsync(ct);
        var asked = (await packs.InUse(db, VettingCriteria.KindName, ct)).SelectMany(p => p.Items.Select(i => new Question(p, i)));
        return new(link, tool, [.. from question in asked join answer in answers on (question.Pack.Id.Urn, question.Item.Id) equals (answer.Pack, answer.Item) select (question, answer)]);
    }

    public async Task<VendorAnswersResult> Save(string token, IReadOnlyList<TypedVendorAnswer> typed, string? version, bool send, CancellationToken ct)
    {
        if (await Find(token, db.Set<VendorLink>(), db.Set<VendorAnswer>(), ct) is not { } open) return new VendorAnswersResult.Closed();
        var reading = new FormReading();
        var read = new List<(VendorAnswer Answer, VettingReply? Reply, string Text, string Address)>();
        foreach (var one in typed)
            if (open.Questions.FirstOrDefault(q => q.Question.Key == one.Key) is { Answer: { } answer }) read.Add((answer, Reply(one, reading), reading.Block(one.Text, TypedVendorAnswer.TextField + one.Key, VendorAnswer.LongestText, required: false),
                WebAddress.Read(reading, one.Address, TypedVendorAnswer.AddressField + one.Key, VendorAnswer.LongestLink)));
        if (send && open.Questions.All(q => (read.Find(r => r.Answer == q.Answer) is { Answer: not null } now ? now.Reply : q.Answer.Reply) is null)) reading.Refuse("", nameof(VettingWords.FaultNothing));
        if (!reading.IsGood) return new VendorAnswersResult.Refused(open, reading.Faults);
        foreach (var (answer, reply, text, address) in read) (answer.Reply, answer.Text, answer.Address) = (reply, text, address);
        if (send) open.Link.SentAt = time.Now();
        else db.Raise(open.Link);
        db.Expect(open.Link, FormReading.Version(version));
        await db.Commit(new(Actor.Visitor, send ? "vetting.vendor-sent" : "vetting.vendor-saved", new("tool", open.Link.Tool.Value),
            new() { ["answered"] = open.Questions.Count(q => q.Answer.Reply is not null), ["link"] = open.Link.Id.ToString() }), ct);
        return send ? new VendorAnswersResult.Sent() : new VendorAnswersResult.Saved();
    }

    /// <summary>What vendors sent about a tool, the last answer to each question.</summary>
    public static async Task<IReadOnlyDictionary<(string Pack, string Item), VendorAnswer>> Sent(DistrictDb db, ToolId tool, CancellationToken ct)
    {
        var sent = await (from link in db.Set<VendorLink>()
                          where link.Tool == tool && link.SentAt != null
                          join answer in db.Set<VendorAnswer>() on link.Id equals answer.Link
                          where answer.Reply != null
                          orderby link.SentAt descending
                          select answer).ToListAsync(ct);
        return sent.DistinctBy(a => (a.Pack, a.Item)).ToDictionary(a => (a.Pack, a.Item));
    }

    /// <summary>A vendor's answer as the note of a reviewer who takes it over.</summary>
    public static string AsNote(VendorAnswer answer, Language language)
    {
        var note = VettingText.Say(language, nameof(VettingWords.VendorSays), answer.Text) + (answer.Address.Length > 0 ? "\n" + answer.Address : "");
        return note.Length <= VettingAnswer.LongestNote ? note : note[..(VettingAnswer.LongestNote - 1)] + "…";
    }

    private static VettingReply? Reply(TypedVendorAnswer typed, FormReading reading)
    {
        if (string.IsNullOrEmpty(typed.Reply)) return null;
        var reply = Codes.Find<VettingReply>(typed.Reply);
        if (reply is null) reading.Refuse(TypedAnswer.ReplyField + typed.Key, nameof(VettingWords.FaultReply));
        return reply;
    }
}
