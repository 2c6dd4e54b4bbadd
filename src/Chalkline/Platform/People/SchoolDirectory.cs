namespace Chalkline.Platform.People;

/// <summary>The schools that roles can be of, from every capability that keeps some.</summary>
internal sealed class SchoolDirectory(DistrictDb db, IEnumerable<ISchools> sources)
{
    /// <summary>Those that are open, by name.</summary>
    public async Task<IReadOnlyList<SchoolName>> Open(CancellationToken ct)
    {
        var all = new List<SchoolName>();
        foreach (var source in sources) all.AddRange(await source.Open(db, ct));
        return [.. all.OrderBy(s => StoreConventions.Fold(s.Name), StringComparer.Ordinal).ThenBy(s => s.Id.Value)];
    }
}
