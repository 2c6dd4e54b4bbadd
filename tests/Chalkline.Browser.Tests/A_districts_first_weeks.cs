using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>
/// From an empty folder to a district with schools, people and packs, in real Chromium against the program as it is served; then its log is verified,
/// it is backed up, restored into the other database, and looks there as it did here.
/// </summary>
public sealed class A_districts_first_weeks(Chromium chromium)
{
    private const string Home = "/cedar-valley";
    private const string Administrator = "invented.admin@example.org", Password = "a long and invented password";

    private static readonly string[] Remembered = ["/people", "/schools", "/calendar", "/packs", "/audit-log", "/district"];

    [Fact]
    public Task Begin_on_SQLite_and_go_on_in_PostgreSQL() => Live(null, PostgreSqlServer.Shared.NewDatabase());

    [Fact]
    public Task Begin_in_PostgreSQL_and_go_on_on_SQLite() => Live(PostgreSqlServer.Shared.NewDatabase(), null);

    private async Task Live(string? first, string? second)
    {
        await using var site = new ServedSite(first);
        await site.Serve();
        Dictionary<string, string> seen;
        string backup;
        await using (var admin = await chromium.Open(site.Address))
        {
            await SetUp(admin, await site.SetupLink());
            await AddSchools(admin);
            await Staff(site, admin);
            await ChangeAPack(admin, site.Folder);
            seen = await See(admin);
        }
        await site.Stop();
        Assert.Contains("entries hold", await site.Run("log", "verify", "cedar-valley"));
        backup = System.IO.Path.Combine(site.Folder, "cedar-valley.zip");
        await site.Run("backup", "cedar-valley", "--out", backup);

        await using var elsewhere = new ServedSite(second);
        Assert.Contains("Restored cedar-valley", await elsewhere.Run("restore", backup));
        await elsewhere.Serve();
        await using var again = await chromium.Open(elsewhere.Address);
        await SignIn(again, Administrator);
        var there = await See(again);
        foreach (var (path, text) in seen.Where(p => p.Key != "/audit-log")) Assert.Equal(text, there[path]);
        Assert.Contains("entries hold", await elsewhere.Run("log", "verify", "cedar-valley"));
    }

    private static async Task SetUp(Visit admin, string link)
    {
        await admin.See(new Uri(link).AbsolutePath);
        var path = new Uri(link).AbsolutePath;
        // What is missing is named, and what was typed stays.
        await admin.Page.EvaluateAsync("document.querySelectorAll('[required]').forEach(f => f.required = false)");
        await admin.Send(path, ("DistrictName", "Cedar Valley (invented)"));
        Assert.True(await admin.Page.EvaluateAsync<bool>("document.activeElement?.closest('[role=alert]') != null"), "The faults have no focus.");
        await admin.Send(path, ("DistrictName", "Cedar Valley (invented)"), ("Address", "cedar-valley"), ("State", "CO"), ("Students", "6000"),
            ("TimeZone", "America/Denver"), ("Name", "Invented Administrator"), ("Email", Administrator), ("Password", Password), ("PasswordAgain", Password));
        Assert.Equal(Home + "/", admin.Path);
        // The link is used up.
        Assert.Equal(410, await admin.Go(path));
    }

    private static async Task AddSchools(Visit admin)
    {
        foreach (var (name, grades) in new[] { ("Pine Elementary", "K-5"), ("Oak Middle", "6-8") })
        {
            await admin.See(Home + "/schools/new");
            await admin.Send("/schools/new", ("Name", name), ("Grades", grades));
        }
        await admin.See(Home + "/schools");
        Assert.Contains("Pine Elementary", await admin.Says());
    }

