using System.IO.Compression;
using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Measures;
using Chalkline.Tests.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class A_measure
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_its_trend_its_schools_and_nothing_of_few_students_to_who_may_not_see_them(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var (pine, oak, elm) = (await Pages_of_schools.Add(site, "Pine"), await Pages_of_schools.Add(site, "Oak"), await Pages_of_schools.Add(site, "Elm"));
        var id = await site.AddMeasure();
        await site.Enter(id, "2026-08-01", "20");
        await site.Enter(id, "2026-09-15", "17.25", students: "600");
        await site.Enter(id, "2026-09-15", "33.3", pine, "9");
        await site.Enter(id, "2026-09-15", "12.5", oak, "80");
        await site.Enter(id, "2026-09-15", "11.1", elm, "500");
        using var principal = await site.As(new HeldRole(Role.Principal, pine, null));
        var page = await principal.Page($"/measures/{id}?lang=en");
        Assert.Contains("From 20 % on August 1, 2026 to 17.25 % on September 15, 2026", page.QuerySelector("figcaption")!.TextContent);
        var table = page.QuerySelector("table caption#by-school-caption")!.ParentElement!.TextContent;
        Assert.Contains("fewer than 10 students", table);
        // Of Pine and the next smallest, nothing; of Elm, its value.
        Assert.DoesNotContain("33.3", page.Body!.TextContent);
        Assert.DoesNotContain("12.5", page.Body!.TextContent);
        Assert.Contains("11.1", table);
        using var csv = await principal.Get($"/measures/{id}/values.csv");
        Assert.DoesNotContain("33.3", await csv.Content.ReadAsStringAsync(Ct));
        using var lead = await site.As(Role.AiLead);
        Assert.Contains("33.3", (await lead.Page($"/measures/{id}")).Body!.TextContent);
        await site.Do(async (db, _) =>
        {
            Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), c => c.Contains("33.3", StringComparison.Ordinal));
            return true;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_a_value_within_its_range_and_its_past_alone(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var id = await site.AddMeasure(level: "district");
        using var office = await site.As(Role.Assessment);
        var path = $"/measures/{id}/value";
        foreach (var (day, amount, faults) in new[] { ("2026-10-05", "12.5", 0), ("2026-10-06", "12", 1), ("2026-10-05", "101", 1), ("10/5/26", "<b>", 2), ("", "1.23456", 2) })
        {
            using var response = await office.Submit(path, path, ("Day", day), ("Amount", amount));
            Assert.Equal(faults == 0 ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity, response.StatusCode);
            if (faults > 0) Assert.Equal(faults, (await Browser.Read(response)).QuerySelectorAll("#faults li").Length);
        }
        await site.Enter(id, "2026-10-05", "12.50");
        await site.Enter(id, "2026-10-05", "13");
        var values = await site.Do((db, _) => db.Set<MeasureValue>().ToListAsync(Ct));
        Assert.Equal(13, Assert.Single(values).Amount);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_retired_instead_of_deleted_and_its_goals_say_so(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var id = await site.AddMeasure();
        var goal = await site.AddGoal(await site.AddChallenge(), id);
        await site.Enter(id, "2026-09-15", "15");
        using var lead = await site.As(Role.AiLead);
        Assert.Contains("Ahead", (await lead.Page($"/goals/{goal}?lang=en")).QuerySelector(".pace")!.TextContent);
        using var retired = await lead.Submit($"/measures/{id}/retire", $"/measures/{id}/retire", ("Why", "The state counts otherwise now."));
        Assert.Equal(HttpStatusCode.Redirect, retired.StatusCode);
        var page = await lead.Page($"/goals/{goal}?lang=en");
        Assert.Contains("Cannot be said", page.QuerySelector(".pace")!.TextContent);
        Assert.Contains("The state counts otherwise now.", page.Body!.TextContent);
        Assert.IsType<EnterValueResult.Refused>(await site.Do((db, time) => EnterValue.Run(db, time, AimSite.Lead, id, new() { Day = "2026-09-20", Amount = "14" }, Ct)));
        using var resumed = await lead.Submit($"/measures/{id}", $"/measures/{id}/resume");
        Assert.Contains("Ahead", (await lead.Page($"/goals/{goal}?lang=en")).QuerySelector(".pace")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_values_from_a_file_once_somebody_has_seen_what_it_would_do(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await Pages_of_schools.Add(site, "Pine");
        var id = await site.AddMeasure();
        await site.Enter(id, "2026-08-01", "20");
        await site.Enter(id, "2026-09-01", "19");
        using var lead = await site.As(Role.AiLead);
        var text = "Date;School;Value;Students\n2026-08-01;;20;\n2026-09-01;;18.5;\n9/15/2026;pine;\"16.25\";120\n";
        using var uploaded = await lead.Upload($"/measures/{id}/import", $"/measures/{id}/import", "file", "values.csv", Encoding.UTF8.GetBytes(text));
        var path = uploaded.Headers.Location!.ToString()["/cedar-valley".Length..];
        var preview = await lead.Page(path + "?lang=en");
        Assert.Equal(["1 new values", "1 values are other than what the district has", "1 values are there already"], preview.QuerySelectorAll("main ul li").Select(l => l.TextContent));
        Assert.Equal(2, await site.Do((db, _) => db.Set<MeasureValue>().CountAsync(Ct)));
        // Somebody corrects a value in the meantime: what was agreed to is no longer what would be done.
        var agreed = lead.Fields(preview, path);
        await site.Enter(id, "2026-09-01", "18");
        using var outdated = await lead.Post(path, agreed);
        Assert.Equal(HttpStatusCode.Conflict, outdated.StatusCode);
        using var confirmed = await lead.Submit(path, path);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var amounts = await site.Do(async (db, _) => (await db.Set<MeasureValue>().ToListAsync(Ct)).OrderBy(v => v.Day).Select(v => v.Amount).ToList());
        Assert.Equal([20m, 18.5m, 16.25m], amounts);
        using var again = await lead.Post(path, lead.Fields(await lead.Page("/account"), "/account", ("agreed", "x")));
        Assert.Equal(3, await site.Do((db, _) => db.Set<MeasureValue>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_nothing_of_a_file_with_a_fault_and_names_each_by_its_line(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var id = await site.AddMeasure();
        using var lead = await site.As(Role.AiLead);
        const string text = "date,school,value\n2026-08-01,,20\n2026-08-02,Nowhere,<script>\n2026-08-01,,21\n2030-01-01,,5\n";
        using var response = await lead.Upload($"/measures/{id}/import?lang=en", $"/measures/{id}/import", "file", "values.csv", Encoding.UTF8.GetBytes(text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(["3", "3", "4", "5"], page.QuerySelectorAll("table tbody th").Select(t => t.TextContent.Trim()));
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Equal(0, await site.Do((db, _) => db.Set<MeasureValue>().CountAsync(Ct)));
    }

    [Fact]
    public void Reads_a_workbook_by_its_first_sheet()
    {
        var rows = Read(Workbook("<row r=\"1\"><c t=\"inlineStr\"><is><t>date</t></is></c><c t=\"inlineStr\"><is><t>value</t></is></c></row>"
            + "<row r=\"3\"><c t=\"inlineStr\"><is><t>2026-08-01</t></is></c><c><v>16.250000000000004</v></c></row>"));
        Assert.Empty(rows.Faults);
        var fact = Assert.Single(rows.Facts);
        Assert.Equal((new DateOnly(2026, 8, 1), 16.25m), (fact.Cell.Day, fact.Amount));
    }

    [Fact]
    public void Refuses_hostile_files_with_a_reason()
    {
        var bomb = Workbook("<row r=\"1\"><c t=\"inlineStr\"><is><t>" + new string('a', 40 << 20) + "</t></is></c></row>");
        Assert.True(bomb.Length < SheetFile.MostBytes);
        var many = new StringBuilder("date,value\n");
        for (var i = 0; i <= SheetFile.MostRows; i++) many.Append("2026-08-01,1\n");
        foreach (var (content, word) in new[]
        {
            (bomb, nameof(AimWords.FileTooLarge)), (new byte[SheetFile.MostBytes + 1], nameof(AimWords.FileTooLarge)), ([0x50, 0x4B, 3, 4, 9, 9], nameof(AimWords.FileNotWorkbook)),
            (Encoding.UTF8.GetBytes("date,value\n\"2026-08-01,1\n"), nameof(AimWords.FileQuote)), ([0xFF, 0xFE, 65, 0], nameof(AimWords.FileNotText)), ([.. "date,value\n"u8, 0xC3, 0x28], nameof(AimWords.FileNotText)),
            (Encoding.UTF8.GetBytes(many.ToString()), nameof(AimWords.FileManyRows)), ("date,value"u8.ToArray(), nameof(AimWords.FileEmpty)), ("a,b\n1,2"u8.ToArray(), nameof(AimWords.FileNoColumn)),
            (Encoding.UTF8.GetBytes("date,value\n" + new string(',', 100)), nameof(AimWords.FileManyColumns)), (Encoding.UTF8.GetBytes("date,value\n" + new string('9', 500) + ",1"), nameof(AimWords.FaultLong)),
        })
        {
            var rows = Read(content);
            Assert.Contains(rows.Faults, f => f.Word == word);
            Assert.Empty(rows.Facts);
        }
    }

    private static ValueRows Read(byte[] content) => ValueRows.Read(content, new Measure { Name = "A", NameFolded = "a", Unit = "%", Source = "x", Level = MeasureLevel.School },
        new Dictionary<string, SchoolId>(), new(2026, 10, 5));

    private static byte[] Workbook(string rows)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Part(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Part(archive, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(archive, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Part(archive, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part(archive, "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return bytes.ToArray();
    }

    private static void Part(ZipArchive archive, string name, string text)
    {
        using var part = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
