using System.Net;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Governance;

/// <summary>Policies of a test, made on the pages that people use.</summary>
internal static class PolicySite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The clock of these tests: days can pass in one.</summary>
    public static DateOnly Today(TestSite site) => DistrictTime.Day(site.Stores.Time.Now(), "America/Denver");

    /// <summary>Begins a policy and gives its path.</summary>
    public static async Task<string> Begin(Browser lead, string template = "acceptable-use", string title = "")
    {
        using var response = await lead.Submit("/policies/new", "/policies/new", ("Template", template), ("Title", title));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return Within(response)[..^"/edit".Length];
    }

    public static async Task Write(Browser lead, string policy, string text, string? asksAgain = null)
    {
        using var response = await lead.Submit(policy + "/edit", policy + "/edit", ("Title", "Use of AI"), ("Text", text), ("AsksAgain", asksAgain));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>Takes a step that must come about.</summary>
    public static async Task Step(Browser who, string policy, int number, string step, params (string Name, string? Value)[] fields)
    {
        var path = $"{policy}/versions/{number}/{step}";
        using var response = await who.Submit(path, path, fields);
        Assert.True(response.StatusCode == HttpStatusCode.Redirect, $"{step}: {(int)response.StatusCode} {(await Browser.Read(response)).QuerySelector("#faults")?.TextContent}");
    }

    /// <summary>From draft to second reading, the first reading ten days ago.</summary>
    public static async Task ToSecondReading(TestSite site, Browser lead, string policy, int number)
    {
        var today = Today(site);
        await Step(lead, policy, number, "consult", ("Day", DayText.Field(today.AddDays(14))));
        await Step(lead, policy, number, "read-first", ("Day", DayText.Field(today.AddDays(-10))));
        await Step(lead, policy, number, "read-second", ("Day", DayText.Field(today.AddDays(-3))));
    }

    /// <summary>From draft into force, by the superintendent's decision.</summary>
    public static async Task IntoForce(TestSite site, Browser lead, string policy, int number = 1)
    {
        await ToSecondReading(site, lead, policy, number);
        await LeaveToTheSuperintendent(site);
        var asked = await Ask(lead, policy);
        using var superintendent = await site.As(Role.Superintendent);
        await superintendent.Declare();
        (await superintendent.Decides(asked)).Goes(asked);
        await Step(lead, policy, number, "publish");
    }

    /// <summary>Asks for the decision that adopts a policy.</summary>
    /// <returns>The path of the proposal.</returns>
    public static async Task<string> Ask(Browser who, string policy)
    {
        using var asked = await who.Submit("/decisions/new?about=policy:" + IdOf(policy), "/decisions/new", ("Background", "Because."));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return Within(asked);
    }

    /// <summary>A delegation table by which the superintendent adopts policies, where none is in force.</summary>
    public static Task<bool> LeaveToTheSuperintendent(TestSite site) => site.Do(async (db, time) =>
    {
        if (await ReadDelegation.InForce(db, Ct) is not null) return false;
        var table = new DelegationTable { Id = time.NewId<DelegationTableId>(), Name = "Invented", AdoptedOn = new(2026, 8, 1), CreatedAt = time.Now() };
        table.Lines.Add(new() { Id = time.NewId<DelegationLineId>(), Delegation = table.Id, Place = 1, Kind = DecisionKind.Policy, Body = DecidingBody.Superintendent });
        db.Add(table);
        await db.Commit(new(Actor.System, "test", new("test", Guid.Empty), []), Ct);
        return true;
    });

    public static PolicyId IdOf(string policy) => new(Guid.Parse(policy["/policies/".Length..]));

    public static string Within(HttpResponseMessage response) => response.Headers.Location!.ToString()["/cedar-valley".Length..];

    public static async Task<HttpStatusCode> Acknowledge(Browser who, string policy, params (string Name, string? Value)[] fields)
    {
        using var response = await who.Submit(policy + "/acknowledge", policy + "/acknowledge", [("Read", "on"), .. fields]);
        return response.StatusCode;
    }
}
