using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>What came of asking a vendor.</summary>
internal abstract record AskVendorResult
{
    private AskVendorResult()
    {
    }

    /// <param name="Token">Shown once: the store has its hash alone.</param>
    public sealed record Asked(VendorLink Link, string Token) : AskVendorResult;

    public sealed record NoSuch : AskVendorResult;

    public sealed record Refused(Tool Tool, IReadOnlyList<AimFault> Faults) : AskVendorResult;
}

/// <summary>Asks a vendor by a link: for one tool, of chosen questions, for some days; and takes such a link back.</summary>
internal sealed class AskVendor(DistrictDb db, ReadVetting read, TimeProvider time)
{
    private const int TokenBytes = 32;

    public async Task<AskVendorResult> Run(Person by, ToolId id, AskVendorForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AskVendorResult.NoSuch();
        var reading = new FormReading();
        var addressee = reading.Line(form.Addressee, nameof(form.Addressee), VendorLink.LongestAddressee);
        var days = reading.Whole(form.Days, nameof(form.Days), VendorLink.LeastDays, VendorLink.MostDays);
        var open = Askable(await read.Of(db, tool, language, ct)).ToDictionary(q => q.Key, StringComparer.Ordinal);
        var keys = (form.Questions ?? []).Distinct().ToList();
        if (keys.Count == 0 || !keys.TrueForAll(open.ContainsKey)) reading.Refuse(nameof(form.Questions), keys.Count == 0 ? nameof(VettingWords.FaultQuestions) : nameof(AimWords.FaultChoice));
        if (!reading.IsGood) return new AskVendorResult.Refused(tool, reading.Faults);
        var token = SecretLinks.New(TokenBytes);
        var link = new VendorLink { Id = time.NewId<VendorLinkId>(), Tool = id, TokenHash = SecretLinks.HashOf(token), Addressee = addressee, CreatedBy = by.Id, CreatedAt = time.Now(), ExpiresAt = time.Now().AddDays(days!.Value) };
        db.Add(link);
        foreach (var key in keys) db.Add(new VendorAnswer { Link = link.Id, Pack = open[key].Pack.Id.Urn, Item = open[key].Item.Id });
        await db.Commit(new(by.Actor, "vetting.vendor-asked", new("tool", id.Value), new() { ["days"] = days, ["link"] = link.Id.ToString(), ["questions"] = new JsonArray([.. keys.Select(k => (JsonNode)k)]) }), ct);
        return new AskVendorResult.Asked(link, token);
    }

    /// <summary>From now on the link leads nowhere.</summary>
    public async Task<AimResult<Tool>> Revoke(Person by, ToolId id, VendorLinkId link, CancellationToken ct)
    {
        if (await db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool
            || await db.Set<VendorLink>().SingleOrDefaultAsync(l => l.Id == link && l.Tool == id && l.RevokedAt == null && l.SentAt == null, ct) is not { } open) return new AimResult<Tool>.NoSuch();
        open.RevokedAt = time.Now();
        await db.Commit(new(by.Actor, "vetting.link-revoked", new("tool", id.Value), new() { ["link"] = link.ToString() }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>What a vendor may be asked about a tool.</summary>
    public static IEnumerable<Question> Askable(ToolVetting vetting) => vetting.Areas.SelectMany(a => a.Lines).Select(l => l.Question).Where(q => q.IsForVendor);
}
