using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chalkline.Platform;

/// <summary>A list as a workbook (XLSX) of one sheet. Every cell is text, so that no spreadsheet takes one for a formula and no number loses its zeros.</summary>
public static class WorkbookFile
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Characters that the name of a sheet may have (ECMA-376, part 1, 18.2.19).</summary>
    private const int LongestSheet = 31;

    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="rows">As many cells as the header has; null is an empty cell.</param>
    public static IResult Of(string name, string sheet, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        using var content = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new(new SheetData([Row(header), .. rows.Select(Row)]));
            workbook.Workbook = new(new Sheets(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = 1, Name = sheet[..Math.Min(sheet.Length, LongestSheet)] }));
        }
        return Results.File(content.ToArray(), Type, name + ".xlsx");
    }

    private static Row Row(IReadOnlyList<string?> cells) =>
        new(cells.Select(c => new Cell { DataType = CellValues.InlineString, InlineString = new(new Text(Plain(c ?? "")) { Space = SpaceProcessingModeValues.Preserve }) }));

    /// <summary>Without what XML cannot carry.</summary>
    private static string Plain(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
