using Chalkline.Platform;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Lookup;

/// <summary>What somebody is told who asks whether a tool may be used. Words: <c>UseAnswer_…</c>.</summary>
public enum UseAnswer
{
    Yes,
    YesUnderConditions,

    /// <summary>In the classes of the pilot alone.</summary>
    InPilotAlone,

    /// <summary>Who uses it already may go on; nobody new begins.</summary>
    NotNew,

    /// <summary>Not by people like these.</summary>
    NotForRole,
    NotForGrade,
    No,
}

/// <summary>What may be typed into a tool. Words: <c>DataAdvice_…</c>.</summary>
public enum DataAdvice
{
    /// <summary>Nothing that tells who a student is.</summary>
    NoStudentData,

    /// <summary>What the agreement lists, and no more.</summary>
    AsAgreed,
}

/// <summary>Whether a tool may be used, by whom, in which grade. Pure.</summary>
public static class LookupRules
{
    /// <param name="grade">A code of the Common Education Data Standards; null: no grade in particular.</param>
    public static UseAnswer Answer(Tool tool, ToolStanding standing, ToolUser role, string? grade)
    {
        if (!standing.MayGoOn) return UseAnswer.No;
        // Nobody said for whom it is: then it is for nobody new.
        if (tool.Users.Count > 0 && !tool.Users.Contains(role)) return UseAnswer.NotForRole;
        if (role == ToolUser.Students && grade is not null && !tool.Grades.IsEmpty && !tool.Grades.Contains(grade)) return UseAnswer.NotForGrade;
        if (tool.Users.Count == 0 || role == ToolUser.Students && tool.Grades.IsEmpty) return UseAnswer.NotNew;
        return standing.Status switch
        {
            ToolStatus.Approved => UseAnswer.Yes,
            ToolStatus.ApprovedWithConditions => UseAnswer.YesUnderConditions,
            ToolStatus.PilotOnly => UseAnswer.InPilotAlone,
            _ => UseAnswer.NotNew,
        };
    }

    /// <summary>Student data goes in only where that was decided on, and then only into the version that was signed for.</summary>
    public static DataAdvice Data(Tool tool, UseAnswer answer) =>
        answer is UseAnswer.Yes or UseAnswer.YesUnderConditions or UseAnswer.InPilotAlone && tool.Tier is RiskTier.StudentData or RiskTier.ShapesDecisions && !tool.FreeVersion ? DataAdvice.AsAgreed : DataAdvice.NoStudentData;
}
