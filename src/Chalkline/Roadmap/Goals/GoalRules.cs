using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Measures;

namespace Chalkline.Roadmap.Goals;

/// <summary>What a goal must be. Pure.</summary>
internal static class GoalRules
{
    /// <summary>What people say of a goal, read.</summary>
    public sealed record Facts(string Name, AimKind Kind, ChallengeId Challenge, MeasureId Measure, SchoolId? School, string Group, GoalLine Line, AccountId? Owner)
    {
        public static Facts Of(Goal g) => new(g.Name, g.Kind, g.Challenge, g.Measure, g.School, g.StudentGroup, g.Line, g.Owner);

        public void ApplyTo(Goal g)
        {
            (g.Name, g.NameFolded, g.Kind, g.Challenge, g.Measure) = (Name, StoreConventions.Fold(Name), Kind, Challenge, Measure);
            (g.School, g.StudentGroup, g.Owner) = (School, Group, Owner);
            (g.Baseline, g.BaselineDay, g.Target, g.TargetDay) = (Line.Baseline, Line.BaselineDay, Line.Target, Line.TargetDay);
        }

        /// <summary>What differs from before, for the audit log.</summary>
        public JsonObject Since(Facts? before) => AuditEntry.Fields(
            ("name", before?.Name, Name), ("kind", before is null ? null : Codes.Of(before.Kind), Codes.Of(Kind)),
            ("challenge", before?.Challenge.ToString(), Challenge.ToString()), ("measure", before?.Measure.ToString(), Measure.ToString()),
            ("school", before?.School?.ToString(), School?.ToString()), ("group", before?.Group, Group),
            ("baseline", before?.Line.Baseline, Line.Baseline), ("baselineDay", DayText.Field(before?.Line.BaselineDay), DayText.Field(Line.BaselineDay)),
            ("target", before?.Line.Target, Line.Target), ("targetDay", DayText.Field(before?.Line.TargetDay), DayText.Field(Line.TargetDay)),
            ("owner", before?.Owner?.ToString(), Owner?.ToString()));
    }

    /// <summary>What of other records a goal hangs on.</summary>
    /// <param name="Measure">Null: there is none with that id.</param>
    public sealed record Others(bool ChallengeIsThere, Measure? Measure, bool SchoolIsThere, bool OwnerIsThere);

    public static (Facts Facts, List<AimFault> Faults) Read(GoalForm form, DateOnly today)
    {
        var reading = new FormReading();
        var facts = new Facts(
            reading.Line(form.Name, nameof(form.Name), Goal.LongestName),
            reading.Choice<AimKind>(form.Kind, nameof(form.Kind)),
            reading.Id<ChallengeId>(form.Challenge, nameof(form.Challenge)) ?? default,
            reading.Id<MeasureId>(form.Measure, nameof(form.Measure)) ?? default,
            reading.Id<SchoolId>(form.School, nameof(form.School), required: false),
            reading.Line(form.Group, nameof(form.Group), Measure.LongestGroup, required: false),
            Line(reading, form, today),
            reading.Id<AccountId>(form.Owner, nameof(form.Owner), required: false));
        return (facts, reading.Faults);
    }

    /// <summary>Whether the goal fits its measure and the others.</summary>
    /// <param name="before">The goal as it stands; null for a new one.</param>
    public static List<AimFault> Fits(Facts facts, Facts? before, Others others)
    {
        var reading = new FormReading();
        if (!others.ChallengeIsThere) reading.Refuse(nameof(GoalForm.Challenge), nameof(AimWords.FaultChoice));
        if (!others.SchoolIsThere) reading.Refuse(nameof(GoalForm.School), nameof(AimWords.FaultChoice));
        if (!others.OwnerIsThere) reading.Refuse(nameof(GoalForm.Owner), nameof(AimWords.FaultChoice));
        if (others.Measure is not { } measure)
        {
            reading.Refuse(nameof(GoalForm.Measure), nameof(AimWords.FaultChoice));
            return reading.Faults;
        }
        // A goal that stands on a measure which was retired since can still be changed; none is put on one.
        if (measure.RetiredOn is not null && before?.Measure != measure.Id) reading.Refuse(nameof(GoalForm.Measure), nameof(AimWords.FaultGoalRetired));
        if (facts.School is not null && measure.Level == MeasureLevel.District) reading.Refuse(nameof(GoalForm.School), nameof(AimWords.FaultDistrictOnly));
        foreach (var (field, value) in new[] { (nameof(GoalForm.Baseline), facts.Line.Baseline), (nameof(GoalForm.Target), facts.Line.Target) })
            if (value < measure.Least || value > measure.Most) reading.Refuse(field, nameof(AimWords.FaultOutOfRange), MeasureRules.RangeOf(measure));
        if (!measure.IsBetter(facts.Line.Target, facts.Line.Baseline))
            reading.Refuse(nameof(GoalForm.Target), measure.Direction == MeasureDirection.More ? nameof(AimWords.FaultTargetMore) : nameof(AimWords.FaultTargetLess));
        return reading.Faults;
    }

    private static GoalLine Line(FormReading reading, GoalForm form, DateOnly today)
    {
        var baseline = string.IsNullOrWhiteSpace(form.Baseline) ? Missing() : reading.Number(form.Baseline, nameof(form.Baseline));
        var baselineDay = reading.Day(form.BaselineDay, nameof(form.BaselineDay));
        var target = reading.Number(form.Target, nameof(form.Target));
        var targetDay = reading.Day(form.TargetDay, nameof(form.TargetDay));
        if (baselineDay > today) reading.Refuse(nameof(form.BaselineDay), nameof(AimWords.FaultLater));
        if (targetDay <= baselineDay) reading.Refuse(nameof(form.TargetDay), nameof(AimWords.FaultTargetDay));
        return new(baseline ?? 0, baselineDay ?? default, target ?? 0, targetDay ?? default);

        decimal? Missing()
        {
            reading.Refuse(nameof(form.Baseline), nameof(AimWords.FaultNoBaseline));
            return null;
        }
    }
}
