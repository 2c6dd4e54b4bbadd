using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Chalkline.Roadmap.SetUp;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class A_roadmap_file
{
    private const string Head = "format: chalkline.roadmap/1\nmilestones:\n";

    [Fact]
    public void Reads_back_what_was_written_without_people_and_without_records_of_the_district()
    {
        var first = new Milestone
        {
            Id = new(Guid.CreateVersion7()),
            Name = "Everyone <b>knows</b> \"it\"",
            Description = "One line\nand a \\ second: # no comment",
            DueOn = new(2027, 3, 1),
            FirstDueOn = new(2027, 1, 1),
            StartsOn = new DateOnly(2027, 2, 1),
            Seat = Role.AiLead,
            Owner = new AccountId(Guid.CreateVersion7()),
            Criteria = Criterion.Write([new("role-held", new Dictionary<string, string> { ["role"] = "ai-lead", ["school"] = "0198" })]),
        };
        var second = new Milestone { Id = new(Guid.CreateVersion7()), Name = "Then this", Phase = RoadmapPhase.Pilots, DueOn = new(2027, 4, 1), FirstDueOn = new(2027, 4, 1) };
        second.Waits.Add(new() { Milestone = second.Id, WaitsFor = first.Id });
        var text = RoadmapFile.Write([(first, null), (second, "Alder Creek")], (_, parameter) => parameter == "school");
        Assert.DoesNotContain(first.Owner.ToString()!, text);
        Assert.DoesNotContain("0198", text);
        var reading = RoadmapFile.Read(text);
        Assert.Empty(reading.Faults);
        var (one, two) = (reading.Milestones[0], reading.Milestones[1]);
        Assert.Equal((first.Name, first.Description, RoadmapPhase.Foundation, Role.AiLead, 0, 28), (one.Name, one.Description, one.Phase, one.Seat!.Value, one.StartDay!.Value, one.DueDay));
        Assert.Equal("ai-lead", Assert.Single(one.Checks)["role"]);
        Assert.Null(one.Checks[0]["school"]);
        Assert.Equal(("Alder Creek", 59, one.Id), (two.School, two.DueDay, Assert.Single(two.WaitsFor)));
    }

    [Fact]
    public void With_ten_thousand_milestones_is_refused_by_its_number()
    {
        var text = Head + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  - {{ id: m{i}, name: M, phase: pilots, due_day: 1 }}\n"));
        var fault = Assert.Single(RoadmapFile.Read(text).Faults);
        Assert.Equal("milestones", fault.Key);
        Assert.Contains("10000", fault.Text);
        Assert.Contains("500", fault.Text);
    }

    [Theory]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: 1, waits_for: [a] }\n", 3, "milestones[1].waits_for", "a → a")]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: 1, waits_for: [b] }\n  - { id: b, name: B, phase: scale, due_day: 1, waits_for: [a] }\n", 3, "milestones[1].waits_for", "a → b → a")]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: 1 }\n  - { id: a, name: B, phase: pilots, due_day: 1 }\n", 4, "milestones[2].id", "given twice")]
    [InlineData("  - { id: a, name: A, phase: pilot, due_day: 1 }\n", 3, "milestones[1].phase", "pilots")]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: -1 }\n", 3, "milestones[1].due_day", "3650")]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: 1, owner: Ana }\n", 3, "milestones[1].owner", "unknown key")]
    [InlineData("  - { id: a, phase: pilots, due_day: 1 }\n", 3, "milestones[1].name", "required")]
    [InlineData("  - { id: a, name: A, phase: pilots, due_day: 1, waits_for: [b] }\n", 3, "milestones[1].waits_for", "\"b\"")]
    public void Says_what_is_wrong_with_line_and_path(string milestones, int line, string key, string says)
    {
        var reading = RoadmapFile.Read(Head + milestones);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((line, key), (fault.Line, fault.Key));
        Assert.Contains(says, fault.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("format: chalkline.roadmap/1\nmilestones: []\n")]
    [InlineData("format: chalkline.roadmap/1\nmilestones: { a: b }\n")]
    [InlineData("format: other\nmilestones:\n  - { id: a, name: A, phase: pilots, due_day: 1 }\n")]
    [InlineData("format: chalkline.roadmap/1\nmilestones: [[[[")]
    [InlineData("<html><script>alert(1)</script></html>")]
    public void That_is_none_is_refused(string text) => Assert.NotEmpty(RoadmapFile.Read(text).Faults);
}
