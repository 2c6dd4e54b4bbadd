using System.Text;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Measures;

/// <summary>The values of a file, read by the rules that forms are read by.</summary>
/// <param name="Unread">Columns that mean nothing here.</param>
internal sealed record ValueRows(IReadOnlyList<ValueFact> Facts, IReadOnlyList<SheetFault> Faults, IReadOnlyList<string> Unread)
{
    private static readonly (string Field, string[] Names)[] Known =
    [
        (nameof(ValueForm.Day), ["date", "day", "on", "fecha", "dia"]),
        (nameof(ValueForm.Amount), ["value", "amount", "result", "valor"]),
        (nameof(ValueForm.School), ["school", "schoolname", "ncesid", "escuela"]),
        (nameof(ValueForm.Group), ["group", "studentgroup", "subgroup", "grupo"]),
        (nameof(ValueForm.Students), ["students", "n", "numberofstudents", "estudiantes"]),
    ];

    /// <param name="schools">By folded name and by NCES id.</param>
    public static ValueRows Read(byte[] content, Measure measure, IReadOnlyDictionary<string, SchoolId> schools, DateOnly today)
    {
        var (rows, fault) = SheetFile.Read(content);
        if (fault is not null) return new([], [fault], []);
        var header = rows[0].Cells;
        var (places, faults, unread) = Places(header);
        if (faults.Count > 0) return new([], faults, unread);
        var facts = new List<ValueFact>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, cells) in rows.Skip(1))
        {
            var reading = new FormReading();
            var fact = Fact(reading, measure, cells, places, schools, today);
            foreach (var found in reading.Faults)
            {
                var place = places.TryGetValue(found.Field, out var at) ? at : -1;
                faults.Add(new(line, place < 0 ? null : header[place], Cell(cells, place), found.Word, found.Values));
            }
            if (!reading.IsGood) continue;
            // The same place, group and day twice: nobody could say which of them counts.
            if (!lines.TryAdd(fact.Cell.Key, line)) faults.Add(new(line, null, null, nameof(AimWords.FileTwice), lines[fact.Cell.Key]));
            facts.Add(fact);
        }
        return new(facts, faults, unread);
    }

    private static ValueFact Fact(FormReading reading, Measure measure, string[] cells, Dictionary<string, int> places, IReadOnlyDictionary<string, SchoolId> schools, DateOnly today)
    {
        string? Of(string field) => places.TryGetValue(field, out var place) ? Cell(cells, place) : null;

        SchoolId? school = null;
        if (Of(nameof(ValueForm.School)) is { Length: > 0 } named)
        {
            if (schools.TryGetValue(StoreConventions.Fold(named), out var known)) school = known;
            else if (StoreConventions.Fold(named) is not ("district" or "distrito")) reading.Refuse(nameof(ValueForm.School), nameof(AimWords.FileNoSuchSchool));
        }
        return MeasureRules.Value(reading, measure, school,
            new() { Day = Of(nameof(ValueForm.Day)), Amount = Of(nameof(ValueForm.Amount)), Group = Of(nameof(ValueForm.Group)), Students = Of(nameof(ValueForm.Students)) }, today);
    }

    private static string? Cell(string[] cells, int place) => place >= 0 && place < cells.Length ? cells[place] : null;

    private static (Dictionary<string, int> Places, List<SheetFault> Faults, List<string> Unread) Places(string[] header)
    {
        var (places, faults, unread) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<SheetFault>(), new List<string>());
        for (var i = 0; i < header.Length; i++)
        {
            var plain = Plain(header[i]);
            var field = Array.Find(Known, k => k.Names.Contains(plain)).Field;
            if (field is null) unread.Add(header[i]);
            else if (!places.TryAdd(field, i)) faults.Add(new(1, header[i], null, nameof(AimWords.FileColumnTwice), header[places[field]]));
        }
        foreach (var (field, names) in Known.Take(2))
            if (!places.ContainsKey(field)) faults.Add(new(1, null, null, nameof(AimWords.FileNoColumn), names[0], string.Join(", ", header.Take(20))));
        return (places, faults, unread);
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in StoreConventions.Fold(name))
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
        return plain.ToString();
    }
}
