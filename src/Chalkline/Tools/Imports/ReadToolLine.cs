using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Imports;

/// <summary>Reads a line of a file by the rules that the register's form is read by.</summary>
internal sealed class ReadToolLine(ToolLine line, KnownNames known)
{
    private static readonly char[] Between = [';', ',', '/', '|', '\n'];
    private static readonly string[] Yes = ["yes", "y", "true", "1", "x", "si"], No = ["no", "n", "false", "0"];

    /// <summary>By the field of the form.</summary>
    public List<AimFault> Faults { get; } = [];

    public ToolDifference Read()
    {
        var before = known.Tools.GetValueOrDefault((StoreConventions.Fold(line.Of(nameof(ToolForm.Vendor)) ?? ""), StoreConventions.Fold(line.Of(nameof(ToolForm.Name)) ?? "")));
        var (facts, faults) = ToolRules.Read(Over(before is null ? new() : ToolForm.Of(before)));
        Faults.AddRange(faults);
        // An owner that the tool has already may have closed the account since; only what the file itself says is asked for.
        var (owner, backup) = (Account(nameof(ToolForm.Owner), before?.Tool.Owner), Account(nameof(ToolForm.Backup), before?.Tool.Backup));
        var was = before is null ? null : ToolRules.Read(ToolForm.Of(before)).Facts;
        return new(line, before, facts, EnterTool.Since(was, facts, Become(before?.Tool, facts, owner, backup)), owner, backup);
    }

    /// <summary>The tool as it would be, as far as the log's entry asks it: of a decided tool, the day of the next review is part of the decision.</summary>
    private static Tool Become(Tool? before, ToolRules.Facts facts, AccountId? owner, AccountId? backup) => new()
    {
        Name = facts.Name,
        NameFolded = "",
        Purpose = facts.Purpose,
        Owner = owner,
        Backup = backup,
        ReviewBy = before is not null && Lifecycle.ToolLife.IsDecided(before.Stage) ? before.ReviewBy : facts.ReviewBy ?? before?.ReviewBy,
    };

    /// <summary>The form with what the line says in place of what stood there.</summary>
    private ToolForm Over(ToolForm form) => form with
    {
        Name = Text(nameof(ToolForm.Name), form.Name),
        Vendor = Text(nameof(ToolForm.Vendor), form.Vendor),
        Purpose = Text(nameof(ToolForm.Purpose), form.Purpose),
        Owner = Text(nameof(ToolForm.Owner), form.Owner),
        Backup = Text(nameof(ToolForm.Backup), form.Backup),
        Tier = Code<RiskTier>(nameof(ToolForm.Tier), form.Tier),
        TierWhy = Text(nameof(ToolForm.TierWhy), form.TierWhy),
        Grades = Text(nameof(ToolForm.Grades), form.Grades),
        Users = List(nameof(ToolForm.Users), form.Users, part => CodeOf<ToolUser>(part) is var code && Codes.Find<ToolUser>(code) is null ? null : code),
        Schools = List(nameof(ToolForm.Schools), form.Schools, part => known.Schools.TryGetValue(StoreConventions.Fold(part), out var id) ? id.ToString() : null),
        UseCases = List(nameof(ToolForm.UseCases), form.UseCases, part => known.UseCases.TryGetValue(StoreConventions.Fold(part), out var id) ? id.ToString() : null),
        Students = Text(nameof(ToolForm.Students), form.Students),
        Staff = Text(nameof(ToolForm.Staff), form.Staff),
        Generative = Flag(nameof(ToolForm.Generative), form.Generative),
        FreeVersion = Flag(nameof(ToolForm.FreeVersion), form.FreeVersion),
        ServesPlans = Flag(nameof(ToolForm.ServesPlans), form.ServesPlans),
        Model = Text(nameof(ToolForm.Model), form.Model),
        SubProcessors = Text(nameof(ToolForm.SubProcessors), form.SubProcessors),
        YearlyCost = Text(nameof(ToolForm.YearlyCost), form.YearlyCost),
        Funding = Text(nameof(ToolForm.Funding), form.Funding),
        ContractEnd = Text(nameof(ToolForm.ContractEnd), form.ContractEnd),
        NoticeBy = Text(nameof(ToolForm.NoticeBy), form.NoticeBy),
        SignIn = Code<SignInChannel>(nameof(ToolForm.SignIn), form.SignIn),
        Rostering = Code<RosterChannel>(nameof(ToolForm.Rostering), form.Rostering),
        Enforcement = Code<Enforcement>(nameof(ToolForm.Enforcement), form.Enforcement),
        EnforcementProof = Text(nameof(ToolForm.EnforcementProof), form.EnforcementProof),
        ReviewBy = Text(nameof(ToolForm.ReviewBy), form.ReviewBy),
    };

    private string? Text(string field, string? was) => line.Of(field) ?? was;

    private string? Code<T>(string field, string? was) where T : struct, Enum => line.Of(field) is { } cell ? CodeOf<T>(cell) : was;

    /// <summary>A code, or the words that stand for it on our pages in either language; what is neither stays as it is, and the form's rules refuse it.</summary>
    private static string CodeOf<T>(string cell) where T : struct, Enum
    {
        var folded = StoreConventions.Fold(cell);
        foreach (var value in Enum.GetValues<T>())
            if (Codes.Of(value) == folded || Language.All.Any(l => StoreConventions.Fold(ToolText.Of(l, value)) == folded)) return Codes.Of(value);
        return cell;
    }

    private string? Flag(string field, string? was)
    {
        if (line.Of(field) is not { } cell) return was;
        var folded = StoreConventions.Fold(cell);
        if (Yes.Contains(folded) || folded == "sí") return "yes";
        if (!No.Contains(folded)) Faults.Add(new(field, nameof(ToolImportWords.FaultYesNo)));
        return null;
    }

    private string[]? List(string field, string[]? was, Func<string, string?> find)
    {
        if (line.Of(field) is not { } cell) return was;
        // Users are written with spaces between them by our own file.
        var parts = field == nameof(ToolForm.Users) && cell.IndexOfAny(Between) < 0 ? cell.Split(' ') : cell.Split(Between);
        var found = new List<string>();
        foreach (var part in parts.Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            if (find(part) is { } value) found.Add(value);
            else Faults.Add(new(field, nameof(ToolImportWords.FaultUnknown), part));
        }
        return [.. found];
    }

    private AccountId? Account(string field, AccountId? was)
    {
        if (line.Of(field) is not { } email) return was;
        if (known.Accounts.TryGetValue(KnownNames.Address(email), out var id)) return id;
        Faults.Add(new(field, nameof(ToolWords.FaultNobody)));
        return null;
    }
}
