using System.Net;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>Agreements of a test, written and signed by the pages that people use. Its day is October 5, 2026.</summary>
internal static class AgreementSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Guid IdOf(string path) => Guid.Parse(path.Split('/')[2]);

    /// <returns>The path of the draft; with its tool, but no element.</returns>
    public static async Task<string> Draft(this Browser browser, string tool, params (string Name, string? Value)[] fields)
    {
        (string, string?)[] all = [("Name", "Student data"), ("Kind", "ndpa"), ("Basis", "school-official"), ("Purposes", "Teaching"), ("Disposal", "Deleted"), ("FirstDay", "2026-09-01"), ("LastDay", "2027-06-30")];
        var begun = $"/agreements/new?tool={IdOf(tool)}";
        var page = await browser.Page(begun);
        var form = browser.Fields(page, "/agreements/new", [.. all.Where(a => fields.All(f => f.Name != a.Item1)), .. fields]);
        using var drafted = await browser.Post("/agreements/new", form);
        Assert.Equal(HttpStatusCode.Redirect, drafted.StatusCode);
        return drafted.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    public static async Task Allow(this Browser browser, string agreement, params string[] elements) =>
        (await browser.Submit(agreement + "/elements", agreement + "/elements", [("Purpose", "To teach"), .. elements.Select(e => ("Elements", (string?)e))])).Goes(agreement);

    public static Task<HttpResponseMessage> Sign(this Browser browser, string agreement, string signer, string day = "2026-09-20") =>
        browser.Submit(agreement + "/sign", agreement + "/sign", ("Day", day), ("SignedFor", signer), ("VendorSigner", "Head of sales"));

    /// <returns>The path of a signed agreement that covers the tool and allows the elements.</returns>
    public static async Task<string> Agree(this TestSite site, Browser lead, string tool, string[] elements, params (string Name, string? Value)[] fields)
    {
        var agreement = await lead.Draft(tool, fields);
        await lead.Allow(agreement, elements);
        (await lead.Sign(agreement, await site.EmailOf(lead.Account!.Value))).Goes(agreement);
        return agreement;
    }

    public static async Task Takes(this Browser browser, string tool, string source, params string[] elements) =>
        (await browser.Submit(tool + "/data/new", tool + "/data/new", [("Source", source), ("Purpose", "To work"), .. elements.Select(e => ("Elements", (string?)e))])).Goes(tool + "/data");

    public static Task<Agreement> Agreement(this TestSite site, string path)
    {
        var id = new AgreementId(IdOf(path));
        return site.Do((db, _) => db.Set<Agreement>().AsNoTracking().SingleAsync(a => a.Id == id, Ct));
    }

    /// <summary>What a check of gates answers for a tool today.</summary>
    public static async Task<CheckResult> Check(this TestSite site, string check, string tool)
    {
        var kind = site.App.Services.GetServices<IToolCheck>().Single(c => c.Name == check);
        return (await site.Do(async (db, time) => await kind.Evaluate(new(db, Language.English, time.Now(), await DistrictDay.Today(db, time, Ct)), [new(IdOf(tool))], Ct)))[0];
    }
}
