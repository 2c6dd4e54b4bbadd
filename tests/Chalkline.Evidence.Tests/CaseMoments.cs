using System.Globalization;

namespace Chalkline.Evidence.Tests;

/// <summary>Moments of a reference case, summed row by row as the product does.</summary>
internal sealed class CaseMoments
{
    private readonly ReferenceCase _case;
    private readonly MomentsPlan _plan;
    private readonly Numbering _clusters = new(), _arms = new(), _occasions = new();
    private readonly List<Indicator> _indicators = [];
    private readonly List<(CellId Cell, long[] Numbers, int[] Indicators, UInt128 Unit, int[] Subgroups)> _rows = [];
    private readonly List<string> _subgroupColumns;

    public CaseMoments(ReferenceCase c, IEnumerable<Dictionary<string, string>> rows)
    {
        _case = c;
        var adjust = c.List("adjust");
        Covariates = adjust.Where(a => !a.EndsWith('*')).Select((a, i) => new Covariate.Number(a, i)).ToList<Covariate>();
        var numbers = Covariates.Select(x => new NumberColumn(x.Name)).Append(new NumberColumn(c.Text("outcome")!)).ToList();
        Covariates = adjust.Select(a => a.EndsWith('*') ? new Covariate.Factor(a.TrimEnd('*')) : Covariates.First(x => x.Name == a)).ToList();
        Outcome = numbers.Count - 1;
        var block = c.Text("block");
        _subgroupColumns = c.Expected["subgroups"]?.AsArray().Select(s => (string)s!["column"]!).Distinct().ToList() ?? [];
        var variables = Covariates.OfType<Covariate.Factor>().Select(f => f.Name).Concat(block is null ? [] : [block]).Concat(_subgroupColumns).Distinct();
        _plan = new MomentsPlan(numbers, variables.ToList());
        foreach (var row in rows) Add(row, numbers, block);
        Moments = Sum(_rows);
    }

    public Moments Moments { get; }

    public int Outcome { get; }

    public IReadOnlyList<Covariate> Covariates { get; private set; }

    public int RowCount => _rows.Count;

    public ModelSpec Spec => new()
    {
        Outcome = Outcome,
        Arms = _case.Arms,
        Required = 0,
        Block = _case.Text("block"),
        Covariates = Covariates,
    };

    public MomentsNames Names => new(_clusters.All, _arms.All, _occasions.All, _indicators);

    /// <summary>Bit i is set where the i-th subgroup column is missing.</summary>
    public ulong Needs(string subgroupColumn) => 1UL << _subgroupColumns.IndexOf(subgroupColumn);

    public UnitCounts Units()
    {
        var ledger = new UnitLedger(1, repeated: true);
        foreach (var (cell, numbers, _, unit, subgroups) in _rows) ledger.Add(unit, cell, numbers.AsSpan(Outcome, 1), subgroups);
        return UnitLedger.Count([ledger], Names, [0]);
    }

    /// <summary>The moments of some rows, in the order given.</summary>
    public Moments SumOf(IEnumerable<int> rows) => Sum(rows.Select(i => _rows[i]));

    public ModelFigures ByRows(EffectModel model, double confidence)
    {
        var pass = model.BeginRows();
        var place = Moments.Indicators.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i);
        foreach (var (cell, numbers, indicators, _, _) in _rows)
        {
            var arm = _case.Arms.ToList().IndexOf(_arms.All[cell.Arm]);
            pass.Add(numbers, Array.ConvertAll(indicators, i => place[_indicators[i]]), arm);
        }
        return model.ByRows([pass], confidence);
    }

    private Moments Sum(IEnumerable<(CellId Cell, long[] Numbers, int[] Indicators, UInt128, int[])> rows)
    {
        var builder = new MomentsBuilder(_plan);
        foreach (var (cell, numbers, indicators, _, _) in rows) builder.Add(cell, numbers, indicators);
        return builder.Build(Names);
    }

    private void Add(Dictionary<string, string> row, List<NumberColumn> numbers, string? block)
    {
        if (!ReferenceCase.Known(row[_case.Text("outcome")!]) || !_case.Arms.Contains(row[_case.Text("arm")!])) return;
        if (_case.Text("missing") == "complete" && Covariates.Any(c => !ReferenceCase.Known(row[c.Name]))) return;
        var values = new long[numbers.Count];
        var indicators = new List<int>();
        var subgroups = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (ReferenceCase.Known(row[numbers[i].Name])) values[i] = Stored(row[numbers[i].Name]);
            else indicators.Add(IdOf(new Indicator(numbers[i].Name, Indicator.Missing)));
        }
        foreach (var variable in _plan.IndicatorVariables)
        {
            var known = ReferenceCase.Known(row[variable]);
            if (!known && _subgroupColumns.Contains(variable) && !Covariates.Any(c => c.Name == variable)) continue;
            indicators.Add(IdOf(new Indicator(variable, known ? row[variable] : Indicator.Missing)));
        }
        ulong missing = 0;
        for (var s = 0; s < _subgroupColumns.Count; s++)
        {
            if (!ReferenceCase.Known(row[_subgroupColumns[s]])) missing |= 1UL << s;
            else subgroups.Add(IdOf(new Indicator(_subgroupColumns[s], row[_subgroupColumns[s]])));
        }
        var cluster = _case.Individual ? "" : string.Join('\u001f', _case.List("cluster").Select(c => row[c]));
        var cell = new CellId(_clusters.Id(cluster), _arms.Id(row[_case.Text("arm")!]),
            _occasions.Id(_case.Text("occasion") is { } o ? row[o] : ""), missing);
        var unit = (UInt128)(1 + Math.Abs((long)row[_case.Text("student")!].GetHashCode(StringComparison.Ordinal))) << 64
            | ulong.Parse(new string(row[_case.Text("student")!].Where(char.IsAsciiDigit).ToArray()), CultureInfo.InvariantCulture) + 1;
        _rows.Add((cell, values, indicators.ToArray(), unit, subgroups.ToArray()));
    }

    private static long Stored(string text) => (long)Math.Round(
        decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) * 10_000_000_000m, MidpointRounding.AwayFromZero);

    private int IdOf(Indicator indicator)
    {
        var at = _indicators.IndexOf(indicator);
        if (at >= 0) return at;
        _indicators.Add(indicator);
        return _indicators.Count - 1;
    }

    private sealed class Numbering
    {
        public List<string> All { get; } = [];

        public int Id(string name)
        {
            var at = All.IndexOf(name);
            if (at >= 0) return at;
            All.Add(name);
            return All.Count - 1;
        }
    }
}
