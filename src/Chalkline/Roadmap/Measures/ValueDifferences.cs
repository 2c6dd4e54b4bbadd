using System.Security.Cryptography;
using System.Text;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>A value that a file has otherwise than the district has it.</summary>
public sealed record ValueChange(ValueFact Before, ValueFact After);

/// <summary>A file beside the values that there are.</summary>
internal sealed record ValueDifferences(IReadOnlyList<ValueFact> New, IReadOnlyList<ValueChange> Changed, int Unchanged, IReadOnlyList<SheetFault> Faults, IReadOnlyList<string> Unread)
{
    /// <param name="there">The measure's values, by the keys of their cells.</param>
    public static ValueDifferences Of(ValueRows rows, IReadOnlyDictionary<string, MeasureValue> there)
    {
        var (added, changed, unchanged) = (new List<ValueFact>(), new List<ValueChange>(), 0);
        foreach (var fact in rows.Facts)
        {
            if (!there.TryGetValue(fact.Cell.Key, out var value)) added.Add(fact);
            else if ((value.Amount, value.Students) == (fact.Amount, fact.Students)) unchanged++;
            else changed.Add(new(ValueFact.Of(value), fact));
        }
        return new(added, changed, unchanged, rows.Faults, rows.Unread);
    }

    /// <summary>What would be done, in 64 hexadecimal digits: whoever agrees agrees to this and nothing else.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var fact in New) text.Append(Language(fact));
        foreach (var change in Changed) text.Append(Language(change.Before)).Append(Language(change.After));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static async Task<ValueDifferences> Of(DistrictDb db, TimeProvider time, Measure measure, byte[] content, CancellationToken ct)
    {
        var there = await db.Set<MeasureValue>().Where(v => v.Measure == measure.Id).ToDictionaryAsync(v => v.Cell, StringComparer.Ordinal, ct);
        return Of(ValueRows.Read(content, measure, await Schools(db, ct), await DistrictDay.Today(db, time, ct)), there);
    }

    /// <summary>Schools as files name them.</summary>
    private static async Task<Dictionary<string, SchoolId>> Schools(DistrictDb db, CancellationToken ct)
    {
        var schools = await db.Set<School>().AsNoTracking().Select(s => new { s.Id, s.NameFolded, s.NcesId }).ToListAsync(ct);
        var known = schools.ToDictionary(s => s.NameFolded, s => s.Id, StringComparer.Ordinal);
        foreach (var school in schools)
            if (school.NcesId is { } nces) known.TryAdd(nces, school.Id);
        return known;
    }

    private static string Language(ValueFact fact) => string.Create(Design.Language.Numbers, $"{fact.Cell.Key}={fact.Amount:0.####}/{fact.Students}\n");
}
