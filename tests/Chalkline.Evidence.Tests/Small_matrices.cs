using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Eigenvectors and Cholesky factors, on matrices that are easy and on those that are not.</summary>
public class Small_matrices
{
    public static TheoryData<string, int> Symmetric => new()
    {
        { "random", 1 }, { "random", 2 }, { "random", 7 }, { "random", 40 }, { "zero", 5 }, { "identity", 6 }, { "diagonal", 9 },
        { "ones", 8 }, { "low rank", 12 }, { "clustered", 10 }, { "graded", 10 }, { "large", 8 }, { "tiny", 8 }, { "antidiagonal", 6 },
    };

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void are_rebuilt_from_orthonormal_eigenvectors(string kind, int n)
    {
        var a = Make(kind, n);
        var (vectors, values) = (a.ToArray(), new double[n]);
        SymmetricEigen.Decompose(vectors, values, new double[n], n);
        var size = a.Max(Math.Abs);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double product = 0, rebuilt = 0;
                for (var m = 0; m < n; m++)
                {
                    product += vectors[m * n + i] * vectors[m * n + j];
                    rebuilt += vectors[i * n + m] * values[m] * vectors[j * n + m];
                }
                Assert.Equal(i == j ? 1 : 0, product, 1e-13 * n);
                Assert.Equal(a[i * n + j], rebuilt, 1e-14 * n * n * size);
            }
        }
        Assert.Equal(Enumerable.Range(0, n).Sum(i => a[i * n + i]), values.Sum(), 1e-13 * n * size);
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(6, 4)]
    [InlineData(10, 1)]
    [InlineData(10, 0)]
    [InlineData(25, 13)]
    public void have_a_pivoted_factor_of_their_rank(int n, int rank)
    {
        var s = Gram(new SeededRandom((ulong)(n + rank)), n, rank);
        var (l, pivots) = (new double[n * n], new int[n]);
        Assert.Equal(rank, Cholesky.Pivoted(s.ToArray(), l, pivots, n, 1e-12));
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) Assert.Equal(s[i * n + j], Enumerable.Range(0, rank).Sum(m => l[i * n + m] * l[j * n + m]), 1e-12 * n);
        for (var j = 0; j < rank; j++)
            for (var m = j + 1; m < rank; m++) Assert.Equal(0, l[pivots[j] * n + m]);
    }

    [Fact]
    public void keep_the_columns_that_are_not_in_the_span_of_those_before()
    {
        // Columns 2 and 5 are combinations of earlier ones, 4 is zero.
        var random = new SeededRandom(5);
        const int rows = 30, n = 7;
        var x = new double[rows, n];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < n; j++) x[i, j] = random.Normal();
            x[i, 2] = x[i, 0] - 2 * x[i, 1];
            x[i, 4] = 0;
            x[i, 5] = x[i, 3] + x[i, 2];
        }
        var (s, scale) = (new double[n * n], new double[n]);
        for (var j = 0; j < n; j++) scale[j] = Math.Max(1e-300, Math.Sqrt(Enumerable.Range(0, rows).Sum(i => x[i, j] * x[i, j])));
        for (var j = 0; j < n; j++)
            for (var m = 0; m < n; m++) s[j * n + m] = Enumerable.Range(0, rows).Sum(i => x[i, j] / scale[j] * (x[i, m] / scale[m]));
        var factor = s.ToArray();
        var kept = Cholesky.KeepIndependent(factor, n, 1e-10);
        Assert.Equal([0, 1, 3, 6], kept);
        var inverse = Cholesky.InverseOfKept(factor, n, kept);
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < kept.Length; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, kept.Length).Sum(m => inverse[i * kept.Length + m] * s[kept[m] * n + kept[j]]), 1e-12);
    }

    private static double[] Make(string kind, int n)
    {
        var random = new SeededRandom((ulong)n);
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                a[i * n + j] = a[j * n + i] = kind switch
                {
                    "random" => random.Normal(),
                    "large" => random.Normal() * 1e150,
                    "tiny" => random.Normal() * 1e-150,
                    "identity" => i == j ? 1 : 0,
                    "diagonal" => i == j ? (i % 3) - 1 : 0,
                    "ones" => 1,
                    "clustered" => (i == j ? 1 : 0) + 1e-12 * random.Normal(),
                    "graded" => Math.Pow(10, -(i + j)) * (i == j ? 1 : 0.1 * random.Normal()),
                    "antidiagonal" => i + j == n - 1 ? 1 : 0,
                    _ => 0,
                };
            }
        }
        return kind == "low rank" ? Gram(random, n, 3) : a;
    }

    /// <summary>BBᵀ with B n × rank, scaled to entries of about 1.</summary>
    private static double[] Gram(SeededRandom random, int n, int rank)
    {
        var b = Enumerable.Range(0, n * rank).Select(_ => random.Normal()).ToArray();
        var s = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                for (var m = 0; m < rank; m++) s[i * n + j] += b[i * rank + m] * b[j * rank + m] / rank;
        return s;
    }
}
