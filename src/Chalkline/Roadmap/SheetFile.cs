using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;

namespace Chalkline.Roadmap;

/// <summary>A fault of a file, with its place.</summary>
/// <param name="Line">Of the file, from 1; 0 where it is about the file as a whole.</param>
/// <param name="Column">As the file names it.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Word">The name of the sentence that says what is expected.</param>
public sealed record SheetFault(int Line, string? Column, string? Value, string Word, params object[] Values);

/// <summary>The cells of a file that people fill in: delimited text in UTF-8, or the first sheet of a workbook (XLSX).</summary>
internal static class SheetFile
{
    public const int MostBytes = 1 << 20, MostRows = 10_000;
    private const int MostColumns = 60;

    /// <summary>Of a cell, where nobody says otherwise.</summary>
    public const int MostCharacters = 400;

    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>What a workbook may be once it is unpacked.</summary>
    private const long MostUnpacked = 32 << 20;

    /// <summary>The rows with their lines; or why there are none. The first is the header.</summary>
    /// <param name="longest">Characters of a cell.</param>
    public static (IReadOnlyList<(int Line, string[] Cells)> Rows, SheetFault? Fault) Read(byte[] content, int longest = MostCharacters)
    {
        if (content.Length > MostBytes) return ([], No(nameof(AimWords.FileTooLarge)));
        var isWorkbook = content is [(byte)'P', (byte)'K', 3, 4, ..];
        try
        {
            var rows = isWorkbook ? Workbook(content) : Text(content);
            if (rows.Count > MostRows + 1) return ([], No(nameof(AimWords.FileManyRows), MostRows));
            if (rows.Count < 2) return ([], No(nameof(AimWords.FileEmpty)));
            foreach (var (line, cells) in rows)
            {
                if (cells.Length > MostColumns) return ([], new(line, null, null, nameof(AimWords.FileManyColumns), MostColumns));
                if (Array.Find(cells, c => c.Length > longest) is { } cell) return ([], new(line, null, cell[..40], nameof(AimWords.FaultLong), longest));
            }
            return (rows, null);
        }
        catch (UnreadableException e)
        {
            return ([], No(e.Word));
        }
        catch (DecoderFallbackException)
        {
            return ([], No(nameof(AimWords.FileNotText)));
        }
        catch (Exception e) when (isWorkbook && e is not OutOfMemoryException)
        {
            // The reader of workbooks has no one exception for a file that is none: whatever it threw, the file cannot be read.
            return ([], No(nameof(AimWords.FileNotWorkbook)));
        }
    }

    private static SheetFault No(string word, params object[] values) => new(0, null, null, word, values);

    private static List<(int, string[])> Text(byte[] content)
    {
        if (content.AsSpan().Contains((byte)0)) throw new UnreadableException(nameof(AimWords.FileNotText));
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3) : content);
        var stray = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            IgnoreBlankLines = true,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => stray = true,
        };
        var rows = new List<(int, string[])>();
        using var parser = new CsvParser(new StringReader(text), configuration);
        while (rows.Count <= MostRows + 1 && parser.Read())
        {
            // A quote that is never closed would swallow the rest of the file.
            if (stray || parser.RawRecord.Count(c => c == '"') % 2 == 1) throw new UnreadableException(nameof(AimWords.FileQuote));
            rows.Add((parser.RawRow - parser.RawRecord.TrimEnd('\r', '\n').Count(c => c == '\n'), parser.Record!));
        }
        return rows;
    }

    private static string Delimiter(string text)
    {
        var header = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length).ToString();
        return Delimiters.MaxBy(d => header.Count(c => c == d[0]))!;
    }

    private static List<(int, string[])> Workbook(byte[] content)
    {
        Unpack(content);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(content));
        var rows = new List<(int, string[])>();
        for (var line = 1; rows.Count <= MostRows + 1 && reader.Read(); line++)
        {
            var cells = Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns + 1)).Select(i => CellText(reader.GetValue(i))).ToArray();
            // Rows that only have a format.
            if (cells.Any(c => c.Length > 0)) rows.Add((line, cells));
            else if (line > 10 * MostRows) break;
        }
        return rows;
    }

    /// <summary>Unpacks a workbook to nowhere: a small file may hold a very large one, whatever it says of itself.</summary>
    private static void Unpack(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content));
        var buffer = new byte[64 << 10];
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
                if ((total += read) > MostUnpacked) throw new UnreadableException(nameof(AimWords.FileTooLarge));
        }
    }

    private static string CellText(object? value) => value switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // Sums of a spreadsheet carry the dust of binary fractions.
        double number => Math.Round((decimal)Math.Clamp(number, -1e15, 1e15), 4).ToString("0.####", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()?.Trim() ?? "",
    };

    /// <summary>The file is none that can be read; its word says why.</summary>
    private sealed class UnreadableException(string word) : Exception
    {
        public string Word { get; } = word;
    }
}
