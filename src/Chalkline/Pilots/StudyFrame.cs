using Chalkline.Evidence;
using Chalkline.Exchange;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>
/// How a study's columns become the rows of its moments: which columns are read, as what, and what each missing value means.
/// </summary>
internal sealed class StudyFrame
{
    /// <summary>More levels than this in a factor is an identifier taken for a factor.</summary>
    public const int MostLevels = 2_000;

    /// <summary>More values than this in the arm's column is the wrong column.</summary>
    public const int MostArms = 20;

    private readonly List<int> _columns = [];

    public StudyFrame(StudyFile study, DelimitedFile data)
    {
        Study = study;
        CheckColumns(study, data);
        Filter = study.Where is { } where ? ParseFilter(study, where, data.Header) : null;
        int Slot(string column)
        {
            var at = data.Find(column);
            if (!_columns.Contains(at)) _columns.Add(at);
            return _columns.IndexOf(at);
        }

        var design = study.Design;
        Arm = Slot(design.Arm);
        Individual = design.Kind != DesignKind.ClusterRandomized && (design.Delivery == Delivery.Individual || design.Cluster.Count == 0);
        Student = study.Student is { } student ? Slot(student) : null;
        Occasion = study.Occasion is { } occasion ? Slot(occasion) : null;
        // Rows of one student on several occasions belong together, whoever shares the tool.
        Cluster = !Individual ? design.Cluster.Select(Slot).ToArray() : Repeated ? [Student!.Value] : [];
        Covariates = study.Adjust.Where(a => !a.Factor).Select(a => a.Column).ToList();
        var numbers = Covariates.Concat(study.Outcomes.Select(o => o.Column)).ToList();
        NumberSlots = numbers.Select(Slot).ToArray();
        Scales = new NumberScale[numbers.Count];
        for (var i = 0; i < Scales.Length; i++) Scales[i] = new NumberScale(study.ScaleOf(numbers[i]).Digits, study.ScaleOf(numbers[i]).Centre);
        Factors = study.Adjust.Where(a => a.Factor).Select(a => a.Column).ToList();
        Variables = Factors.Concat(design.Block is { } block ? [block] : []).Concat(study.Subgroups).Distinct().ToList();
        VariableSlots = Variables.Select(Slot).ToArray();
        Plan = new MomentsPlan(numbers.Select((n, i) => new NumberColumn(n, Scales[i].Digits, Scales[i].Centre)).ToList(), Variables);
        Arms = new NameTable([design.Control, .. design.Arms.Select(a => a.Value)]);
        data.Select(_columns);
    }

    public StudyFile Study { get; }
    public RowFilter? Filter { get; }
    public MomentsPlan Plan { get; }

    /// <summary>Whether inference rests on single students (or each student's rows together) and not on who shares the tool.</summary>
    public bool Individual { get; }

    public bool Repeated => Occasion is not null;

    /// <summary>Whether effects take a second pass over the rows (HC2): students stand alone and do not repeat.</summary>
    public bool ByRows => Individual && !Repeated;

    public int Arm { get; }
    public int? Student { get; }
    public int? Occasion { get; }
    public int[] Cluster { get; }

    /// <summary>Number covariates, in the order of <c>adjust</c>; the plan's numbers are these, then the outcomes.</summary>
    public IReadOnlyList<string> Covariates { get; }
    public int[] NumberSlots { get; }
    public NumberScale[] Scales { get; }
    public IReadOnlyList<string> Factors { get; }

    /// <summary>Columns that enter as indicators: factors, the block, subgroups.</summary>
    public IReadOnlyList<string> Variables { get; }
    public int[] VariableSlots { get; }

    public NameTable Arms { get; }
    public NameTable Clusters { get; } = new("");
    public NameTable Occasions { get; } = new("");

    /// <summary>Indicators by number; their variable and level joined, so that one table serves all.</summary>
    public NameTable Indicators { get; } = new();

    /// <summary>Arm values of rows that <c>where</c> dropped.</summary>
    public NameTable DroppedArms { get; } = new();

    public int OutcomeCount => Study.Outcomes.Count;

    /// <summary>The outcome's place among the plan's numbers.</summary>
    public int NumberOf(int outcome) => Covariates.Count + outcome;

    /// <summary>The columns that are read, by their place in the header; slots are indexes into it.</summary>
    public IReadOnlyList<int> HeaderColumns => _columns;

    /// <summary>A slot's column in the file's header.</summary>
    public int HeaderColumn(int slot) => _columns[slot];

    /// <summary>The bit of <see cref="CellKey.Missing"/> for an outcome.</summary>
    public static ulong OutcomeBit(int outcome) => 1UL << outcome;

    /// <summary>The bit of <see cref="CellKey.Missing"/> for a subgroup column.</summary>
    public ulong SubgroupBit(int subgroup) => 1UL << (OutcomeCount + subgroup);

    public static Indicator ToIndicator(string joined)
    {
        var cut = joined.IndexOf('\u001f', StringComparison.Ordinal);
        return new Indicator(joined[..cut], joined[(cut + 1)..]);
    }

    public MomentsNames Names => new(Clusters.Names, Arms.Names, Occasions.Names, Indicators.Names.Select(ToIndicator).ToList());

    public IReadOnlyList<Covariate> ModelCovariates => Study.Adjust.Select(a =>
        a.Factor ? (Covariate)new Covariate.Factor(a.Column) : new Covariate.Number(a.Column, Covariates.ToList().IndexOf(a.Column))).ToList();

    private static void CheckColumns(StudyFile study, DelimitedFile data)
    {
        var faults = study.Mentions.Where(m => data.Find(m.Column) < 0).DistinctBy(m => m.Column)
            .Select(m => new YamlFault(m.Line, m.Key, $"there is no column '{m.Column}' in {data.Path}{Nearest.Ask(m.Column, data.Header)}")).ToList();
        if (study.Outcomes.Count + study.Subgroups.Count > 60)
            faults.Add(new YamlFault(study.LineOf("outcomes"), "outcomes", "at most 60 outcomes and subgroup columns in one study"));
        if (faults.Count > 0) throw new StudyFileException(study.Path, faults);
    }

    private static RowFilter ParseFilter(StudyFile study, string where, IReadOnlyList<string> header)
    {
        try
        {
            return RowFilter.Parse(where, header);
        }
        catch (ExchangeException e)
        {
            throw new StudyFileException(study.Path, [new YamlFault(study.WhereLine, "where", e.Fault)]);
        }
    }
}
