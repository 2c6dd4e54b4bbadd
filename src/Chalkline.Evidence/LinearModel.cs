namespace Chalkline.Evidence;

/// <summary>A coefficient's weight in a <see cref="Contrast"/>, the term by its place among the model's.</summary>
internal sealed record TermWeight(int Term, double Weight);

/// <summary>A linear combination of coefficients, for example one arm minus another.</summary>
internal sealed record Contrast(string Name, IReadOnlyList<TermWeight> Weights)
{
    public static Contrast Of(string name, int term) => new(name, [new TermWeight(term, 1)]);
}

/// <summary>Thrown where a model has no answer: an arm that cannot be told from blocks and covariates.</summary>
public sealed class NotEstimableException(string term) : Exception($"'{term}' cannot be told apart from blocks and covariates.")
{
    public string Term { get; } = term;
}

/// <summary>
/// Ordinary least squares from a <see cref="LinearSystem"/>: which terms stay, the inverse of XᵀX and the coefficients, all on the scaled
/// columns.
/// </summary>
internal sealed class LinearModel
{
    // The squared length of a column beyond the span of the others, as a share of its own: below this it is taken to lie in their span.
    private const double CollinearTolerance = 1e-10;

    private LinearModel(LinearSystem system, int[] kept, double[] inverse, double[] beta)
    {
        System = system;
        Kept = kept;
        Inverse = inverse;
        Beta = beta;
        PlaceOf = new int[system.Terms.Length];
        Array.Fill(PlaceOf, Term.None);
        for (var i = 0; i < kept.Length; i++) PlaceOf[kept[i]] = i;
    }

    public LinearSystem System { get; }

    /// <summary>The terms that stay, by their place among the system's terms; k of them.</summary>
    public int[] Kept { get; }

    /// <summary>(XᵀX)⁻¹, k × k.</summary>
    public double[] Inverse { get; }

    /// <summary>Coefficients, k.</summary>
    public double[] Beta { get; }

    /// <summary>For each term its place among the kept, or −1.</summary>
    public int[] PlaceOf { get; }

    public int K => Kept.Length;

    public IEnumerable<Term> Dropped => System.Terms.Where((_, i) => PlaceOf[i] < 0);

    /// <summary>The length of the residual vector, √RSS; 1 where the fit is exact.</summary>
    public double ResidualLength { get; private init; }

    /// <summary>Fits the model.</summary>
    /// <exception cref="NotEstimableException">An arm, or its product with the subgroup, lies in the span of the other terms.</exception>
    public static LinearModel Fit(LinearSystem system)
    {
        var k = system.Terms.Length;
        var xtx = new double[k * k];
        var xty = new double[k];
        foreach (var c in system.Clusters)
        {
            var width = c.Active.Length;
            for (var i = 0; i < width; i++)
            {
                xty[c.Active[i]] += c.XtY[i];
                for (var j = 0; j < width; j++) xtx[c.Active[i] * k + c.Active[j]] += c.XtX[i * width + j];
            }
        }
        var kept = Cholesky.KeepIndependent(xtx, k, CollinearTolerance);
        for (var t = 0; t < k; t++)
            if (system.Terms[t].Role is TermRole.Arm or TermRole.ArmBySubgroup && Array.BinarySearch(kept, t) < 0)
                throw new NotEstimableException(system.Terms[t].Name);
        var inverse = Cholesky.InverseOfKept(xtx, k, kept);
        var beta = new double[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < kept.Length; j++) beta[i] += inverse[i * kept.Length + j] * xty[kept[j]];
        var rss = system.Clusters.Sum(c => c.YtY);
        for (var i = 0; i < kept.Length; i++) rss -= beta[i] * xty[kept[i]];
        return new LinearModel(system, kept, inverse, beta) { ResidualLength = rss > 0 ? Math.Sqrt(rss) : 1 };
    }

    /// <summary>
    /// A term's own coefficient. That of a missing number's indicator is told as if the number stood at the plan's centre, as it is stored,
    /// and not at its mean, where the solver has it.
    /// </summary>
    public Contrast Coefficient(int term)
    {
        var terms = System.Terms;
        var number = System.NumberMissingBy(terms[term].IndicatorId);
        var at = number < 0 ? -1 : Array.FindIndex(terms, t => t.Number == number && t.Arm < 0);
        if (at < 0 || PlaceOf[at] < 0) return Contrast.Of(terms[term].Name, term);
        return new Contrast(terms[term].Name, [new(term, 1), new(at, System.MeanOf(number))]);
    }

    /// <summary>The combination's value in the outcome's unit.</summary>
    public double Value(Contrast contrast)
    {
        double value = 0;
        foreach (var (term, weight) in contrast.Weights) value += weight * Beta[PlaceOf[term]] / System.Scale[term];
        return value;
    }

    /// <summary>a = (XᵀX)⁻¹c for a contrast c, k: the weights with which the scores of clusters enter its error.</summary>
    public double[] Influence(Contrast contrast)
    {
        var a = new double[K];
        foreach (var (term, weight) in contrast.Weights)
        {
            var row = PlaceOf[term] * K;
            for (var i = 0; i < a.Length; i++) a[i] += Inverse[row + i] * weight / System.Scale[term];
        }
        return a;
    }

    /// <summary>c₁ᵀ(XᵀX)⁻¹c₂: the covariance of two contrasts for independent errors of variance 1.</summary>
    public double Covariance(Contrast c1, Contrast c2)
    {
        var a = Influence(c1);
        double sum = 0;
        foreach (var (term, weight) in c2.Weights) sum += a[PlaceOf[term]] * weight / System.Scale[term];
        return sum;
    }

    public double Variance(Contrast contrast) => Covariance(contrast, contrast);

    /// <summary>The influence, divided by the contrast's standard deviation for errors of variance 1.</summary>
    public double[] NormalizedInfluence(Contrast contrast)
    {
        var length = Math.Sqrt(Variance(contrast));
        return Array.ConvertAll(Influence(contrast), a => a / length);
    }
}
