namespace Chalkline.Evidence;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix: Householder reduction, then the QL algorithm with implicit shifts (EISPACK's
/// tred2 and tql2; Wilkinson and Reinsch 1971). Written here because thousands of 10 × 10 problems are solved in one evaluation, and a
/// general library's set-up costs more than the work.
/// </summary>
internal static class SymmetricEigen
{
    /// <summary>
    /// Decomposes the n × n matrix in <paramref name="a"/> (row-major): on return column j of it is the eigenvector of values[j].
    /// <paramref name="work"/> has n entries.
    /// </summary>
    public static void Decompose(Span<double> a, Span<double> values, Span<double> work, int n)
    {
        if (n == 0) return;
        Tridiagonalize(a, values, work, n);
        for (var i = 1; i < n; i++) work[i - 1] = work[i];
        work[n - 1] = 0;
        for (var l = 0; l < n; l++) Isolate(a, values, work, n, l);
    }

    private static void Tridiagonalize(Span<double> a, Span<double> d, Span<double> e, int n)
    {
        for (var i = n - 1; i > 0; i--)
        {
            double h = 0, scale = 0;
            if (i > 1)
                for (var k = 0; k < i; k++) scale += Math.Abs(a[i * n + k]);
            if (scale == 0) e[i] = a[i * n + i - 1];
            else h = Reflect(a, e, n, i, scale);
            d[i] = h;
        }
        d[0] = 0;
        e[0] = 0;
        for (var i = 0; i < n; i++) Accumulate(a, d, n, i);
    }

    private static double Reflect(Span<double> a, Span<double> e, int n, int i, double scale)
    {
        double h = 0;
        for (var k = 0; k < i; k++)
        {
            a[i * n + k] /= scale;
            h += a[i * n + k] * a[i * n + k];
        }
        var f = a[i * n + i - 1];
        var g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
        e[i] = scale * g;
        h -= f * g;
        a[i * n + i - 1] = f - g;
        f = 0;
        for (var j = 0; j < i; j++)
        {
            a[j * n + i] = a[i * n + j] / h;
            g = 0;
            for (var k = 0; k <= j; k++) g += a[j * n + k] * a[i * n + k];
            for (var k = j + 1; k < i; k++) g += a[k * n + j] * a[i * n + k];
            e[j] = g / h;
            f += e[j] * a[i * n + j];
        }
        var hh = f / (h + h);
        for (var j = 0; j < i; j++)
        {
            f = a[i * n + j];
            e[j] = g = e[j] - hh * f;
            for (var k = 0; k <= j; k++) a[j * n + k] -= f * e[k] + g * a[i * n + k];
        }
        return h;
    }

    private static void Accumulate(Span<double> a, Span<double> d, int n, int i)
    {
        if (d[i] != 0)
        {
            for (var j = 0; j < i; j++)
            {
                double g = 0;
                for (var k = 0; k < i; k++) g += a[i * n + k] * a[k * n + j];
                for (var k = 0; k < i; k++) a[k * n + j] -= g * a[k * n + i];
            }
        }
        d[i] = a[i * n + i];
        a[i * n + i] = 1;
        for (var j = 0; j < i; j++) a[j * n + i] = a[i * n + j] = 0;
    }

    private static void Isolate(Span<double> a, Span<double> d, Span<double> e, int n, int l)
    {
        for (var round = 0; ; round++)
        {
            var m = l;
            for (; m < n - 1; m++)
            {
                var size = Math.Abs(d[m]) + Math.Abs(d[m + 1]);
                if (Math.Abs(e[m]) <= double.Epsilon || Math.Abs(e[m]) + size == size) break;
            }
            if (m == l) return;
            if (round == 60) throw new ArithmeticException("The eigenvalues of a symmetric matrix did not converge.");
            Sweep(a, d, e, n, l, m);
        }
    }

    private static void Sweep(Span<double> a, Span<double> d, Span<double> e, int n, int l, int m)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        var r = Hypotenuse(g, 1);
        g = d[m] - d[l] + e[l] / (g + Math.CopySign(r, g));
        double s = 1, c = 1, p = 0;
        for (var i = m - 1; i >= l; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            e[i + 1] = r = Hypotenuse(f, g);
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            for (var k = 0; k < n; k++)
            {
                f = a[k * n + i + 1];
                a[k * n + i + 1] = s * a[k * n + i] + c * f;
                a[k * n + i] = c * a[k * n + i] - s * f;
            }
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static double Hypotenuse(double a, double b)
    {
        a = Math.Abs(a);
        b = Math.Abs(b);
        if (a < b) (a, b) = (b, a);
        return a == 0 ? 0 : a * Math.Sqrt(1 + b / a * (b / a));
    }
}
