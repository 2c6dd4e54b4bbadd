using Microsoft.Playwright;

namespace Chalkline.Browser.Tests;

/// <summary>What people of a district do before all kinds of its pages are there: begin drafts, invite somebody, connect another program.</summary>
internal sealed class Preparations(Chromium chromium, string site)
{
    private const string Home = Demonstration.Home;

    /// <summary>Where each person begins: at the first page, at what a form asks for, at what is linked to only once there is much of it; visitors at what is known to everybody, or got in private.</summary>
    /// <returns>Paths with the name of the person; null: a visitor.</returns>
    public async Task<ILookup<string?, string>> Make()
    {
        var doors = new List<(string? Person, string Path)> { (null, Home + "/sign-in"), (null, Home + "/guidance"), (null, Home + "/say"), (null, "/") };
        doors.AddRange(Walk.Walkers.Where(w => w.Name is not null).Select(w => (w.Name, Home + "/")));
        await As("Ruth Albright", async admin =>
        {
            await admin.See(Home + "/web-hooks/add");
            await admin.Send("/web-hooks", ("name", "Student information (invented)"), ("address", "http://localhost:9/hooks"), ("events", "goal.*"));
            await admin.See(Home + "/sign-in-providers/add");
            await admin.Send("/sign-in-providers", ("name", "Directory of the county (invented)"), ("issuer", "https://login.example.org"), ("clientId", "chalkline"), ("secret", "an invented secret"));
            await admin.See(Home + "/people/invite");
            await admin.Send("/people/invite", ("name", "Lena Fischer (invented)"), ("email", "lena.fischer@cedar-valley.example"), ("role", "auditor"));
            doors.Add((null, new Uri(await admin.Page.Locator(".link code").InnerTextAsync()).AbsolutePath));
            doors.AddRange([("Ruth Albright", Home + "/search?q=policy"), ("Ruth Albright", Home + Walk.Parts)]);
            // Somebody who has left, and whose account can be erased or used again.
            await admin.See(Home + "/people");
            await admin.Leave(() => admin.Page.Locator("main tbody a", new() { HasText = "Noor Haddad" }).ClickAsync());
            await admin.Follow("/deactivate");
            await admin.Send("/deactivate");
        });
        await As("Ana Ruiz", async lead =>
        {
            await lead.See(Home + "/guidance");
            await lead.Send("/guidance/begin");
            await lead.See(Home + "/policies/new?template=equity");
            await lead.Send("/policies/new", ("Title", "Fair for all (invented)"));
            await lead.See(Home + "/briefing/packet/templates/new");
            await lead.Send("/briefing/packet/templates/new", ("Name", "For the finance committee (invented)"));
            doors.Add(("Ana Ruiz", Home + "/roadmap/set-up/preview?size=size-small&grades=grades-elementary&inUse=in-use-none&decides=decides-board&worries=worry-privacy&matters=matters-attendance&state=CO"));
            await lead.See(Home + "/goals");
            await lead.Follow("/goals/0");
            var files = lead.Page.Locator("form[action$='/files']");
            var record = (await files.GetAttributeAsync("action"))![..^"/files".Length];
            doors.AddRange(new[] { "/comments", "/files", "/history" }.Select(part => ((string?)"Ana Ruiz", record + part)));
            await files.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "minutes (invented).txt", MimeType = "text/plain", Buffer = "What was said."u8.ToArray() });
            await lead.Leave(() => files.Locator("button[type=submit]").ClickAsync());
            // Reports that nobody has read come before an incident that is being handled.
            await lead.See(Home + "/incidents?state=open");
            await lead.Follow("/incidents/0");
            doors.Add(("Ana Ruiz", lead.Path));
        });
        await As("Samuel Okafor", async superintendent =>
        {
            await superintendent.See(Home + "/delegation/new?from=delegation-small");
            await superintendent.Send("/delegation/new");
        });
        await using var family = await chromium.Open(site);
        await family.See(Home + "/say");
        await family.Send("/say", ("Category", "learning"), ("Title", "Homework in our language (invented)"), ("Text", "We cannot read what is asked for."));
        doors.Add((null, family.Path));
        await family.See(Home + "/ask-for-a-tool");
        await family.Send("/ask-for-a-tool", ("Name", "Pictures (invented)"), ("Purpose", "For a class on volcanoes."), ("Asker", "student"));
        doors.AddRange([(null, family.Path), (null, Home + "/ask-for-a-tool")]);
        await family.See(Home + "/report-a-problem");
        await family.Send("/report-a-problem", ("Tool", "Tutor A (invented)"), ("What", "It was rude."), ("Asker", "family"));
        doors.AddRange([(null, family.Path), (null, Home + "/report-a-problem")]);
        return doors.ToLookup(d => d.Person, d => d.Path);
    }

    private async Task As(string person, Func<Visit, Task> act)
    {
        await using var visit = await chromium.Open(site);
        await Demonstration.SignIn(visit, person);
        await act(visit);
    }
}
