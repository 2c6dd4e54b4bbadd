using System.Text.Json.Nodes;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Measures;

/// <summary>What a measure and its values must be. Pure: the same rules read a form and a file.</summary>
internal static class MeasureRules
{
    public const int MostStudents = 9_999_999;

    /// <summary>What people say of a measure, read.</summary>
    public sealed record Facts(string Name, string Unit, MeasureDirection Direction, decimal? Least, decimal? Most, MeasureLevel Level, AimKind Domain, bool CountsStudents, string Source)
    {
        public static Facts Of(Measure m) => new(m.Name, m.Unit, m.Direction, m.Least, m.Most, m.Level, m.Domain, m.CountsStudents, m.Source);

        public void ApplyTo(Measure m)
        {
            (m.Name, m.NameFolded, m.Unit, m.Direction) = (Name, StoreConventions.Fold(Name), Unit, Direction);
            (m.Least, m.Most, m.Level, m.Domain, m.CountsStudents, m.Source) = (Least, Most, Level, Domain, CountsStudents, Source);
        }

        /// <summary>What differs from before, for the audit log.</summary>
        public JsonObject Since(Facts? before) => AuditEntry.Fields(
            ("name", before?.Name, Name), ("unit", before?.Unit, Unit), ("direction", before is null ? null : Codes.Of(before.Direction), Codes.Of(Direction)),
            ("least", before?.Least, Least), ("most", before?.Most, Most), ("level", before is null ? null : Codes.Of(before.Level), Codes.Of(Level)),
            ("domain", before is null ? null : Codes.Of(before.Domain), Codes.Of(Domain)), ("countsStudents", before?.CountsStudents, CountsStudents), ("source", before?.Source, Source));
    }

    public static (Facts Facts, List<AimFault> Faults) Read(MeasureForm form)
    {
        var reading = new FormReading();
        var facts = new Facts(
            reading.Line(form.Name, nameof(form.Name), Measure.LongestName),
            reading.Line(form.Unit, nameof(form.Unit), Measure.LongestUnit),
            reading.Choice<MeasureDirection>(form.Direction, nameof(form.Direction)),
            reading.Number(form.Least, nameof(form.Least), required: false),
            reading.Number(form.Most, nameof(form.Most), required: false),
            reading.Choice<MeasureLevel>(form.Level, nameof(form.Level)),
            reading.Choice<AimKind>(form.Domain, nameof(form.Domain)),
            form.CountsStudents is not null,
            reading.Block(form.Source, nameof(form.Source), Measure.LongestText));
        if (facts.Least >= facts.Most) reading.Refuse(nameof(form.Most), nameof(AimWords.FaultRange));
        return (facts, reading.Faults);
    }

    /// <summary>Reads one value; the cell's school is what the caller found.</summary>
    /// <param name="today">No value is of a day to come.</param>
    public static ValueFact Value(FormReading reading, Measure measure, SchoolId? school, ValueForm form, DateOnly today)
    {
        var group = reading.Line(form.Group, nameof(form.Group), Measure.LongestGroup, required: false);
        var day = reading.Day(form.Day, nameof(form.Day));
        if (day > today) reading.Refuse(nameof(form.Day), nameof(AimWords.FaultLater));
        var amount = reading.Number(form.Amount, nameof(form.Amount));
        if (amount < measure.Least || amount > measure.Most) reading.Refuse(nameof(form.Amount), nameof(AimWords.FaultOutOfRange), RangeOf(measure));
        var students = reading.Whole(form.Students, nameof(form.Students), 0, MostStudents, required: false);
        if (school is not null && measure.Level == MeasureLevel.District) reading.Refuse(nameof(form.School), nameof(AimWords.FaultDistrictOnly));
        // Of a measure that counts students, the value says how many they are.
        if (measure.CountsStudents && students is null && amount is >= 0 and <= MostStudents) students = (int)Math.Ceiling(amount.Value);
        return new(new(school, group, day ?? default), amount ?? 0, students);
    }

    /// <summary>"0 – 100 %".</summary>
    public static string RangeOf(Measure measure) => (measure.Least, measure.Most) switch
    {
        ({ } least, { } most) => $"{AimText.Number(least)} – {AimText.Number(most)} {measure.Unit}",
        ({ } least, null) => $"≥ {AimText.Number(least, measure.Unit)}",
        (null, { } most) => $"≤ {AimText.Number(most, measure.Unit)}",
        _ => "–",
    };
}
