using Chalkline.Platform;
using Chalkline.Roadmap.Plan;

namespace Chalkline.Tests.Roadmap;

/// <summary>Plans for the rules, a milestone a line.</summary>
internal sealed class APlan
{
    private readonly List<PlanItem> _items = [];

    public static DateOnly Today { get; } = new(2027, 3, 12);

    public IReadOnlyList<PlanItem> Items => _items;

    public PlanItem this[string name] => _items.Single(i => i.Name == name);

    /// <param name="due">Days from today.</param>
    /// <param name="waitsFor">Names of milestones above it.</param>
    public APlan With(string name, int due, bool met = false, int? starts = null, string[]? waitsFor = null, RoadmapPhase phase = RoadmapPhase.Foundation, SchoolId? school = null, DateOnly? metOn = null)
    {
        var waits = (waitsFor ?? []).Select(w => this[w].Id).ToList();
        _items.Add(new(new(Guid.CreateVersion7()), name, phase, school, starts is { } s ? Today.AddDays(s) : null, Today.AddDays(due), Today.AddDays(due), metOn, waits,
            [new(met ? CheckState.Met : CheckState.NotMet, name + " holds", "because")]));
        return this;
    }

    public MilestoneState StateOf(string name) => PlanRules.States(_items, Today)[this[name].Id];

    public List<(string Name, int Days)> PushesOf(string name, int due) =>
        [.. PlanRules.Pushes(_items, this[name].Id, Today.AddDays(due)).Select(p => (p.Name, p.To.DayNumber - Today.DayNumber))];
}
