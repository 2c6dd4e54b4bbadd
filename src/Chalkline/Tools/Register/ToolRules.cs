using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;

namespace Chalkline.Tools.Register;

/// <summary>What a tool must be, and which changes bring it up for review. Pure.</summary>
internal static class ToolRules
{
    /// <summary>More than any district has, and few enough to be counted.</summary>
    private const int MostPeople = 5_000_000;

    private const int MostSchools = 2000, MostUseCases = 50;

    /// <summary>What people say of a tool, read. Ids are not yet known to exist.</summary>
    /// <param name="Owner">An e-mail address; "": nobody yet.</param>
    public sealed record Facts(string Name, string Vendor, string Purpose, string Owner, string Backup, RiskTier? Tier, string TierWhy, string GradeCodes, string UserCodes, int? Students, int? Staff,
        bool Generative, bool FreeVersion, bool ServesPlans, string Model, string SubProcessors, decimal? YearlyCost, string Funding, DateOnly? ContractEnd, DateOnly? NoticeBy, SignInChannel SignIn,
        RosterChannel Rostering, Enforcement Enforcement, string EnforcementProof, DateOnly? ReviewBy, IReadOnlyList<UseCaseId> UseCases, IReadOnlyList<SchoolId> Schools);

    public static (Facts Facts, List<AimFault> Faults) Read(ToolForm form)
    {
        var reading = new FormReading();
        if (!GradeSet.TryParse(form.Grades, out var grades)) reading.Refuse(nameof(form.Grades), nameof(AimWords.FaultGrades));
        var users = Enum.GetValues<ToolUser>().Where(u => form.Users?.Contains(Codes.Of(u)) ?? false).ToList();
        var cost = reading.Number(form.YearlyCost?.Replace("$", "", StringComparison.Ordinal), nameof(form.YearlyCost), required: false);
        if (cost < 0 || cost is { } money && decimal.Round(money, 2) != money) reading.Refuse(nameof(form.YearlyCost), nameof(ToolWords.FaultMoney));
        var facts = new Facts(
            reading.Line(form.Name, nameof(form.Name), Tool.LongestName),
            reading.Line(form.Vendor, nameof(form.Vendor), Vendor.LongestName),
            reading.Block(form.Purpose, nameof(form.Purpose), Tool.LongestText, required: false),
            reading.Line(form.Owner, nameof(form.Owner), Tool.LongestLine, required: false),
            reading.Line(form.Backup, nameof(form.Backup), Tool.LongestLine, required: false),
            string.IsNullOrWhiteSpace(form.Tier) ? null : reading.Choice<RiskTier>(form.Tier, nameof(form.Tier)),
            reading.Block(form.TierWhy, nameof(form.TierWhy), Tool.LongestText, required: false),
            grades.Codes,
            string.Join(' ', users.Select(Codes.Of)),
            reading.Whole(form.Students, nameof(form.Students), 0, MostPeople, required: false),
            reading.Whole(form.Staff, nameof(form.Staff), 0, MostPeople, required: false),
            form.Generative is not null, form.FreeVersion is not null, form.ServesPlans is not null,
            reading.Line(form.Model, nameof(form.Model), Tool.LongestLine, required: false),
            reading.Block(form.SubProcessors, nameof(form.SubProcessors), Tool.LongestText, required: false),
            cost,
            reading.Line(form.Funding, nameof(form.Funding), Tool.LongestLine, required: false),
            reading.Day(form.ContractEnd, nameof(form.ContractEnd), required: false),
            reading.Day(form.NoticeBy, nameof(form.NoticeBy), required: false),
            Chosen<SignInChannel>(reading, form.SignIn, nameof(form.SignIn)),
            Chosen<RosterChannel>(reading, form.Rostering, nameof(form.Rostering)),
            Chosen<Enforcement>(reading, form.Enforcement, nameof(form.Enforcement)),
            reading.Block(form.EnforcementProof, nameof(form.EnforcementProof), Tool.LongestText, required: false),
            reading.Day(form.ReviewBy, nameof(form.ReviewBy), required: false),
            Ids<UseCaseId>(reading, form.UseCases, nameof(form.UseCases), MostUseCases),
            Ids<SchoolId>(reading, form.Schools, nameof(form.Schools), MostSchools));
        if (facts.Backup.Length > 0 && string.Equals(facts.Backup, facts.Owner, StringComparison.OrdinalIgnoreCase)) reading.Refuse(nameof(form.Backup), nameof(ToolWords.FaultSamePerson));
        if (facts.NoticeBy > facts.ContractEnd) reading.Refuse(nameof(form.NoticeBy), nameof(ToolWords.FaultNotice));
        if (facts.Enforcement != Enforcement.OnlyPromised && facts.EnforcementProof.Length == 0) reading.Refuse(nameof(form.EnforcementProof), nameof(ToolWords.FaultProof));
        return (facts, reading.Faults);
    }

    /// <summary>What the change of a tool that somebody said yes to raises: what was decided on is not what there is any more.</summary>
    /// <param name="language">In which the reasons are kept, as everybody who writes one chooses his own.</param>
    public static IEnumerable<(ConcernKind Kind, string Why)> Raised(Tool before, Facts after, Language language)
    {
        if (!ToolLife.IsDecided(before.Stage)) yield break;
        var was = Lines(before.SubProcessors);
        var added = Lines(after.SubProcessors).Where(s => !was.Contains(s)).ToList();
        if (added.Count > 0) yield return (ConcernKind.SubProcessorsChanged, Cut(ToolText.Say(language, nameof(ToolWords.WhySubProcessors), string.Join("; ", added))));
        if (after.Model != before.Model && before.Model.Length > 0) yield return (ConcernKind.ModelChanged, Cut(ToolText.Say(language, nameof(ToolWords.WhyModel), before.Model, after.Model)));
        if (after.Generative && !before.Generative) yield return (ConcernKind.FeatureAdded, ToolText.Say(language, nameof(ToolWords.WhyGenerative)));
        var grades = GradeSet.TryParse(after.GradeCodes, out var set) ? set.Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(g => !before.Grades.Contains(g)).ToList() : [];
        var users = after.UserCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(before.UserCodes.Split(' ')).ToList();
        var tier = after.Tier is { } now && (before.Tier is null || now > before.Tier);
        if (grades.Count > 0 || users.Count > 0 || tier)
            yield return (ConcernKind.UseWidened, ToolText.Say(language, nameof(ToolWords.WhyWidened), string.Join(", ", [
                .. grades.Count > 0 ? [GradeSet.Of(grades).Label] : Array.Empty<string>(), .. users.Select(u => ToolText.Of(language, Codes.Find<ToolUser>(u)!.Value)),
                .. tier ? [ToolText.Of(language, after.Tier!.Value)] : Array.Empty<string>()])));
    }

    private static HashSet<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Cut(string why) => why.Length <= ToolConcern.LongestWhy ? why : why[..(ToolConcern.LongestWhy - 1)] + "…";

    /// <summary>The first of the words where nothing is chosen.</summary>
    private static T Chosen<T>(FormReading reading, string? code, string field) where T : struct, Enum => string.IsNullOrWhiteSpace(code) ? default : reading.Choice<T>(code, field);

    private static List<TId> Ids<TId>(FormReading reading, string[]? typed, string field, int most) where TId : struct, IId<TId>
    {
        var ids = (typed ?? []).Select(t => reading.Id<TId>(t, field)).OfType<TId>().Distinct().ToList();
        if (ids.Count > most) reading.Refuse(field, nameof(AimWords.FaultChoice));
        return ids;
    }
}
