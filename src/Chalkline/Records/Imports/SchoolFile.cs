using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Chalkline.Records.Imports;

/// <summary>A fault of a file, with its place.</summary>
/// <param name="Line">Of the file, from 1; 0 where it is about the file as a whole.</param>
/// <param name="Column">As the file names it.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Word">The name of the sentence, in <see cref="RecordsWords"/>, that says what is expected.</param>
public sealed record FileFault(int Line, string? Column, string? Value, string Word, params object[] Values);

/// <summary>A school as a file has it. What the file has no column for, or leaves blank, is null and stays as it is.</summary>
internal sealed record SchoolRow(int Line, string Name, string? NcesId, GradeSet? Grades, int? Enrollment, DateOnly? EnrollmentOn, string? Address);

/// <summary>
/// A file of schools, read as a whole: delimited text of at most 1 MiB, UTF-8 with or without a byte order mark; comma, semicolon or tab, found from the header.
/// </summary>
/// <param name="Unread">Columns that mean nothing here.</param>
internal sealed record SchoolFile(IReadOnlyList<SchoolRow> Rows, IReadOnlyList<FileFault> Faults, IReadOnlyList<string> Unread)
{
    public const int MostBytes = 1 << 20;

    public static SchoolFile Read(byte[] content)
    {
        var (text, fault) = TextOf(content);
        if (fault is not null) return new([], [fault], []);
        var (records, faults) = Records(text);
        if (records.Count == 0) return new([], [.. faults, .. faults.Count == 0 ? [new FileFault(0, null, null, nameof(RecordsWords.FileEmpty))] : Array.Empty<FileFault>()], []);
        var (places, headerFaults, unread) = SchoolFileColumns.Find(records[0].Cells);
        faults.AddRange(headerFaults);
        var rows = new List<SchoolRow>();
        if (headerFaults.Count == 0)
        {
            var reader = new SchoolRowReader(records[0].Cells, places, faults);
            foreach (var (line, cells) in records.Skip(1))
                if (reader.Read(line, cells) is { } row) rows.Add(row);
            if (rows.Count == 0 && faults.Count == 0) faults.Add(new(0, null, null, nameof(RecordsWords.FileEmpty)));
            Twice(rows, faults);
        }
        return new(rows, [.. faults.OrderBy(f => f.Line)], unread);
    }

    /// <summary>The file's text; or why it is none.</summary>
    private static (string Text, FileFault? Fault) TextOf(byte[] content)
    {
        static (string, FileFault?) No(string word, params object[] values) => ("", new FileFault(0, null, null, word, values));

        if (content.Length > MostBytes) return No(nameof(RecordsWords.FileTooLarge));
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return No(nameof(RecordsWords.FileUtf16));
        if (content is [(byte)'P', (byte)'K', 3, 4, ..]) return No(nameof(RecordsWords.FileWorkbook));
        if (content.AsSpan().Contains((byte)0)) return No(nameof(RecordsWords.FileBinary));
        var bytes = content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3) : content;
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), null);
        }
        catch (DecoderFallbackException e)
        {
            return No(nameof(RecordsWords.FileNotUtf8), 1 + bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n'));
        }
    }

    private static (List<(int Line, string[] Cells)> Records, List<FileFault> Faults) Records(string text)
    {
        var records = new List<(int, string[])>();
        var faults = new List<FileFault>();
        var stray = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text).ToString(),
            IgnoreBlankLines = true,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => stray = true,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        while (parser.Read())
        {
            stray = false;
            var cells = parser.Record!;
            var line = parser.RawRow - LinesWithin(parser.RawRecord, configuration.Delimiter[0]);
            if (stray) faults.Add(new(line, null, null, nameof(RecordsWords.FileQuote)));
            else records.Add((line, cells));
        }
        // Quotes come in pairs; of a last one that stays open the parser says nothing.
        if (faults.Count == 0 && OpenQuote(text) is { } open) faults.Add(new(open, null, null, nameof(RecordsWords.FileQuote)));
        return (records, faults);
    }

    /// <summary>Line breaks inside a record: those at its end as well, where a quoted cell is never closed and so has them.</summary>
    private static int LinesWithin(string record, char delimiter)
    {
        var quote = record.LastIndexOf('"');
        var open = record.Count(c => c == '"') % 2 == 1 && (quote == 0 || record[quote - 1] == delimiter || record[quote - 1] == '\n');
        return (open ? record : record.TrimEnd('\r', '\n')).Count(c => c == '\n');
    }

    /// <summary>The line of a quote that is never closed.</summary>
    private static int? OpenQuote(string text)
    {
        int? open = null;
        var line = 1;
        foreach (var c in text)
        {
            if (c == '"') open = open is null ? line : null;
            if (c == '\n') line++;
        }
        return open;
    }

    /// <summary>The one that the first line has most of, outside quotes.</summary>
    private static char Delimiter(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var c in text.TrimStart())
        {
            if (c == '"') quoted = !quoted;
            if (c == '\n' && !quoted) break;
            if (!quoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }
        return counts.MaxBy(c => c.Value).Key;
    }

    /// <summary>The same school on two lines: nobody could say which of them counts.</summary>
    private static void Twice(List<SchoolRow> rows, List<FileFault> faults)
    {
        var (names, ids) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var folded = Platform.StoreConventions.Fold(row.Name);
            if (!names.TryAdd(folded, row.Line)) faults.Add(new(row.Line, null, row.Name, nameof(RecordsWords.FileNameTwice), names[folded]));
            if (row.NcesId is { } id && !ids.TryAdd(id, row.Line)) faults.Add(new(row.Line, null, id, nameof(RecordsWords.FileNcesTwice), ids[id]));
        }
    }
}
