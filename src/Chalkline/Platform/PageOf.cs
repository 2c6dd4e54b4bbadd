using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>One page of a list, cut in SQL.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Rows on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Number, int Total)
{
    public int Pages => Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);
}

/// <summary>Lists in pages.</summary>
public static class Paging
{
    public const int Size = 25;

    /// <summary>The page of an ordered query that an address asks for (<c>?page=3</c>); what is no number is the first, what is too large the last.</summary>
    public static async Task<PageOf<T>> PageOf<T>(this IQueryable<T> ordered, string? asked, CancellationToken ct)
    {
        var total = await ordered.CountAsync(ct);
        var last = Math.Max(1, (total + Size - 1) / Size);
        var number = Math.Clamp(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, last);
        return new(await ordered.Skip((number - 1) * Size).Take(Size).ToListAsync(ct), number, total);
    }
}
