using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Agreements_with_employees
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_kept_with_their_papers_and_read_by_the_whole_staff(Database database)
    {
        await using var site = await TestSite.On(database);
        using var superintendent = await site.As(Role.Superintendent);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        using (var faulty = await superintendent.Submit("/employees/agreements/new", "/employees/agreements/new", ("Title", ""), ("Association", ""), ("Text", " "), ("AgreedOn", "2026-03-01"), ("EndsOn", "2026-02-01")))
            Assert.Equal(4, (await Browser.Read(faulty)).QuerySelectorAll("#faults li").Length);
        string path;
        using (var added = await superintendent.Submit("/employees/agreements/new", "/employees/agreements/new", ("Title", "Memorandum on AI"), ("Association", "Teachers of the valley"), ("Text", "- Nobody is *evaluated* by it.\n\n<b>no</b>"), ("AgreedOn", "2026-03-01")))
            path = PolicySite.Within(added);
        using (var paper = await superintendent.Upload(path, $"/records/employee-agreement/{path[(path.LastIndexOf('/') + 1)..]}/files", "file", "signed.csv", "a,b\n1,2\n"u8.ToArray())) Assert.Equal(HttpStatusCode.Redirect, paper.StatusCode);
        var read = await teacher.Page(path);
        Assert.Equal("evaluated", read.QuerySelector(".written em")!.TextContent);
        Assert.Empty(read.QuerySelectorAll(".written b"));
        Assert.Contains("signed.csv", read.Body!.TextContent);
        Assert.Contains("Memorandum on AI", (await teacher.Page("/employees")).QuerySelector("table")!.TextContent);
        Assert.Contains("Memorandum on AI", (await teacher.Page("/search?q=memorandum")).QuerySelector("main")!.TextContent);
        using var refused = await teacher.Get(path + "/edit");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var late = superintendent.Fields(await superintendent.Page(path + "/edit"), path + "/edit", ("Text", "Typed late."));
        using (await superintendent.Submit(path + "/edit", path + "/edit", ("EndsOn", "2026-04-01")))
        using (var stale = await superintendent.Post(path + "/edit", late))
        {
            Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
            Assert.Contains("Typed late.", await stale.Content.ReadAsStringAsync(Ct));
        }
        Assert.Contains("Over", (await teacher.Page("/employees?lang=en")).QuerySelector("table")!.TextContent);
    }

    [Fact]
    public async Task Stand_beside_the_rule_on_figures_about_a_single_person()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.Contains("never shown to your principal", (await teacher.Page("/employees?lang=en")).Body!.TextContent);
        Assert.Contains("nunca se muestra a su directora", (await teacher.Page("/employees?lang=es")).Body!.TextContent);
        Assert.Contains("This list is no part of any evaluation", (await teacher.Page("/acknowledgements?lang=en")).Body!.TextContent);
    }
}