    /// <summary>A principal is invited, takes a passkey, sees the own school alone; then her role is changed under her.</summary>
    private async Task Staff(ServedSite site, Visit admin)
    {
        var link = await Invite(admin, "Invented Principal", "invented.principal@example.org", "principal", "Pine Elementary");
        var person = Home + (await admin.Page.Locator("main a[href*='/people/']").Last.GetAttributeAsync("href"))![Home.Length..];
        await using var principal = await chromium.Open(site.Address);
        await principal.See(new Uri(link).AbsolutePath);
        await principal.Send(new Uri(link).AbsolutePath[Home.Length..], ("Password", Password), ("PasswordAgain", Password));
        await Passkeys.AddAuthenticator(principal.Page);
        await principal.See(Home + "/account");
        await principal.Page.Locator("#PasskeyName").FillAsync("Invented laptop");
        await Passkeys.Use(principal);
        Assert.Contains("Invented laptop", await principal.Says());
        await SignOut(principal);
        await SignInByPasskey(principal);

        await principal.See(Home + "/schools");
        Assert.Contains("Pine Elementary", await principal.Says());
        Assert.DoesNotContain("Oak Middle", await principal.Says());
        Assert.Equal(404, await principal.Go(Home + "/schools/oak-middle"));
        Assert.Equal(403, await principal.Go(Home + "/audit-log"));

        await admin.See(person);
        await admin.Follow("/take-away");
        await admin.Send("/take-away");
        // Her session ended with the role.
        await principal.See(Home + "/schools");
        Assert.Equal(Home + "/sign-in", principal.Path);
        await admin.See(person + "/give-role");
        await admin.Send("/give-role", ("role", "ai-lead"));
        await SignInByPasskey(principal);
        await principal.See(Home + "/schools/oak-middle");
    }

    private static async Task<string> Invite(Visit admin, string name, string email, string role, string school)
    {
        await admin.See(Home + "/people/invite");
        var id = await admin.Page.Locator("select[name=school] option", new() { HasText = school }).GetAttributeAsync("value");
        await admin.Send("/people/invite", ("name", name), ("email", email), ("role", role), ("school", id!));
        return await admin.Page.Locator(".link code").InnerTextAsync();
    }

    /// <summary>The district's own pack is added, upgraded after a preview, and the upgrade undone.</summary>
    private static async Task ChangeAPack(Visit admin, string folder)
    {
        foreach (var (version, names) in new[] { ("1.0.0", new[] { "Lunch number" }), ("1.1.0", ["Lunch number", "Locker number"]) })
        {
            var file = System.IO.Path.Combine(folder, $"codes-{version}.yaml");
            await File.WriteAllTextAsync(file, InventedPack.Of(version, names), TestContext.Current.CancellationToken);
            await admin.See(Home + "/packs/upload");
            await admin.Page.Locator("input[type=file]").SetInputFilesAsync(file);
            await admin.Send("/packs/upload");
        }
        var pack = Home + "/packs/local.our-codes";
        await admin.See(pack);
        Assert.DoesNotContain("Locker number", await admin.Says());
        await admin.Follow("/upgrade");
        Assert.Contains("Locker number", await admin.Says());
        await admin.Send("/upgrade");
        await admin.See(pack);
        Assert.Contains("Locker number", await admin.Says());
        await admin.Follow("/undo");
        await admin.Send("/undo");
        await admin.See(pack);
        Assert.DoesNotContain("Locker number", await admin.Says());
    }

    private static async Task SignIn(Visit visit, string email)
    {
        await visit.See(Home + "/sign-in");
        await visit.Send("/sign-in", ("Email", email), ("Password", Password));
        Assert.Equal(Home + "/", visit.Path);
    }

    private static async Task SignInByPasskey(Visit visit)
    {
        await visit.See(Home + "/sign-in");
        await Passkeys.Use(visit);
        Assert.Equal(Home + "/", visit.Path);
    }

    private static Task SignOut(Visit visit) =>
        visit.Leave(() => visit.Page.EvaluateAsync("document.querySelector(\"form[action$='/sign-out']\").requestSubmit()"));

    private static async Task<Dictionary<string, string>> See(Visit visit)
    {
        var seen = new Dictionary<string, string>();
        foreach (var path in Remembered)
        {
            await visit.See(Home + path);
            seen[path] = await visit.Says();
        }
        return seen;
    }
}
