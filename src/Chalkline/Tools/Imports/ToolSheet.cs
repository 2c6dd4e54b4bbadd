using System.Text;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Imports;

/// <summary>A line of a file of tools: what stands in its cells that have something in them.</summary>
/// <param name="Cells">By the field of the form that each fills.</param>
internal sealed record ToolLine(int Number, IReadOnlyDictionary<string, string> Cells)
{
    public string? Of(string field) => Cells.GetValueOrDefault(field);
}

/// <summary>A file of tools, its columns found.</summary>
/// <param name="Names">How the file names the column of each field.</param>
/// <param name="Unread">Columns that mean nothing here.</param>
internal sealed record ToolSheet(IReadOnlyList<ToolLine> Lines, IReadOnlyDictionary<string, string> Names, IReadOnlyList<SheetFault> Faults, IReadOnlyList<string> Unread)
{
    /// <summary>More than any district has, and few enough to be shown before they are taken in.</summary>
    public const int MostLines = 2000;

    /// <summary>Column names, letters and digits alone, in English and Spanish: as the register's own file has them, and as spreadsheets call them.</summary>
    private static readonly (string Field, string[] Names)[] Known =
    [
        (nameof(ToolForm.Name), ["tool", "name", "product", "productname", "toolname", "app", "application", "herramienta", "nombre", "producto"]),
        (nameof(ToolForm.Vendor), ["vendor", "maker", "company", "publisher", "provider", "proveedor", "empresa"]),
        (nameof(ToolForm.Purpose), ["purpose", "use", "whatfor", "description", "proposito", "uso", "descripcion"]),
        (nameof(ToolForm.Owner), ["owner", "owneremail", "responsable"]),
        (nameof(ToolForm.Backup), ["backup", "backupemail", "suplente"]),
        (nameof(ToolForm.Tier), ["tier", "risktier", "nivel", "nivelderiesgo"]),
        (nameof(ToolForm.TierWhy), ["tierwhy", "tierreason"]),
        (nameof(ToolForm.Grades), ["grades", "gradelevels", "grados"]),
        (nameof(ToolForm.Users), ["users", "usedby", "usuarios"]),
        (nameof(ToolForm.Schools), ["schools", "school", "escuelas"]),
        (nameof(ToolForm.UseCases), ["usecases", "usecase", "casosdeuso"]),
        (nameof(ToolForm.Students), ["students", "numberofstudents", "estudiantes"]),
        (nameof(ToolForm.Staff), ["staff", "numberofstaff", "personal"]),
        (nameof(ToolForm.Generative), ["generative", "generativeai", "generativa"]),
        (nameof(ToolForm.FreeVersion), ["freeversion", "free", "gratuita"]),
        (nameof(ToolForm.ServesPlans), ["servesplans", "plans"]),
        (nameof(ToolForm.Model), ["model", "aimodel", "modelo"]),
        (nameof(ToolForm.SubProcessors), ["subprocessors", "subencargados"]),
        (nameof(ToolForm.YearlyCost), ["yearlycost", "annualcost", "cost", "costoanual", "costo"]),
        (nameof(ToolForm.Funding), ["funding", "fundingsource", "fondos"]),
        (nameof(ToolForm.ContractEnd), ["contractend", "contractends", "enddate", "findecontrato"]),
        (nameof(ToolForm.NoticeBy), ["noticeby", "noticedate", "avisohasta"]),
        (nameof(ToolForm.SignIn), ["signin", "signon", "sso"]),
        (nameof(ToolForm.Rostering), ["rostering"]),
        (nameof(ToolForm.Enforcement), ["enforcement"]),
        (nameof(ToolForm.EnforcementProof), ["enforcementproof"]),
        (nameof(ToolForm.ReviewBy), ["reviewby", "reviewdate", "revisionhasta"]),
    ];

    public static ToolSheet Read(byte[] content)
    {
        var (rows, fault) = SheetFile.Read(content, Tool.LongestText);
        if (fault is not null) return Faulty(fault);
        if (rows.Count > MostLines + 1) return Faulty(new(0, null, null, nameof(AimWords.FileManyRows), MostLines));
        var header = rows[0].Cells;
        var (places, faults, unread) = Places(header);
        var names = places.ToDictionary(p => p.Key, p => header[p.Value], StringComparer.Ordinal);
        if (faults.Count > 0) return new([], names, faults, unread);
        var lines = rows.Skip(1).Select(row => new ToolLine(row.Line,
            places.Where(p => p.Value < row.Cells.Length && row.Cells[p.Value].Length > 0).ToDictionary(p => p.Key, p => Plain(row.Cells[p.Value]), StringComparer.Ordinal)));
        return new([.. lines], names, [], unread);
    }

    private static ToolSheet Faulty(SheetFault fault) => new([], new Dictionary<string, string>(StringComparer.Ordinal), [fault], []);

    /// <summary>The apostrophe that our own file puts before what a spreadsheet would take for a formula is no part of the text.</summary>
    private static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    private static (Dictionary<string, int> Places, List<SheetFault> Faults, List<string> Unread) Places(string[] header)
    {
        var (places, faults, unread) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<SheetFault>(), new List<string>());
        for (var i = 0; i < header.Length; i++)
        {
            var letters = Letters(header[i]);
            var field = Array.Find(Known, k => k.Names.Contains(letters)).Field;
            if (field is null) unread.Add(header[i]);
            else if (!places.TryAdd(field, i)) faults.Add(new(1, header[i], null, nameof(AimWords.FileColumnTwice), header[places[field]]));
        }
        foreach (var (field, names) in Known.Take(2))
            if (!places.ContainsKey(field)) faults.Add(new(1, null, null, nameof(AimWords.FileNoColumn), names[0], string.Join(", ", header.Take(20))));
        return (places, faults, unread);
    }

    private static string Letters(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in StoreConventions.Fold(name).Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
        return plain.ToString();
    }
}
