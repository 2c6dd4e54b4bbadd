using System.Globalization;
using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Agreements;

/// <summary>An agreement as it is typed.</summary>
public sealed record AgreementForm
{
    public string? Name { get; init; }
    public string? Vendor { get; init; }
    public string? Kind { get; init; }
    public string[]? Tools { get; init; }
    public string? Parties { get; init; }
    public string? Purposes { get; init; }
    public string? Basis { get; init; }
    public string? StoredIn { get; init; }
    public string? SubProcessors { get; init; }
    public string? BreachHours { get; init; }
    public string? Retention { get; init; }
    public string? Disposal { get; init; }
    public string? Training { get; init; }
    public string? TrainingWhat { get; init; }
    public string? StateTerms { get; init; }
    public string? OthersMayJoin { get; init; }
    public string? FirstDay { get; init; }
    public string? LastDay { get; init; }
    public string? NoticeBy { get; init; }
    public string? RenewsItself { get; init; }
    public string? Version { get; init; }

    public static AgreementForm Of(AgreementFull full)
    {
        var one = full.Agreement;
        return new()
        {
            Name = one.Name,
            Vendor = one.Vendor.ToString(),
            Kind = Codes.Of(one.Kind),
            Tools = [.. full.Tools.Select(t => t.Id.ToString())],
            Parties = one.Parties,
            Purposes = one.Purposes,
            Basis = Codes.Of(one.Basis),
            StoredIn = one.StoredIn,
            SubProcessors = one.SubProcessors,
            BreachHours = one.BreachHours?.ToString(CultureInfo.InvariantCulture),
            Retention = one.Retention,
            Disposal = one.Disposal,
            Training = Codes.Of(one.Training),
            TrainingWhat = one.TrainingWhat,
            StateTerms = one.StateTerms,
            OthersMayJoin = one.OthersMayJoin ? "yes" : null,
            FirstDay = DayText.Field(one.FirstDay),
            LastDay = DayText.Field(one.LastDay),
            NoticeBy = DayText.Field(one.NoticeBy),
            RenewsItself = one.RenewsItself ? "yes" : null,
            Version = one.Version.ToString(CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>Elements that are added for one purpose.</summary>
public sealed record ElementsForm
{
    public string[]? Elements { get; init; }
    public string? Purpose { get; init; }
    public string? Version { get; init; }
}

/// <summary>A signature, a renewal or an early end as it is typed.</summary>
public sealed record AgreementStepForm
{
    /// <summary>The day that is on the paper, or from which it binds nobody.</summary>
    public string? Day { get; init; }

    /// <summary>The e-mail address of who signed for the district.</summary>
    public string? SignedFor { get; init; }

    /// <summary>Name and office of who signed for the vendor.</summary>
    public string? VendorSigner { get; init; }
    public string? Why { get; init; }
    public string? LastDay { get; init; }
    public string? NoticeBy { get; init; }
    public string? Version { get; init; }
}
