using Chalkline.Design;
using Chalkline.Platform.Web;

namespace Chalkline.Platform;

/// <summary>What a list can be asked for by its address.</summary>
/// <param name="Filters">The names of its filters.</param>
/// <param name="Sorts">The columns that it can be sorted by; the first by itself.</param>
public sealed record ListKind(IReadOnlyList<string> Filters, IReadOnlyList<string> Sorts);

/// <summary>
/// A list as an address asks for it: <c>?role=teacher&amp;sort=-name&amp;page=3</c>. It is read strictly: what is no filter of the list is a fault and never
/// passed over, because whoever asked would take a list of everything for the answer.
/// </summary>
public sealed class ListView
{
    private const int LongestText = 200;
    private static readonly string[] OfEveryPage = ["page", "sort", "lang"];

    private readonly IQueryCollection _query;
    private readonly Language _language;

    private ListView(IQueryCollection query, Language language, string sort) => (_query, _language, Sort) = (query, language, sort);

    /// <summary>One of the list's columns.</summary>
    public string Sort { get; private set; }

    public bool Descending { get; private set; }

    /// <summary>As the address has it.</summary>
    public string? Page => _query["page"];

    /// <summary>What the address asks that the list does not have.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Of the list's page: 422 where the address asks what the list does not have.</summary>
    public int Status => Faults.None ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    public static ListView Read(HttpContext http, ListKind kind)
    {
        var view = new ListView(http.Request.Query, Pages.LanguageOf(http), kind.Sorts[0]);
        foreach (var (name, values) in http.Request.Query)
        {
            if (values.Count > 1) view.Fault(nameof(FrameWords.FilterTwice), name);
            else if (values.ToString().Length > LongestText) view.Fault(nameof(FrameWords.FilterTooLong), name, LongestText);
            else if (!OfEveryPage.Contains(name) && !kind.Filters.Contains(name)) view.Fault(nameof(FrameWords.FilterUnknown), name, string.Join(", ", kind.Filters));
        }
        if (http.Request.Query["sort"].ToString() is { Length: > 0 } sort)
        {
            (view.Sort, view.Descending) = (sort.StartsWith('-') ? sort[1..] : sort, sort.StartsWith('-'));
            if (!kind.Sorts.Contains(view.Sort)) view.Fault(nameof(FrameWords.SortUnknown), sort, string.Join(", ", kind.Sorts));
        }
        return view;
    }

    /// <summary>What a filter to type in holds; null: nothing.</summary>
    public string? Text(string name) => _query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The value that a filter to choose from holds; null: none. What is none of its values is a fault.</summary>
    public T? Value<T>(string name, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        var value = read(text);
        if (value is null) Fault(nameof(FrameWords.FilterValue), text, name);
        return value;
    }

    private void Fault(string key, params object[] values) => Faults.Add("", Wording.Say(FrameWords.ResourceManager, _language, key, values));
}
