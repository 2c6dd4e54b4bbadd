using System.Numerics;

namespace Chalkline.Evidence;

/// <summary>
/// Randomization test of an arm against another where clusters were assigned: the adjusted effect over its cluster-robust (CR0) standard
/// error, for re-assignments of the two arms' clusters within blocks, from per-cluster sums alone (the regression of T on the covariates
/// is solved anew for each assignment; Frisch, Waugh and Lovell). Studentized, because an unstudentized test takes unequal spread for an
/// effect (Chung and Romano 2013).
/// </summary>
public sealed class ClusterPermutation
{
    /// <summary>All assignments are looked at if there are no more than this many.</summary>
    public const long MostExact = 1_000_000;

    /// <summary>Assignments drawn at random where there are more.</summary>
    public const int Draws = 10_000;

    // Statistics closer than this are ties, so that rounding does not decide.
    private const double Tie = 1e-9;

    private readonly Cluster[] _clusters;
    private readonly int _z;
    private readonly double[] _zy;

    private ClusterPermutation(Cluster[] clusters, int z, double[] zy) => (_clusters, _z, _zy) = (clusters, z, zy);

    /// <summary>
    /// Runs the test: labels are exchanged among the clusters of the two arms; those of other arms stay in the model as they are, so that
    /// the statistic is the reported effect's. <paramref name="blockOf"/> gives a cluster's block (any name where there are none). Null
    /// where the statistic is not defined, or a cluster lies in two arms.
    /// </summary>
    public static PermutationTest? Run(Moments moments, ModelSpec spec, string arm, string against, Func<string, string> blockOf,
        ulong seed)
    {
        var others = spec.Arms.Where(a => a != arm && a != against);
        var system = LinearSystem.Of(moments, spec with { Arms = [against, arm, .. others], Subgroup = null });
        if (system.Clusters.Any(c => BitOperations.PopCount(c.Arms) != 1)) return null;
        var blocks = system.Clusters.Select((c, i) => (Cluster: c, Index: i)).Where(x => (x.Cluster.Arms & 3) != 0)
            .GroupBy(x => blockOf(x.Cluster.Name), x => x.Index).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var observed = Array.ConvertAll(system.Clusters, c => (c.Arms & 2) != 0);
        return Of(system).Count(blocks, observed, seed);
    }

    private static ClusterPermutation Of(LinearSystem system)
    {
        var armTerm = Array.FindIndex(system.Terms, t => t.Role == TermRole.Arm);
        var total = system.Terms.Length;
        var zz = new double[total * total];
        var zy = new double[total];
        foreach (var c in system.Clusters)
        {
            for (var i = 0; i < c.Active.Length; i++)
            {
                zy[c.Active[i]] += c.XtY[i];
                for (var j = 0; j < c.Active.Length; j++) zz[c.Active[i] * total + c.Active[j]] += c.XtX[i * c.Active.Length + j];
            }
        }
        // Without the studied arm's column: a row and column of zeros is never kept.
        for (var i = 0; i < total; i++) zz[i * total + armTerm] = zz[armTerm * total + i] = 0;
        var kept = Cholesky.KeepIndependent(zz, total, 1e-10);
        var inverse = Cholesky.InverseOfKept(zz, total, kept);
        var place = new int[total];
        Array.Fill(place, -1);
        for (var i = 0; i < kept.Length; i++) place[kept[i]] = i;
        var keptY = Array.ConvertAll(kept, t => zy[t]);
        var gamma = Times(inverse, keptY);
        var clusters = Array.ConvertAll(system.Clusters, c => new Cluster(c, place, inverse, gamma, system.Scale[0]));
        return new ClusterPermutation(clusters, kept.Length, keptY);
    }

    private PermutationTest? Count(int[][] blocks, bool[] observed, ulong seed)
    {
        var reference = Math.Abs(Statistic(observed));
        if (!double.IsFinite(reference)) return null;
        var assignments = Assignments(blocks, observed);
        var exact = assignments <= MostExact;
        var looks = exact ? (long)assignments : Draws;
        var parts = Math.Max(1, Math.Min(Environment.ProcessorCount, (int)(looks / 1000)));
        var extreme = new long[parts];
        Parallel.For(0, parts, part =>
        {
            var walk = new Assignment(blocks, observed, seed);
            for (var i = looks * part / parts; i < looks * (part + 1) / parts; i++)
            {
                if (exact) walk.MoveTo(i, first: i == looks * part / parts);
                else walk.Draw(i);
                var t = Math.Abs(Statistic(walk.Treated));
                // An assignment that the covariates cannot tell from no assignment counts against an effect.
                if (!(t < reference * (1 - Tie))) extreme[part]++;
            }
        });
        return exact ? new PermutationTest((double)extreme.Sum() / looks, true, looks)
            : new PermutationTest((extreme.Sum() + 1.0) / (looks + 1), false, looks);
    }

