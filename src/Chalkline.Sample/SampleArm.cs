namespace Chalkline.Sample;

/// <summary>
/// An arm of the invented pilot with the effects planted in it, each in standard deviations of its outcome (about 100 points on the exam,
/// .16 on practice, 16 points of in-app mastery). They are the same for every student.
/// </summary>
/// <param name="Value">As it stands in the column <c>arm</c>.</param>
/// <param name="Label">What people call it; every label says that it is invented.</param>
public sealed record SampleArm(string Value, string Label, double Exam, double Practice, double Engagement)
{
    public static readonly SampleArm Control = new("control", "Comparison group (invented)", 0, 0, 0);

    /// <summary>Helps: better practice and a better exam.</summary>
    public static readonly SampleArm Tutor = new("tutor", "Tutor A (invented)", .20, .20, .45);

    /// <summary>Harms: it does the practice for the students, who then do worse without it. Its own score looks best of all.</summary>
    public static readonly SampleArm Chatbot = new("chatbot", "Chatbot B (invented)", -.22, .35, .70);

    /// <summary>Too small an effect for a pilot of this size to tell.</summary>
    public static readonly SampleArm Reader = new("reader", "Reader C (invented)", .03, .05, .40);

    /// <summary>The comparison group first, then the tools.</summary>
    public static readonly IReadOnlyList<SampleArm> All = [Control, Tutor, Chatbot, Reader];

    public static IEnumerable<SampleArm> Tools => All.Skip(1);
}
