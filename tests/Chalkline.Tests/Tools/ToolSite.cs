using System.Net;
using System.Text;
using Chalkline.Governance;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>Tools of a test, entered and moved by the pages that people use; and gates of the district's own that ask for what the register itself can answer.</summary>
internal static class ToolSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public const string Gates = """
        id: urn:chalkline:pack:local:gates
        kind: tool-gates
        version: 1.0.0
        locale: en
        title: Our gates
        description: Gates of a test.
        license: CC0-1.0
        source: { title: Invented, url: "https://example.org/gates", as_of: 2026-10-01 }
        items:
          - id: use
            title: May be used
            text: People may use it.
            to: approved-for-use
            from: [in-review]
            checks: [{ check: has-owner, why: "Somebody answers." }, { check: tier-set, why: "It sets the path." }, { check: serves-use-case, why: "For a goal." }]
          - id: begin
            title: Is in use
            text: It is used.
            to: in-use
            from: [approved-for-use]
            checks: [{ check: has-owner, why: "Somebody answers." }]
          - id: recorded
            title: May go on
            text: It was looked at.
            to: recorded-in-use
            from: [not-yet-reviewed, in-use]
            checks: [{ check: has-owner, why: "Somebody answers." }]
          - id: retire
            title: Goes
            text: It is switched off.
            to: retiring
            from: [in-use, approved-for-use, not-yet-reviewed]
            checks: [{ check: replacement-for-accommodation, why: "Nobody loses a help." }]
        translations:
          es:
            title: Nuestras puertas
            description: Puertas de una prueba.
            items:
              use: { title: Se puede usar, text: Se puede usar., checks: [{ why: Alguien responde. }, { why: Define el camino. }, { why: Para una meta. }] }
              begin: { title: En uso, text: Se usa., checks: [{ why: Alguien responde. }] }
              recorded: { title: Puede seguir, text: Se miró., checks: [{ why: Alguien responde. }] }
              retire: { title: Se retira, text: Se apaga., checks: [{ why: Nadie pierde una ayuda. }] }
        """;

    public static async Task UseOwnGates(this TestSite site)
    {
        using var administrator = await site.As(Role.SystemAdministrator);
        using var added = await administrator.Upload("/packs/upload", "/packs/upload", "file", "gates.yaml", Encoding.UTF8.GetBytes(Gates));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
    }

    /// <returns>The path of the tool.</returns>
    public static async Task<string> EnterTool(this Browser browser, string name = "Tutor A", params (string Name, string? Value)[] fields)
    {
        using var entered = await browser.Submit("/tools/new", "/tools/new", [("Name", name), ("Vendor", "Vendor A"), .. fields]);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return entered.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    public static async Task<HttpResponseMessage> Step(this Browser browser, string tool, string to, params (string Name, string? Value)[] fields) =>
        await browser.Submit($"{tool}/move?to={to}", $"{tool}/move", [("Why", "Because."), .. fields]);

    public static async Task<Tool> Tool(this TestSite site, string path)
    {
        var id = new ToolId(Guid.Parse(path[(path.LastIndexOf('/') + 1)..]));
        return await site.Do((db, _) => db.Set<Tool>().AsNoTracking().SingleAsync(t => t.Id == id, Ct));
    }

    public static async Task<string> EmailOf(this TestSite site, AccountId account) => (await site.Do((db, _) => db.Users.Where(a => a.Id == account).Select(a => a.Email).SingleAsync(Ct)))!;

    /// <summary>In use by somebody's yes, whatever led there: what comes after is tested.</summary>
    public static Task Decided(this TestSite site, string path) => site.Do(async (db, time) =>
    {
        var id = new ToolId(Guid.Parse(path[(path.LastIndexOf('/') + 1)..]));
        var tool = await db.Set<Tool>().SingleAsync(t => t.Id == id, Ct);
        (tool.Stage, tool.StageSince, tool.ReviewBy) = (ToolStage.InUse, time.Now(), new(2027, 6, 1));
        await db.Commit(new(Actor.System, "test.done", new("tool", id.Value), []), Ct);
        return true;
    });

    /// <summary>The superintendent may decide on the use of tools.</summary>
    public static Task AllowToolUse(this TestSite site) => site.Do(async (db, time) =>
    {
        var table = new DelegationTable { Id = time.NewId<DelegationTableId>(), Name = "Invented", AdoptedOn = new(2026, 9, 15), CreatedAt = time.Now() };
        table.Lines.Add(new() { Id = time.NewId<DelegationLineId>(), Delegation = table.Id, Place = 1, Body = DecidingBody.Superintendent });
        db.Add(table);
        await db.Commit(new(Actor.System, "test.done", new("test", Guid.Empty), []), Ct);
        return true;
    });

    /// <summary>The board's yes to the one matter that waits, as the clerk's vote would follow it.</summary>
    public static async Task BoardSaysYes(this TestSite site, string path)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var kind = scope.ServiceProvider.GetServices<IDecidable>().Single(k => k.Kind == "tool-move");
        var id = new ToolId(Guid.Parse(path[(path.LastIndexOf('/') + 1)..]));
        await site.Do(async (db, _) =>
        {
            var move = await db.Set<ToolMove>().AsNoTracking().Where(m => m.Tool == id).Select(m => m.Id).SingleAsync(Ct);
            await kind.Follow(db, move.Value, new(Guid.CreateVersion7(), true, new(2026, 10, 13), null, default), Ct);
            await db.Commit(new(Actor.System, "test.done", new("tool", id.Value), []), Ct);
            return true;
        });
    }
}
