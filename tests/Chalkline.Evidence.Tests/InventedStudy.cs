using Chalkline.Simulation;

namespace Chalkline.Evidence.Tests;

/// <summary>A row by names; its numbers as stored, 0 where missing.</summary>
internal sealed record InventedRow(string Cluster, string Arm, string Occasion, ulong Missing, long[] Numbers, Indicator[] Indicators);

/// <summary>Invented rows of a plan, few enough to be summed again and again.</summary>
internal sealed record InventedStudy(MomentsPlan Plan, IReadOnlyList<InventedRow> Rows)
{
    public const int Pretest = 0, Attendance = 1, Exam = 2;

    public const long One = 10_000_000_000;

    public Moments Moments => Sum(Rows);

    /// <summary>pretest (sometimes missing), attendance and exam; rooms as a factor, pairs of classes as blocks, a subgroup, two occasions.</summary>
    public static InventedStudy Of(ulong seed, int classes = 12, int arms = 2)
    {
        var random = new SeededRandom(seed);
        var rows = new List<InventedRow>();
        for (var c = 0; c < classes; c++)
        {
            var ofClass = random.Normal();
            var students = 4 + random.Below(9);
            for (var s = 0; s < students; s++) rows.Add(Row(random, c, arms, ofClass));
        }
        var numbers = new[] { new NumberColumn("pretest"), new NumberColumn("attendance"), new NumberColumn("exam") };
        return new InventedStudy(new MomentsPlan(numbers, ["pair", "room", "support"]), rows);
    }

    public static ModelSpec Spec(int arms = 2) => new()
    {
        Outcome = Exam,
        Arms = Enumerable.Range(0, arms).Select(a => $"arm {a}").ToList(),
        Required = 0,
        Covariates = [new Covariate.Number("pretest", Pretest), new Covariate.Number("attendance", Attendance), new Covariate.Factor("room")],
    };

    public InventedStudy With(Func<InventedRow, InventedRow> change) => this with { Rows = Rows.Select(change).ToList() };

    /// <summary>With a number changed in every row in which it is not missing.</summary>
    public InventedStudy WithNumber(int index, Func<long, long> change) => With(row =>
    {
        if (row.Indicators.Contains(new Indicator(Plan.Numbers[index].Name, Indicator.Missing))) return row;
        var numbers = row.Numbers.ToArray();
        numbers[index] = change(numbers[index]);
        return row with { Numbers = numbers };
    });

    /// <summary>Names get their numbers in the order in which these rows bring them.</summary>
    public Moments Sum(IEnumerable<InventedRow> rows)
    {
        List<string> clusters = [], arms = [], occasions = [];
        var indicators = new List<Indicator>();
        var builder = new MomentsBuilder(Plan);
        foreach (var r in rows)
        {
            var id = new CellId(IdIn(clusters, r.Cluster), IdIn(arms, r.Arm), IdIn(occasions, r.Occasion), r.Missing);
            builder.Add(id, r.Numbers, Array.ConvertAll(r.Indicators, x => IdIn(indicators, x)));
        }
        return builder.Build(new MomentsNames(clusters, arms, occasions, indicators));
    }

    /// <summary>HC2 by a second pass, each part by a worker of its own.</summary>
    public static ModelFigures ByRows(Moments moments, ModelSpec spec, EffectModel model, IEnumerable<IEnumerable<InventedRow>> parts)
    {
        var place = moments.Indicators.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i);
        var passes = new List<EffectModel.RowPass>();
        foreach (var part in parts)
        {
            var pass = model.BeginRows();
            foreach (var r in part) pass.Add(r.Numbers, Array.ConvertAll(r.Indicators, x => place[x]), spec.Arms.ToList().IndexOf(r.Arm));
            passes.Add(pass);
        }
        return model.ByRows(passes, 0.95);
    }

    private static InventedRow Row(SeededRandom random, int c, int arms, double ofClass)
    {
        var indicators = new List<Indicator> { new("pair", $"{c / arms}"), new("room", $"{random.Below(3)}"), new("support", $"{random.Below(2)}") };
        var pretest = random.Normal();
        var known = random.Below(8) > 0;
        if (!known) indicators.Add(new Indicator("pretest", Indicator.Missing));
        var exam = pretest + ofClass + random.Normal() + 0.3 * (c % arms);
        return new InventedRow($"class {c}", $"arm {c % arms}", $"term {random.Below(2)}", 0,
            [known ? Stored(pretest) : 0, random.Below(200) * One / 10, Stored(exam)], indicators.ToArray());
    }

    public static long Stored(double value) => (long)Math.Round(value * One);

    private static int IdIn<T>(List<T> names, T name)
    {
        var at = names.IndexOf(name);
        if (at >= 0) return at;
        names.Add(name);
        return names.Count - 1;
    }
}
