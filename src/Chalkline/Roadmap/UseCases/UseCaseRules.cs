using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Records;

namespace Chalkline.Roadmap.UseCases;

/// <summary>Why a risk is proposed. Words: <c>RiskReason_…</c>.</summary>
public enum RiskReason
{
    /// <summary>Nobody is decided about, and no student's data is taken.</summary>
    NothingAboutStudents,
    DecidesAboutStudents,
    WorksWithStudents,
    StudentData,
    SensitiveData,

    /// <summary>Students under 13 use it themselves.</summary>
    YoungStudents,
}

/// <summary>The risk that a rule proposes, 1 to 5, with what it is made of.</summary>
public sealed record ProposedRisk(int Risk, IReadOnlyList<RiskReason> Reasons)
{
    /// <summary>Grades whose students are mostly under 13, the age of the Children's Online Privacy Protection Act.</summary>
    private static readonly string[] Young = ["IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07"];

    /// <summary>
    /// Begins at 1; decisions about students add 3, students who use it in class 1; student data add 1, sensitive data 2; students under 13 who use it themselves 1. At most 5.
    /// </summary>
    public static ProposedRisk Of(UseCasePurpose purpose, UseCaseData data, GradeSet grades, IReadOnlyCollection<UseCaseRole> roles)
    {
        var reasons = new List<RiskReason>();
        var risk = 1;
        void Add(bool applies, int by, RiskReason reason)
        {
            if (!applies) return;
            risk += by;
            reasons.Add(reason);
        }
        Add(purpose == UseCasePurpose.DecisionsAboutStudents, 3, RiskReason.DecidesAboutStudents);
        Add(purpose == UseCasePurpose.Instruction && roles.Contains(UseCaseRole.Students), 1, RiskReason.WorksWithStudents);
        Add(data == UseCaseData.StudentData, 1, RiskReason.StudentData);
        Add(data == UseCaseData.Sensitive, 2, RiskReason.SensitiveData);
        Add(roles.Contains(UseCaseRole.Students) && Young.Any(grades.Contains), 1, RiskReason.YoungStudents);
        return new(Math.Min(risk, UseCase.Scale), reasons.Count > 0 ? reasons : [RiskReason.NothingAboutStudents]);
    }
}

/// <summary>What a use case must be. Pure.</summary>
internal static class UseCaseRules
{
    /// <summary>What people say of a use case, read.</summary>
    public sealed record Facts(string Name, GoalId Goal, UseCaseLevel Level, UseCasePurpose Purpose, UseCaseData Data, string GradeCodes, string RoleCodes, string Summary, int Impact, string ImpactWhy,
        int Risk, string RiskWhy)
    {
        public static Facts Of(UseCase u) => new(u.Name, u.Goal, u.Level, u.Purpose, u.Data, u.GradeCodes, u.RoleCodes, u.Summary, u.Impact, u.ImpactWhy, u.Risk, u.RiskWhy);

        public void ApplyTo(UseCase u)
        {
            (u.Name, u.NameFolded, u.Goal, u.Level, u.Purpose, u.Data) = (Name, StoreConventions.Fold(Name), Goal, Level, Purpose, Data);
            (u.GradeCodes, u.RoleCodes, u.Summary) = (GradeCodes, RoleCodes, Summary);
            (u.Impact, u.ImpactWhy, u.Risk, u.RiskWhy) = (Impact, ImpactWhy, Risk, RiskWhy);
        }

        /// <summary>What differs from before, for the audit log.</summary>
        public JsonObject Since(Facts? before) => AuditEntry.Fields(
            ("name", before?.Name, Name), ("goal", before?.Goal.ToString(), Goal.ToString()), ("level", before is null ? null : Codes.Of(before.Level), Codes.Of(Level)),
            ("purpose", before is null ? null : Codes.Of(before.Purpose), Codes.Of(Purpose)), ("data", before is null ? null : Codes.Of(before.Data), Codes.Of(Data)),
            ("grades", before?.GradeCodes, GradeCodes), ("roles", before?.RoleCodes, RoleCodes), ("summary", before?.Summary, Summary),
            ("impact", before?.Impact, Impact), ("impactWhy", before?.ImpactWhy, ImpactWhy), ("risk", before?.Risk, Risk), ("riskWhy", before?.RiskWhy, RiskWhy));
    }

    public static (Facts Facts, List<AimFault> Faults) Read(UseCaseForm form)
    {
        var reading = new FormReading();
        if (!GradeSet.TryParse(form.Grades, out var grades)) reading.Refuse(nameof(form.Grades), nameof(AimWords.FaultGrades));
        var roles = Enum.GetValues<UseCaseRole>().Where(r => form.Roles?.Contains(Codes.Of(r)) ?? false).ToList();
        if (roles.Count == 0) reading.Refuse(nameof(form.Roles), nameof(AimWords.FaultNoRole));
        var facts = new Facts(
            reading.Line(form.Name, nameof(form.Name), UseCase.LongestName),
            reading.Id<GoalId>(form.Goal, nameof(form.Goal)) ?? default,
            reading.Choice<UseCaseLevel>(form.Level, nameof(form.Level)),
            reading.Choice<UseCasePurpose>(form.Purpose, nameof(form.Purpose)),
            reading.Choice<UseCaseData>(form.Data, nameof(form.Data)),
            grades.Codes,
            string.Join(' ', roles.Select(Codes.Of)),
            reading.Block(form.Summary, nameof(form.Summary), UseCase.LongestText),
            reading.Whole(form.Impact, nameof(form.Impact), 1, UseCase.Scale) ?? 0,
            reading.Block(form.ImpactWhy, nameof(form.ImpactWhy), UseCase.LongestWhy),
            reading.Whole(form.Risk, nameof(form.Risk), 1, UseCase.Scale) ?? 0,
            reading.Block(form.RiskWhy, nameof(form.RiskWhy), UseCase.LongestWhy));
        if (facts.Level == UseCaseLevel.Classroom && grades.IsEmpty && reading.IsGood) reading.Refuse(nameof(form.Grades), nameof(AimWords.FaultClassroomGrades));
        return (facts, reading.Faults);
    }
}
