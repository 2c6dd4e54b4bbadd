namespace Chalkline.Roadmap;

/// <summary>What a measure is of and a goal is for.</summary>
public enum AimKind
{
    Achievement,
    Attendance,
    TeacherTime,
    Operations,

    /// <summary>How the schools and the families hear of each other.</summary>
    FamilyCommunication,

    /// <summary>Who comes into advanced courses.</summary>
    AdvancedCourses,

    /// <summary>Early help for students at risk.</summary>
    EarlyHelp,

    /// <summary>Use of money, rooms and other resources.</summary>
    Resources,
}
