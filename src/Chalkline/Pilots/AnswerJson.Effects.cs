using Chalkline.Evidence;

namespace Chalkline.Pilots;

// Effects and subgroups.
public sealed partial class AnswerJson
{
    private void Effect(EffectAnswer e)
    {
        _json.WriteString("outcome", e.Outcome.Value);
        _json.WriteString("arm", e.Arm.Value);
        _json.WriteString("against", e.Against.Value);
        Label(e.Outcome, e.Arm, e.Against);
        _json.WriteString("role", Code(e.Role.ToString()));
        Count("observations", e.Observations);
        Count("students", e.Students);
        Count("clusters", e.Clusters);
        Estimate(e.Effect);
        _json.WriteStartObject("conventional");
        Number("standardError", e.Robustness.CR1S);
        P("p", e.Robustness.ConventionalP);
        _json.WriteEndObject();
        Robustness(e.Robustness);
        P("adjustedP", e.AdjustedP);
        HedgesG(e.HedgesG);
        Number("coxIndex", e.CoxIndex);
        Number("improvementIndex", e.ImprovementIndex);
    }

    private void Subgroup(Named outcome, SubgroupAnswer s)
    {
        _json.WriteString("outcome", outcome.Value);
        _json.WriteString("column", s.Column);
        _json.WriteString("level", s.Level);
        _json.WriteString("arm", s.Arm.Value);
        _json.WriteString("against", s.Against.Value);
        Label(outcome, s.Arm, s.Against);
        Count("studentsInArm", s.StudentsInArm);
        Count("studentsInAgainst", s.StudentsInAgainst);
        Count("clustersInArm", s.ClustersInArm);
        Count("clustersInAgainst", s.ClustersInAgainst);
        Estimate("effect", s.Effect);
        Estimate("difference", s.Difference);
        HedgesG(s.HedgesG);
        P("adjustedP", s.AdjustedP);
        _json.WriteString("refusal", s.Refusal is { } r ? Code(r.ToString()) : null);
    }

    private void Label(Named outcome, Named arm, Named against)
    {
        _json.WriteStartObject("label");
        _json.WriteString("outcome", outcome.Label);
        _json.WriteString("arm", arm.Label);
        _json.WriteString("against", against.Label);
        _json.WriteEndObject();
    }

    private void Estimate(string name, Estimate? estimate)
    {
        if (estimate is null)
        {
            _json.WriteNull(name);
            return;
        }
        _json.WriteStartObject(name);
        Estimate(estimate);
        _json.WriteEndObject();
    }

    private void Estimate(Estimate e)
    {
        Number("estimate", e.Value);
        Number("standardError", e.StandardError);
        Number("degreesOfFreedom", e.DegreesOfFreedom);
        P("p", e.P);
        Interval("interval", e.Interval);
    }

    private void Robustness(Robustness r)
    {
        _json.WriteStartObject("robustness");
        Number("cr0", r.CR0);
        Number("cr1", r.CR1);
        if (r.CR3 is { } standardError)
        {
            _json.WriteStartObject("cr3");
            Number("standardError", standardError);
            P("p", r.CR3P);
            _json.WriteEndObject();
        }
        else
        {
            _json.WriteNull("cr3");
        }
        if (r.Permutation is { } test)
        {
            _json.WriteStartObject("permutation");
            P("p", test.P);
            _json.WriteBoolean("exact", test.Exact);
            Count("assignments", test.Assignments);
            _json.WriteEndObject();
        }
        else
        {
            _json.WriteNull("permutation");
        }
        _json.WriteEndObject();
    }

    private void HedgesG(HedgesG? g)
    {
        if (g is null)
        {
            _json.WriteNull("hedgesG");
            return;
        }
        _json.WriteStartObject("hedgesG");
        Number("value", g.Value);
        Interval("interval", g.Interval);
        Number("standardDeviation", g.StandardDeviation);
        _json.WriteEndObject();
    }
}
