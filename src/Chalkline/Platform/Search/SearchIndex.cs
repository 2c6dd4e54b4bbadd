using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>Keeps the entries of search: after every commit those of the records that it changed, and all of a kind where they are made anew.</summary>
internal static class SearchIndex
{
    /// <summary>Raised when the same record would be found by other words: stores make their entries anew as they are opened.</summary>
    public const int Rules = 1;

    /// <summary>Ids of one statement.</summary>
    private const int AtOnce = 500;

    private static readonly BulkColumn[] EntryColumns =
        [new("record", ColumnKind.Uuid), new("kind", ColumnKind.Text), new("title", ColumnKind.Text), new("title_folded", ColumnKind.Text), new("path", ColumnKind.Text)];

    private static readonly BulkColumn[] TokenColumns = [new("record", ColumnKind.Uuid), new("kind", ColumnKind.Text), new("token", ColumnKind.Text)];

    private static readonly BulkColumn[] PlaceColumns = [new("record", ColumnKind.Uuid), new("school", ColumnKind.Uuid)];

    /// <summary>The records whose entries the changes of the tracker belong to, by kind.</summary>
    public static IReadOnlyList<(ISearchEntries Entries, IReadOnlyList<Guid> Records)> Touched(DistrictDb db)
    {
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(e => e.Entity).Where(e => e is not IStaffFigure).ToList();
        return changed.Count == 0 ? [] :
            [.. db.Mappings.Search.Select(s => (s, (IReadOnlyList<Guid>)[.. changed.SelectMany(s.Touched).Distinct()])).Where(t => t.Item2.Count > 0)];
    }

    /// <summary>Writes the entries of some records anew, as the store has them now.</summary>
    public static async Task Write(DistrictDb db, ISearchEntries entries, IReadOnlyList<Guid> records, DbTransactionScope scope, CancellationToken ct)
    {
        foreach (var some in records.Chunk(AtOnce))
        {
            await db.Set<SearchEntry>().Where(e => some.Contains(e.Record)).ExecuteDeleteAsync(ct);
            await db.Set<SearchToken>().Where(t => some.Contains(t.Record)).ExecuteDeleteAsync(ct);
            await db.Set<SearchPlace>().Where(p => some.Contains(p.Record)).ExecuteDeleteAsync(ct);
            await Insert(entries.Kind, await entries.Read(db, some).ToListAsync(ct), scope, ct);
        }
    }

    /// <summary>Makes all entries of a kind anew.</summary>
    public static async Task Fill(DistrictDb db, ISearchEntries entries, DbTransactionScope scope, CancellationToken ct)
    {
        var kind = entries.Kind;
        var old = db.Set<SearchEntry>().Where(e => e.Kind == kind);
        await db.Set<SearchPlace>().Where(p => old.Any(e => e.Record == p.Record)).ExecuteDeleteAsync(ct);
        await db.Set<SearchToken>().Where(t => t.Kind == kind).ExecuteDeleteAsync(ct);
        await old.ExecuteDeleteAsync(ct);
        await Insert(kind, await entries.Read(db, null).ToListAsync(ct), scope, ct);
    }

    private static async Task Insert(string kind, List<SearchRecord> records, DbTransactionScope scope, CancellationToken ct)
    {
        if (records.Count == 0) return;
        await Rows("search_entry", EntryColumns, records.Select(r => (object?[])[r.Id, kind, r.Title, StoreConventions.Fold(r.Title), r.Path]), scope, ct);
        await Rows("search_token", TokenColumns, records.SelectMany(r => SearchWords.Tokens(r).Select(t => (object?[])[r.Id, kind, t])), scope, ct);
        await Rows("search_place", PlaceColumns, records.SelectMany(r => r.Schools.Distinct().Select(s => (object?[])[r.Id, s.Value])), scope, ct);
    }

    private static async Task Rows(string table, IReadOnlyList<BulkColumn> columns, IEnumerable<object?[]> rows, DbTransactionScope scope, CancellationToken ct)
    {
        await using var writer = await BulkWriter.Into(scope, table, columns, ct);
        foreach (var row in rows) await writer.Write(row, ct);
        await writer.Complete(ct);
    }
}
