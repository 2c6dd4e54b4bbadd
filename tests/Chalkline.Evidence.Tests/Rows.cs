namespace Chalkline.Evidence.Tests;

/// <summary>Single rows for what the product is given in columns and runs.</summary>
internal static class Rows
{
    public static void Add(this MomentsBuilder builder, in CellId cell, ReadOnlySpan<long> numbers, ReadOnlySpan<int> indicators) =>
        builder.Add(cell, Columns(numbers), 0, 1, indicators);

    public static void Add(this UnitLedger ledger, UInt128 unit, in CellId cell, ReadOnlySpan<long> outcomes, ReadOnlySpan<int> subgroups) =>
        ledger.Add(Id(unit), cell, Columns(outcomes), 0, 0, subgroups);

    public static UnitId Id(UInt128 unit) => new((ulong)(unit >> 64), (ulong)unit);

    public static System.Numerics.BigInteger Big(this ExactSum sum) => (System.Numerics.BigInteger)new Int128((ulong)sum.High, sum.Low);

    private static long[][] Columns(ReadOnlySpan<long> numbers)
    {
        var columns = new long[numbers.Length][];
        for (var i = 0; i < columns.Length; i++) columns[i] = [numbers[i]];
        return columns;
    }
}
