using System.Globalization;
using System.Text;

namespace Chalkline.Sample;

/// <summary>The study files and the note that stand beside the data.</summary>
internal sealed class StudyTexts(DistrictShape shape, SamplePlan plan, string data)
{
    private const string Achievement = "  - { column: exam, label: Exam without the tool, role: confirmatory, domain: achievement }\n";

    private const string FurtherOutcomes =
        "  - { column: practice, label: Practice with the tool, role: exploratory, domain: practice }\n"
        + "  # The vendor measures its own tool here: a figure to look at, never one to decide on.\n"
        + "  - { column: engagement, label: \"In-app mastery (the vendor's own score)\", role: exploratory, domain: engagement }\n";

    private const string Criteria = """
        criteria:
          outcome: exam
          worthwhile: 0.05
          planned: 0.20
          extension: none
          harm: -0.10
          guardrails: [{ outcome: practice, floor: -0.10 }]

        """;

    private bool BySchool => shape.Assignment == SampleAssignment.School;

    /// <summary>File name and content of each.</summary>
    public IEnumerable<(string Name, string Text)> Studies()
    {
        foreach (var tool in SampleArm.Tools)
            yield return ($"{tool.Value}.yaml", Study(tool.Label, [tool], full: true));
        yield return ("all-tools.yaml", Study("Three AI tools (invented)", [.. SampleArm.Tools], full: true));
        if (BySchool)
            yield return ("benchmark.yaml", Study("Three AI tools (invented), the exam alone", [.. SampleArm.Tools], full: false));
    }

    private string Study(string title, IReadOnlyList<SampleArm> tools, bool full)
    {
        var text = new StringBuilder();
        text.Append(Format($"# Invented data: no district, school, student or product in this study exists.\nstudy: {title}, a pilot in {shape.Schools} schools\ndata: {data}\n"));
        if (tools.Count == 1)
            text.Append(Format($"where: arm in ({SampleArm.Control.Value}, {tools[0].Value})\n"));
        text.Append("unit: student\nstudent: student\ndesign:\n  kind: cluster-randomized\n");
        text.Append(BySchool ? "  cluster: school\n  block: null\n" : "  cluster: class\n  block: school\n");
        text.Append(Format($"  delivery: shared\n  arm: arm\n  control: {SampleArm.Control.Value}\n  arms: {{ {string.Join(", ", tools.Select(t => $"{t.Value}: {t.Label}"))} }}\n"));
        text.Append("outcomes:\n").Append(Achievement).Append(full ? FurtherOutcomes : "");
        text.Append("adjust: [pretest, grade*, female, low_income, english_learner]\nbaseline: [pretest]\n");
        if (full)
            text.Append("subgroups: [low_income, english_learner]\n").Append(Criteria);
        return text.Append("confidence: 0.95\n").ToString();
    }

    public string Readme()
    {
        var assigned = BySchool
            ? Format($"Whole schools were put into the arms at random: {shape.Schools:N0} schools over {SampleArm.All.Count} arms.")
            : Format($"Within each school its classes were put into the arms at random, equally many an arm: the school is the block.");
        var text = new StringBuilder(Format($$"""
            AN INVENTED DISTRICT'S PILOT OF THREE AI TOOLS

            Everything here is invented by a seeded generator: no district, school, class,
            student, score, tool or vendor in these files exists.

            {{data}}: {{shape.Students:N0}} students, one a row, in {{shape.Schools:N0}} schools and {{shape.Schools * shape.ClassesPerSchool:N0}} classes (seed {{plan.Seed}}).
            {{assigned}}

            To evaluate:   chalkline evaluate tutor.yaml
                           chalkline evaluate chatbot.yaml
                           chalkline evaluate reader.yaml
                           chalkline evaluate all-tools.yaml

            Columns
              student, school, class   ids; a class is unique over the district
              grade                    6 to 12
              arm                      {{string.Join(", ", SampleArm.All.Select(a => a.Value))}}
              pretest                  100 to 900, mean about 500, standard deviation about 100; 3 % missing
              practice                 0 to 1: share right while practising, with the tool where there is one
              exam                     the scale of the pretest, taken without any tool; about 4 % missing,
                                       more often after a low pretest, in all arms alike
              engagement               0 to 100: in-app mastery, as each vendor scores it; in the comparison group
                                       the practice app scores the same lessons. It is the vendor's own score:
                                       look at it, do not decide on it
              female, low_income, english_learner   1 yes, 0 no

            Planted effects, in standard deviations
              arm        exam    practice    engagement

            """));
        foreach (var tool in SampleArm.Tools)
            text.Append(Format($"  {tool.Value,-8}  {tool.Exam,5:+0.00;-0.00}    {tool.Practice,5:+0.00;-0.00}       {tool.Engagement,5:+0.00;-0.00}\n"));
        if (plan.Faults.Count > 0)
            text.Append("\nFaults planted in the data\n");
        foreach (var fault in plan.Faults)
            text.Append(Format($"  {fault.Name}: {fault.Description}\n"));
        return text.ToString();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n");
}
