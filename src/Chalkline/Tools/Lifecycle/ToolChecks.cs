using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A check that is answered by what the register itself has of a tool.</summary>
/// <param name="name">As in packs; its words are <c>Check_…</c>, <c>Check_…_Yes</c> and <c>Check_…_No</c>.</param>
internal abstract class RegisterCheck(string name) : IToolCheck
{
    public string Name => name;

    private string Word => "Check_" + name.Replace('-', '_');

    public string Says(Language language) => ToolText.Say(language, Word);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var found = await asked.Db.Set<Tool>().AsNoTracking().Where(t => tools.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var holds = await Hold(asked, [.. found.Values], ct);
        return [.. tools.Select(id => found.ContainsKey(id)
            ? new CheckResult(holds.Contains(id) ? CheckState.Met : CheckState.NotMet, Says(asked.Language), ToolText.Say(asked.Language, Word + (holds.Contains(id) ? "_Yes" : "_No"))) { Path = PathOf(id), Needs = ToolRights.Manage }
            : new CheckResult(CheckState.InsufficientInformation, Says(asked.Language), ToolText.Say(asked.Language, nameof(ToolWords.CheckGone))))];
    }

    /// <summary>Where it is mended.</summary>
    protected virtual string PathOf(ToolId id) => $"/tools/{id}/edit";

    /// <summary>Those of the tools of which it holds.</summary>
    protected abstract Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct);

    protected static IReadOnlySet<ToolId> Of(IEnumerable<Tool> tools) => tools.Select(t => t.Id).ToHashSet();
}

/// <summary>Somebody with an open account answers for it.</summary>
internal sealed class HasOwner() : RegisterCheck("has-owner")
{
    protected override async Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct)
    {
        var gone = await StaffNames.Gone(asked.Db, tools.Select(t => t.Owner), ct);
        return Of(tools.Where(t => t.Owner is { } owner && !gone.Contains(owner)));
    }
}

/// <summary>Somebody else does when the owner cannot.</summary>
internal sealed class HasBackup() : RegisterCheck("has-backup")
{
    protected override async Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct)
    {
        var gone = await StaffNames.Gone(asked.Db, tools.Select(t => t.Backup), ct);
        return Of(tools.Where(t => t.Backup is { } backup && !gone.Contains(backup) && backup != t.Owner));
    }
}

/// <summary>A tool that serves no use case, and so no goal, passes no gate.</summary>
internal sealed class ServesUseCase() : RegisterCheck("serves-use-case")
{
    protected override async Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct)
    {
        var ids = tools.Select(t => t.Id).ToList();
        return (await asked.Db.Set<ToolUseCase>().AsNoTracking().Where(u => ids.Contains(u.Tool)).Select(u => u.Tool).Distinct().ToListAsync(ct)).ToHashSet();
    }
}

/// <summary>The risk tier is set, with its reason.</summary>
internal sealed class TierIsSet() : RegisterCheck("tier-set")
{
    protected override Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct) => Task.FromResult(Of(tools.Where(t => t.Tier is not null && t.TierWhy.Length > 0)));
}

/// <summary>What it costs is known, and where the money comes from.</summary>
internal sealed class FundingIsNamed() : RegisterCheck("funding-named")
{
    protected override Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct) =>
        Task.FromResult(Of(tools.Where(t => t.YearlyCost == 0 || t.YearlyCost is not null && t.Funding.Length > 0)));
}

/// <summary>Whoever answers for it, and whoever reviewed it, has declared the own interests for this school year.</summary>
internal sealed class ConflictsAreDeclared(IEnumerable<IToolPeople> people) : RegisterCheck("conflicts-declared")
{
    protected override string PathOf(ToolId id) => $"/tools/{id}";

    protected override async Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct)
    {
        var hands = tools.Select(t => (Tool: t.Id, Person: t.Owner)).ToList();
        foreach (var known in people.Where(p => p.Hand == ToolHand.Reviewed))
            hands.AddRange((await known.Of(asked.Db, [.. tools.Select(t => t.Id)], ct)).SelectMany(t => t.Select(p => (t.Key, (AccountId?)p))));
        var declared = new HashSet<AccountId>();
        foreach (var person in hands.Select(h => h.Person).OfType<AccountId>().Distinct())
            if (await DecisionRequests.HasDeclared(asked.Db, person, asked.Today, ct)) declared.Add(person);
        var all = hands.ToLookup(h => h.Tool, h => h.Person);
        return Of(tools.Where(t => all[t.Id].All(p => p is { } person && declared.Contains(person))));
    }
}

/// <summary>What is named in students' plans has something in its place that special education agreed to.</summary>
internal sealed class ReplacementIsNamed() : RegisterCheck("replacement-for-accommodation")
{
    protected override string PathOf(ToolId id) => $"/tools/{id}/replacement";

    protected override Task<IReadOnlySet<ToolId>> Hold(CheckQuestion asked, IReadOnlyList<Tool> tools, CancellationToken ct) => Task.FromResult(Of(tools.Where(t => !t.ServesPlans || t.Replacement is not null)));
}
