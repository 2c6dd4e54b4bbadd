using System.Globalization;
using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Register;

/// <summary>A tool as it is typed.</summary>
public sealed record ToolForm
{
    public string? Name { get; init; }

    /// <summary>The vendor's name; one that is not known yet is entered with the tool.</summary>
    public string? Vendor { get; init; }
    public string? Purpose { get; init; }

    /// <summary>Of a new one: "in-use" or "requested".</summary>
    public string? Entered { get; init; }
    public string[]? UseCases { get; init; }

    /// <summary>E-mail addresses of people with an account; "": nobody yet.</summary>
    public string? Owner { get; init; }
    public string? Backup { get; init; }

    /// <summary>A code; "": nobody has said.</summary>
    public string? Tier { get; init; }
    public string? TierWhy { get; init; }
    public string? Grades { get; init; }
    public string[]? Users { get; init; }
    public string[]? Schools { get; init; }
    public string? Students { get; init; }
    public string? Staff { get; init; }
    public string? Generative { get; init; }
    public string? FreeVersion { get; init; }
    public string? ServesPlans { get; init; }
    public string? Model { get; init; }
    public string? SubProcessors { get; init; }
    public string? YearlyCost { get; init; }
    public string? Funding { get; init; }
    public string? ContractEnd { get; init; }
    public string? NoticeBy { get; init; }
    public string? SignIn { get; init; }
    public string? Rostering { get; init; }
    public string? Enforcement { get; init; }
    public string? EnforcementProof { get; init; }
    public string? ReviewBy { get; init; }
    public string? Version { get; init; }

    /// <summary>The form as a tool fills it.</summary>
    public static ToolForm Of(ToolFull full)
    {
        var tool = full.Tool;
        return new()
        {
            Name = tool.Name,
            Vendor = full.VendorName,
            Purpose = tool.Purpose,
            UseCases = [.. full.UseCases.Select(u => u.Id.ToString())],
            Owner = full.OwnerEmail,
            Backup = full.BackupEmail,
            Tier = tool.Tier is { } tier ? Codes.Of(tier) : "",
            TierWhy = tool.TierWhy,
            Grades = tool.Grades.Label,
            Users = tool.UserCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Schools = [.. full.Schools.Select(s => s.Id.ToString())],
            Students = tool.Students?.ToString(CultureInfo.InvariantCulture),
            Staff = tool.Staff?.ToString(CultureInfo.InvariantCulture),
            Generative = tool.Generative ? "yes" : null,
            FreeVersion = tool.FreeVersion ? "yes" : null,
            ServesPlans = tool.ServesPlans ? "yes" : null,
            Model = tool.Model,
            SubProcessors = tool.SubProcessors,
            YearlyCost = tool.YearlyCost?.ToString(CultureInfo.InvariantCulture),
            Funding = tool.Funding,
            ContractEnd = DayText.Field(tool.ContractEnd),
            NoticeBy = DayText.Field(tool.NoticeBy),
            SignIn = Codes.Of(tool.SignIn),
            Rostering = Codes.Of(tool.Rostering),
            Enforcement = Codes.Of(tool.Enforcement),
            EnforcementProof = tool.EnforcementProof,
            ReviewBy = DayText.Field(tool.ReviewBy),
            Version = tool.Version.ToString(CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>A feature as it is typed.</summary>
public sealed record FeatureForm
{
    public string? Name { get; init; }
    public string? IsAi { get; init; }
    public string? Since { get; init; }
}

/// <summary>A vendor as it is typed.</summary>
public sealed record VendorForm
{
    public string? Name { get; init; }
    public string? Website { get; init; }
    public string? Contact { get; init; }
    public string? Version { get; init; }

    public static VendorForm Of(Vendor vendor) => new() { Name = vendor.Name, Website = vendor.Website, Contact = vendor.Contact, Version = vendor.Version.ToString(CultureInfo.InvariantCulture) };
}
