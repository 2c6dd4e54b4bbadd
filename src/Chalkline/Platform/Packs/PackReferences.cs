using Chalkline.Exchange;

namespace Chalkline.Platform.Packs;

/// <summary>References within a pack: each leads somewhere, and what items build on runs in no circle.</summary>
internal static class PackReferences
{
    public static void Check(IReadOnlyList<PackItem> items, IReadOnlyList<PackGroup> groups, YamlNotes notes)
    {
        var byId = items.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var groupIds = groups.Select(g => g.Id).ToList();
        foreach (var item in items)
        {
            if (item.Group is { } group && !groupIds.Contains(group)) Fault(item, "group", $"there is no group \"{group}\"{Nearest.Ask(group, groupIds)}");
            if (item.Group is null && groups.Count > 0) Fault(item, "group", "required where a pack has groups, and not given");
            foreach (var other in item.BuildsOn.Where(o => !byId.ContainsKey(o))) Fault(item, "builds_on", $"there is no item \"{other}\"{Nearest.Ask(other, byId.Keys)}");
        }
        foreach (var circle in Circles(byId)) Fault(byId[circle[0]], "builds_on", $"runs in a circle: {string.Join(" → ", circle.Append(circle[0]))}");

        void Fault(PackItem item, string key, string text)
        {
            var path = $"{item.Place}.{key}";
            notes.Faults.Add(new(notes.Lines.GetValueOrDefault(path, notes.Lines.GetValueOrDefault(item.Place)), path, text));
        }
    }

    /// <summary>Each circle once, from where it was met first. (An explicit stack: a chain may be as long as the pack.)</summary>
    private static List<List<string>> Circles(Dictionary<string, PackItem> items)
    {
        var (circles, done) = (new List<List<string>>(), new HashSet<string>());
        foreach (var start in items.Keys)
        {
            var path = new List<string>();
            var stack = new Stack<(string Id, bool Leaving)>([(start, false)]);
            while (stack.TryPop(out var step))
            {
                if (step.Leaving)
                {
                    path.RemoveAt(path.Count - 1);
                    done.Add(step.Id);
                    continue;
                }
                if (done.Contains(step.Id) || !items.TryGetValue(step.Id, out var item)) continue;
                if (path.IndexOf(step.Id) is >= 0 and var from)
                {
                    circles.Add(path[from..]);
                    continue;
                }
                path.Add(step.Id);
                stack.Push((step.Id, true));
                foreach (var other in item.BuildsOn) stack.Push((other, false));
            }
        }
        return circles;
    }
}
