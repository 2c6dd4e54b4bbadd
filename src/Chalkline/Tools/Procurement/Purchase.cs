using Chalkline.Platform;

namespace Chalkline.Tools.Procurement;

/// <summary>How a tool is bought. Words: <c>PurchaseWay_…</c>.</summary>
public enum PurchaseWay
{
    /// <summary>Under a contract that a cooperative has bid out.</summary>
    Cooperative,
    SoleSource,

    /// <summary>Offers were asked for in public.</summary>
    Rfp,
    MicroPurchase,
}

/// <summary>How a tool is bought, what was ordered, and what it costs in all. The papers are files at it.</summary>
public sealed class Purchase : IVersioned
{
    public const int LongestLine = 300, LongestText = 2000;

    public ToolId Tool { get; init; }
    public PurchaseWay Way { get; set; }

    /// <summary>Of a cooperative: its name, and the contract's number.</summary>
    public string Cooperative { get; set; } = "";
    public string ContractNumber { get; set; } = "";

    /// <summary>Why nobody else can sell it.</summary>
    public string WhyOnlyThey { get; set; } = "";

    /// <summary>From when to when offers were asked for.</summary>
    public DateOnly? RfpFrom { get; set; }
    public DateOnly? RfpUntil { get; set; }
    public string OrderNumber { get; set; } = "";

    /// <summary>Dollars of the purchase order.</summary>
    public decimal? Ordered { get; set; }

    /// <summary>Dollars that may not be exceeded.</summary>
    public decimal? NotToExceed { get; set; }

    /// <summary>Who approved the money, by office or body, and when: "Board, minutes of October 13".</summary>
    public string ApprovedBy { get; set; } = "";

    /// <summary>Over how many years the whole cost is computed.</summary>
    public int Years { get; set; } = 1;

    // Dollars, once and in each year; hours of the staff.
    public decimal LicenseOnce { get; set; }
    public decimal LicenseYearly { get; set; }
    public decimal TrainingOnce { get; set; }
    public decimal TrainingYearly { get; set; }
    public decimal DevicesOnce { get; set; }
    public decimal DevicesYearly { get; set; }
    public decimal StaffHoursOnce { get; set; }
    public decimal StaffHoursYearly { get; set; }

    /// <summary>Dollars an hour of the staff's time costs.</summary>
    public decimal HourRate { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>A price that somebody offered.</summary>
public sealed class Quote
{
    public QuoteId Id { get; init; }
    public ToolId Tool { get; init; }

    /// <summary>Who offered it: not always who makes the tool.</summary>
    public required string Seller { get; init; }

    /// <summary>Dollars for the first year.</summary>
    public decimal Amount { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>Null: it says nothing.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The name of its file here, or what else there is to say.</summary>
    public string Note { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
}

/// <summary>What the whole costs are made of. Words: <c>CostKind_…</c>.</summary>
public enum CostKind
{
    License,
    Training,
    Devices,
    StaffTime,
}

/// <summary>A line of the whole cost, in dollars.</summary>
/// <param name="Years">Each year, what is paid once in the first.</param>
public sealed record CostLine(CostKind Kind, IReadOnlyList<decimal> Years)
{
    public decimal Total => Years.Sum();
}
