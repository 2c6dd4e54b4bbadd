using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>One page of a list, cut in SQL.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Rows on all pages, as far as they are counted (<see cref="Paging.MostCounted"/>).</param>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Number, int Total)
{
    public int Pages => Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);

    /// <summary>There are more than were counted: a filter leads to them.</summary>
    public bool IsMore { get; init; }

    /// <summary>How many there are, for people: "1,204", "10,000+".</summary>
    public string Count => Total.ToString("N0", CultureInfo.InvariantCulture) + (IsMore ? "+" : "");
}

/// <summary>Lists in pages.</summary>
public static class Paging
{
    public const int Size = 25;

    /// <summary>Rows that are counted, which is 400 pages: nobody leafs further, and counting a million rows would be what a page costs.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The page of an ordered query that an address asks for (<c>?page=3</c>); what is no number is the first, what is too large the last.</summary>
    public static Task<PageOf<T>> PageOf<T>(this IQueryable<T> ordered, string? asked, CancellationToken ct) => ordered.PageOf(asked, MostCounted, ct);

    /// <summary>The same, where counting is what a page costs.</summary>
    /// <param name="most">Rows that are counted.</param>
    public static async Task<PageOf<T>> PageOf<T>(this IQueryable<T> ordered, string? asked, int most, CancellationToken ct)
    {
        var unordered = ordered.Provider.CreateQuery<T>(Unordered(ordered.Expression));
        var counted = await unordered.Select(_ => 1).Take(most + 1).CountAsync(ct);
        var total = Math.Min(counted, most);
        var number = Number(asked, total);
        return new(await ordered.Skip((number - 1) * Size).Take(Size).ToListAsync(ct), number, total) { IsMore = counted > most };
    }

    /// <summary>The page of a list that is in memory whole, because what it is filtered or sorted by is computed and no column.</summary>
    public static PageOf<T> PageOf<T>(this IReadOnlyList<T> rows, string? asked)
    {
        var number = Number(asked, rows.Count);
        return new([.. rows.Skip((number - 1) * Size).Take(Size)], number, rows.Count);
    }

    private static int Number(string? asked, int total) =>
        Math.Clamp(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1, 1, Math.Max(1, (total + Size - 1) / Size));

    /// <summary>The query without its outermost order: what is only counted need not be sorted.</summary>
    private static Expression Unordered(Expression query) => query switch
    {
        MethodCallExpression { Method: { DeclaringType: { } type, Name: nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending) } } order
            when type == typeof(Queryable) => Unordered(order.Arguments[0]),
        MethodCallExpression { Method: { DeclaringType: { } type, Name: nameof(Queryable.Select) } } select
            when type == typeof(Queryable) => select.Update(null, [Unordered(select.Arguments[0]), .. select.Arguments.Skip(1)]),
        _ => query,
    };
}