    private static BigInteger Assignments(int[][] blocks, bool[] observed)
    {
        BigInteger product = 1;
        foreach (var block in blocks) product *= Choose(block.Length, block.Count(i => observed[i]));
        return product;
    }

    internal static BigInteger Choose(int n, int k)
    {
        BigInteger value = 1;
        for (var i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }

    /// <summary>The effect over its CR0 standard error if the clusters marked had been treated.</summary>
    internal double Statistic(ReadOnlySpan<bool> treated)
    {
        Span<double> pi = stackalloc double[_z];
        Span<double> sum = stackalloc double[_z];
        double n = 0, y = 0;
        for (var g = 0; g < _clusters.Length; g++)
        {
            if (!treated[g]) continue;
            var c = _clusters[g];
            n += c.N;
            y += c.Y;
            for (var i = 0; i < pi.Length; i++) pi[i] += c.Regressed[i];
            for (var i = 0; i < c.Places.Length; i++) sum[c.Places[i]] += c.Sum[i];
        }
        double length = n, effect = y;
        for (var i = 0; i < pi.Length; i++)
        {
            length -= sum[i] * pi[i];
            effect -= _zy[i] * pi[i];
        }
        if (length <= 1e-9 * n) return double.NaN;
        var b = effect / length;
        double meat = 0;
        for (var g = 0; g < _clusters.Length; g++)
        {
            var score = _clusters[g].Score(treated[g], pi, b);
            meat += score * score;
        }
        return effect / Math.Sqrt(meat);
    }

    private static double[] Times(double[] matrix, double[] vector)
    {
        var result = new double[vector.Length];
        for (var i = 0; i < result.Length; i++)
            for (var j = 0; j < vector.Length; j++) result[i] += matrix[i * vector.Length + j] * vector[j];
        return result;
    }

    /// <summary>A cluster's sums on the covariates that are not 0 in it, and what of it the covariates leave.</summary>
    private sealed class Cluster
    {
        private readonly double[] _zz;
        private readonly double[] _left;
        private readonly double _leftSum;

        public Cluster(ClusterSystem c, int[] place, double[] inverse, double[] gamma, double interceptScale)
        {
            var width = c.Active.Length;
            var local = Enumerable.Range(0, width).Where(i => place[c.Active[i]] >= 0).ToArray();
            Places = Array.ConvertAll(local, i => place[c.Active[i]]);
            N = c.N;
            Y = c.XtY[0] * interceptScale; // the first term is always 1
            Sum = Array.ConvertAll(local, i => c.XtX[i] * interceptScale);
            _zz = new double[local.Length * local.Length];
            _left = new double[local.Length];
            _leftSum = Y;
            for (var i = 0; i < local.Length; i++)
            {
                _left[i] = c.XtY[local[i]];
                _leftSum -= Sum[i] * gamma[Places[i]];
                for (var j = 0; j < local.Length; j++)
                {
                    _zz[i * local.Length + j] = c.XtX[local[i] * width + local[j]];
                    _left[i] -= _zz[i * local.Length + j] * gamma[Places[j]];
                }
            }
            Regressed = new double[gamma.Length];
            for (var i = 0; i < gamma.Length; i++)
                for (var j = 0; j < Places.Length; j++) Regressed[i] += inverse[i * gamma.Length + Places[j]] * Sum[j];
        }

        public int[] Places { get; }

        public double N { get; }

        public double Y { get; }

        /// <summary>Σz over its rows.</summary>
        public double[] Sum { get; }

        /// <summary>(ZᵀZ)⁻¹Σz: what it adds to the coefficients of T on the covariates when it is treated.</summary>
        public double[] Regressed { get; }

        /// <summary>(T − Zπ)ᵀ(residual) over its rows.</summary>
        public double Score(bool treated, ReadOnlySpan<double> pi, double effect)
        {
            double score = treated ? _leftSum : 0, square = treated ? N : 0;
            for (var i = 0; i < Places.Length; i++)
            {
                var p = pi[Places[i]];
                score -= p * _left[i];
                double inner = treated ? -2 * Sum[i] : 0;
                for (var j = 0; j < Places.Length; j++) inner += _zz[i * Places.Length + j] * pi[Places[j]];
                square += p * inner;
            }
            return score - effect * square;
        }
    }
}
