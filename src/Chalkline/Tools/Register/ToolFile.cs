using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>The register as a file, in the columns that it can be taken in from again.</summary>
internal static class ToolFile
{
    /// <summary>The names of the columns, in order: the same in every language, because programs read them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["tool", "vendor", "purpose", "owner", "backup", "tier", "tier_why", "grades", "users", "schools", "use_cases", "students", "staff", "generative", "free_version", "serves_plans", "model", "sub_processors", "yearly_cost",
            "funding", "contract_end", "notice_by", "sign_in", "rostering", "enforcement", "enforcement_proof", "review_by", "stage", "status"];

    /// <param name="rows">In the order of the list.</param>
    public static IResult Csv(DistrictDb db, IReadOnlyList<ToolRow> rows, Language language, DateOnly today, CancellationToken ct) => CsvFile.Of("ai-tools", Columns, Cells(db, rows, language, today, ct));

    /// <inheritdoc cref="Csv"/>
    public static async Task<IResult> Workbook(DistrictDb db, IReadOnlyList<ToolRow> rows, Language language, DateOnly today, CancellationToken ct) =>
        WorkbookFile.Of("ai-tools", ToolText.Say(language, nameof(ToolWords.Title)), Columns, await Cells(db, rows, language, today, ct).ToListAsync(ct));

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Cells(DistrictDb db, IReadOnlyList<ToolRow> rows, Language language, DateOnly today, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var people = rows.SelectMany(r => new[] { r.Tool.Owner, r.Tool.Backup }).OfType<AccountId>().Distinct().ToList();
        var emails = await db.Users.AsNoTracking().Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Email, ct);
        var ids = rows.Select(r => r.Tool.Id).ToList();
        var schools = (await (from there in db.Set<ToolSchool>().AsNoTracking() where ids.Contains(there.Tool) join school in db.Set<Records.School>() on there.School equals school.Id orderby school.NameFolded select new { there.Tool, school.Name })
            .ToListAsync(ct)).ToLookup(s => s.Tool, s => s.Name);
        var cases = (await (from serves in db.Set<ToolUseCase>().AsNoTracking() where ids.Contains(serves.Tool) join named in RoadmapUseCases.Named(db) on serves.UseCase equals named.Id orderby named.NameFolded select new { serves.Tool, named.Name })
            .ToListAsync(ct)).ToLookup(c => c.Tool, c => c.Name);
        foreach (var row in await ReadTools.Stand(db, rows, today, ct))
        {
            var tool = row.Tool;
            string? Email(AccountId? account) => account is { } id ? emails.GetValueOrDefault(id) : null;
            static string? Number<T>(T? number) where T : struct, IFormattable => number?.ToString(null, Language.Numbers);
            static string Yes(bool holds) => holds ? "yes" : "no";
            yield return
            [
                tool.Name, row.Vendor, tool.Purpose, Email(tool.Owner), Email(tool.Backup), tool.Tier is { } tier ? Codes.Of(tier) : null, tool.TierWhy, tool.Grades.Label, tool.UserCodes, string.Join("; ", schools[tool.Id]), string.Join("; ", cases[tool.Id]),
                Number(tool.Students), Number(tool.Staff), Yes(tool.Generative), Yes(tool.FreeVersion), Yes(tool.ServesPlans), tool.Model, tool.SubProcessors, Number(tool.YearlyCost), tool.Funding,
                DayText.Field(tool.ContractEnd), DayText.Field(tool.NoticeBy), Codes.Of(tool.SignIn), Codes.Of(tool.Rostering), Codes.Of(tool.Enforcement), tool.EnforcementProof, DayText.Field(tool.ReviewBy),
                Codes.Of(tool.Stage), ToolText.Of(language, row.Standing.Status),
            ];
        }
    }
}
