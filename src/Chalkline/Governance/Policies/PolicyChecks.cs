using System.Globalization;
using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>
/// A policy on a subject is adopted and not withdrawn: by the template that it began from, whatever the district calls it. Who decides what is adopted as a table, too.
/// </summary>
internal sealed class DocumentIsAdopted(PolicyTemplates templates) : ICheckKind
{
    /// <summary>A template's id, and met by the delegation table in force as well.</summary>
    private const string Delegation = "delegation";

    public string Name => "document-adopted";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(DocumentChoices.Parameter, CheckValue.Choice)];

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.CheckAdopted));

    public string Says(Language language, CheckParameter parameter) => RuleText.Say(language, nameof(RuleWords.CheckDocument));

    public async Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct)
    {
        var choices = await DocumentChoices.Of(asked, templates, ct);
        return choices.Any(c => c.Value == Delegation) ? choices : [.. choices, new(Delegation, DecisionText.Say(asked.Language, nameof(DecisionWords.Delegation)))];
    }

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var names = (await Choices(asked, Parameters[0], ct)).ToDictionary(c => c.Value, c => c.Text);
        var documents = await DocumentChoices.Policies(asked.Db, criteria, ct);
        var table = criteria.Any(c => c[DocumentChoices.Parameter] == Delegation) ? await ReadDelegation.InForce(asked.Db, ct) : null;
        var ids = documents.Select(d => d.Id).ToList();
        var versions = (await asked.Db.Set<PolicyVersion>().AsNoTracking().Where(v => ids.Contains(v.Policy) && v.State != PolicyState.Withdrawn && v.State != PolicyState.Superseded)
            .Select(v => new { v.Policy, v.State, v.AdoptedOn }).ToListAsync(ct)).ToLookup(v => v.Policy);
        return [.. criteria.Select(Result)];

        CheckResult Result(Criterion criterion)
        {
            if (criterion[DocumentChoices.Parameter] is not { } document || !names.TryGetValue(document, out var name))
                return new(CheckState.InsufficientInformation, Says(asked.Language), Say(nameof(RuleWords.CheckNoDocument))) { Path = "/policies" };
            var what = Say(nameof(RuleWords.CheckAdoptedWhat), name);
            var of = documents.Where(d => d.Document == document).SelectMany(d => versions[d.Id]).ToList();
            if (document == Delegation && table is not null)
                return new(CheckState.Met, what, Say(nameof(RuleWords.CheckAdoptedOn), DayText.Of(asked.Language, table.AdoptedOn!.Value))) { Path = "/delegation" };
            if (of.Where(v => v.AdoptedOn is not null).MaxBy(v => v.AdoptedOn) is { } adopted)
                return new(CheckState.Met, what, Say(nameof(RuleWords.CheckAdoptedOn), DayText.Of(asked.Language, adopted.AdoptedOn!.Value))) { Path = Path(document) };
            return of.Count == 0 ? new(CheckState.NotMet, what, Say(nameof(RuleWords.CheckNotBegun))) { Path = "/policies/new?template=" + document, Needs = PolicyRights.Write }
                : new(CheckState.NotMet, what, Say(nameof(RuleWords.CheckStands), RuleText.Of(asked.Language, of.Max(v => v.State)))) { Path = Path(document) };
        }

        string Path(string document) => "/policies/" + documents.First(d => d.Document == document && versions.Contains(d.Id)).Id;

        string Say(string key, params object[] values) => RuleText.Say(asked.Language, key, values);
    }
}

/// <summary>At least a share of those who must have acknowledged the version in force; of a school: of its own people.</summary>
internal sealed class DocumentIsAcknowledged(PolicyTemplates templates) : ICheckKind
{
    private const string ShareName = "share";

    public string Name => "document-acknowledged";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(DocumentChoices.Parameter, CheckValue.Choice), new(ShareName, CheckValue.Whole)];

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.CheckAcknowledged));

    public string Says(Language language, CheckParameter parameter) => RuleText.Say(language, parameter.Name == ShareName ? nameof(RuleWords.CheckShare) : nameof(RuleWords.CheckDocument));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) => DocumentChoices.Of(asked, templates, ct);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var names = (await DocumentChoices.Of(asked, templates, ct)).ToDictionary(c => c.Value, c => c.Text);
        var documents = (await DocumentChoices.Policies(asked.Db, criteria, ct)).Where(d => d.Published is not null).ToList();
        var results = new List<CheckResult>();
        foreach (var criterion in criteria) results.Add(await Result(criterion));
        return results;

        async Task<CheckResult> Result(Criterion criterion)
        {
            if (criterion[DocumentChoices.Parameter] is not { } document || !names.TryGetValue(document, out var name)
                || !int.TryParse(criterion[ShareName], NumberStyles.None, CultureInfo.InvariantCulture, out var share) || share is < 1 or > 100)
                return new(CheckState.InsufficientInformation, Says(asked.Language), Say(nameof(RuleWords.CheckNoShare))) { Path = "/policies" };
            var what = Say(nameof(RuleWords.CheckAcknowledgedWhat), share, name);
            if (documents.Where(d => d.Document == document).Select(d => (PolicyId?)d.Id).FirstOrDefault() is not { } policy)
                return new(CheckState.NotMet, what, Say(nameof(RuleWords.CheckNotInForce))) { Path = "/policies" };
            var (must, done) = await Count(asked.Db, policy, criterion.School, ct);
            var path = $"/policies/{policy}/acknowledgements";
            if (must == 0) return new(CheckState.InsufficientInformation, what, Say(nameof(RuleWords.CheckNobodyMust))) { Path = $"/policies/{policy}/audience", Needs = PolicyRights.Write };
            return new(100L * done >= (long)share * must ? CheckState.Met : CheckState.NotMet, what, Say(nameof(RuleWords.CheckHave), done, must)) { Path = path, Needs = PolicyRights.Acknowledgements };
        }

        string Say(string key, params object[] values) => RuleText.Say(asked.Language, key, values);
    }

    private static async Task<(int Must, int Done)> Count(DistrictDb db, PolicyId policy, SchoolId? school, CancellationToken ct)
    {
        var duties = Duties.Of(db).Where(d => d.Policy == policy);
        if (school is { } one) duties = duties.Where(d => d.School == one);
        return (await duties.Select(d => d.Account).Distinct().CountAsync(ct), await duties.Where(d => d.Done).Select(d => d.Account).Distinct().CountAsync(ct));
    }
}

/// <summary>A policy by the template that it began from.</summary>
internal sealed record DocumentPolicy(PolicyId Id, string Document, int? Published);

/// <summary>The subjects of policies, as checks choose from them.</summary>
internal static class DocumentChoices
{
    public const string Parameter = "document";

    public static async Task<IReadOnlyList<CheckChoice>> Of(CheckQuestion asked, PolicyTemplates templates, CancellationToken ct) =>
        [.. (await templates.All(asked.Db, ct)).Select(t => new CheckChoice(t.Id, t.Name.In(asked.Language)))];

    public static Task<List<DocumentPolicy>> Policies(DistrictDb db, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var wanted = criteria.Select(c => c[Parameter]).OfType<string>().Distinct().ToList();
        return db.Set<Policy>().AsNoTracking().Where(p => p.WithdrawnAt == null && p.Document != null && wanted.Contains(p.Document)).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .Select(p => new DocumentPolicy(p.Id, p.Document!, p.Published)).ToListAsync(ct);
    }
}
