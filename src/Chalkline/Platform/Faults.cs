namespace Chalkline.Platform;

/// <summary>What is wrong with a form, by field (its name in the form; "" for the whole), in the page's language.</summary>
public sealed class Faults
{
    private readonly List<(string Field, string Text)> _all = [];

    public IReadOnlyList<(string Field, string Text)> All => _all;

    public bool None => _all.Count == 0;

    public void Add(string field, string text) => _all.Add((field, text));

    /// <summary>The first fault of a field; null where there is none.</summary>
    public string? Of(string field) => _all.Where(f => f.Field == field).Select(f => f.Text).FirstOrDefault();
}
