using System.Globalization;
using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Procurement;

/// <summary>A purchase as it is typed.</summary>
public sealed record PurchaseForm
{
    public string? Way { get; init; }
    public string? Cooperative { get; init; }
    public string? ContractNumber { get; init; }
    public string? WhyOnlyThey { get; init; }
    public string? RfpFrom { get; init; }
    public string? RfpUntil { get; init; }
    public string? OrderNumber { get; init; }
    public string? Ordered { get; init; }
    public string? NotToExceed { get; init; }
    public string? ApprovedBy { get; init; }
    public string? Years { get; init; }
    public string? LicenseOnce { get; init; }
    public string? LicenseYearly { get; init; }
    public string? TrainingOnce { get; init; }
    public string? TrainingYearly { get; init; }
    public string? DevicesOnce { get; init; }
    public string? DevicesYearly { get; init; }
    public string? StaffHoursOnce { get; init; }
    public string? StaffHoursYearly { get; init; }
    public string? HourRate { get; init; }
    public string? Version { get; init; }

    public static PurchaseForm Of(Purchase purchase)
    {
        static string? Number(decimal? number) => number is null or 0 ? "" : number.Value.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Way = Codes.Of(purchase.Way),
            Cooperative = purchase.Cooperative,
            ContractNumber = purchase.ContractNumber,
            WhyOnlyThey = purchase.WhyOnlyThey,
            RfpFrom = DayText.Field(purchase.RfpFrom),
            RfpUntil = DayText.Field(purchase.RfpUntil),
            OrderNumber = purchase.OrderNumber,
            Ordered = purchase.Ordered?.ToString(CultureInfo.InvariantCulture),
            NotToExceed = purchase.NotToExceed?.ToString(CultureInfo.InvariantCulture),
            ApprovedBy = purchase.ApprovedBy,
            Years = purchase.Years.ToString(CultureInfo.InvariantCulture),
            LicenseOnce = Number(purchase.LicenseOnce),
            LicenseYearly = Number(purchase.LicenseYearly),
            TrainingOnce = Number(purchase.TrainingOnce),
            TrainingYearly = Number(purchase.TrainingYearly),
            DevicesOnce = Number(purchase.DevicesOnce),
            DevicesYearly = Number(purchase.DevicesYearly),
            StaffHoursOnce = Number(purchase.StaffHoursOnce),
            StaffHoursYearly = Number(purchase.StaffHoursYearly),
            HourRate = Number(purchase.HourRate),
            Version = purchase.Version.ToString(CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>A quote as it is typed.</summary>
public sealed record QuoteForm
{
    public string? Seller { get; init; }
    public string? Amount { get; init; }
    public string? Day { get; init; }
    public string? ValidUntil { get; init; }
    public string? Note { get; init; }
}

/// <summary>What a purchase must be, and what it costs in all. Pure.</summary>
internal static class PurchaseRules
{
    private const int MostYears = 10;

    /// <summary>Fills a purchase from a form, and says what is wrong with it.</summary>
    public static List<AimFault> Fill(Purchase purchase, PurchaseForm form)
    {
        var reading = new FormReading();
        purchase.Way = reading.Choice<PurchaseWay>(form.Way, nameof(form.Way));
        purchase.Cooperative = reading.Line(form.Cooperative, nameof(form.Cooperative), Purchase.LongestLine, required: purchase.Way == PurchaseWay.Cooperative);
        purchase.ContractNumber = reading.Line(form.ContractNumber, nameof(form.ContractNumber), Purchase.LongestLine, required: purchase.Way == PurchaseWay.Cooperative);
        purchase.WhyOnlyThey = reading.Block(form.WhyOnlyThey, nameof(form.WhyOnlyThey), Purchase.LongestText, required: purchase.Way == PurchaseWay.SoleSource);
        purchase.RfpFrom = reading.Day(form.RfpFrom, nameof(form.RfpFrom), required: purchase.Way == PurchaseWay.Rfp);
        purchase.RfpUntil = reading.Day(form.RfpUntil, nameof(form.RfpUntil), required: purchase.Way == PurchaseWay.Rfp);
        if (purchase.RfpUntil < purchase.RfpFrom) reading.Refuse(nameof(form.RfpUntil), nameof(PurchaseWords.FaultEndBefore));
        purchase.OrderNumber = reading.Line(form.OrderNumber, nameof(form.OrderNumber), Purchase.LongestLine, required: false);
        (purchase.Ordered, purchase.NotToExceed) = (Money(reading, form.Ordered, nameof(form.Ordered)), Money(reading, form.NotToExceed, nameof(form.NotToExceed)));
        if (purchase.Ordered is not null && purchase.OrderNumber.Length == 0) reading.Refuse(nameof(form.OrderNumber), nameof(AimWords.FaultMissing));
        if (purchase.NotToExceed < purchase.Ordered) reading.Refuse(nameof(form.NotToExceed), nameof(PurchaseWords.FaultExceeded));
        purchase.ApprovedBy = reading.Line(form.ApprovedBy, nameof(form.ApprovedBy), Purchase.LongestLine, required: false);
        purchase.Years = reading.Whole(form.Years, nameof(form.Years), 1, MostYears) ?? 1;
        (purchase.LicenseOnce, purchase.LicenseYearly) = (Amount(form.LicenseOnce, nameof(form.LicenseOnce)), Amount(form.LicenseYearly, nameof(form.LicenseYearly)));
        (purchase.TrainingOnce, purchase.TrainingYearly) = (Amount(form.TrainingOnce, nameof(form.TrainingOnce)), Amount(form.TrainingYearly, nameof(form.TrainingYearly)));
        (purchase.DevicesOnce, purchase.DevicesYearly) = (Amount(form.DevicesOnce, nameof(form.DevicesOnce)), Amount(form.DevicesYearly, nameof(form.DevicesYearly)));
        (purchase.StaffHoursOnce, purchase.StaffHoursYearly) = (Amount(form.StaffHoursOnce, nameof(form.StaffHoursOnce)), Amount(form.StaffHoursYearly, nameof(form.StaffHoursYearly)));
        purchase.HourRate = Amount(form.HourRate, nameof(form.HourRate));
        return reading.Faults;

        decimal Amount(string? typed, string field) => Money(reading, typed, field) ?? 0;
    }

    /// <summary>A quote, read; null where something is wrong with it.</summary>
    public static Quote? Read(FormReading reading, QuoteForm form, QuoteId id, ToolId tool, DateTimeOffset now)
    {
        var (seller, amount) = (reading.Line(form.Seller, nameof(form.Seller), Purchase.LongestLine), Money(reading, form.Amount, nameof(form.Amount)));
        var (day, valid) = (reading.Day(form.Day, nameof(form.Day)), reading.Day(form.ValidUntil, nameof(form.ValidUntil), required: false));
        var note = reading.Line(form.Note, nameof(form.Note), Purchase.LongestLine, required: false);
        if (string.IsNullOrWhiteSpace(form.Amount)) reading.Refuse(nameof(form.Amount), nameof(AimWords.FaultMissing));
        if (valid < day) reading.Refuse(nameof(form.ValidUntil), nameof(PurchaseWords.FaultEndBefore));
        return reading.IsGood ? new() { Id = id, Tool = tool, Seller = seller, Amount = amount!.Value, Day = day!.Value, ValidUntil = valid, Note = note, AddedAt = now } : null;
    }

    /// <summary>What it costs in all: what is paid once falls in the first year, and hours cost what an hour does.</summary>
    public static IReadOnlyList<CostLine> Costs(Purchase of) =>
    [
        Line(CostKind.License, of.LicenseOnce, of.LicenseYearly, of.Years),
        Line(CostKind.Training, of.TrainingOnce, of.TrainingYearly, of.Years),
        Line(CostKind.Devices, of.DevicesOnce, of.DevicesYearly, of.Years),
        Line(CostKind.StaffTime, of.StaffHoursOnce * of.HourRate, of.StaffHoursYearly * of.HourRate, of.Years),
    ];

    private static CostLine Line(CostKind kind, decimal once, decimal yearly, int years) => new(kind, [.. Enumerable.Range(0, years).Select(y => decimal.Round((y == 0 ? once : 0) + yearly, 2))]);

    private static decimal? Money(FormReading reading, string? typed, string field)
    {
        var amount = reading.Number(typed?.Replace("$", "", StringComparison.Ordinal), field, required: false);
        if (amount < 0 || amount is { } money && decimal.Round(money, 2) != money) reading.Refuse(field, nameof(PurchaseWords.FaultMoney));
        return amount;
    }
}
