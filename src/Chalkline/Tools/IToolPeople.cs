using Chalkline.Platform;

namespace Chalkline.Tools;

/// <summary>What somebody had to do with a tool before it is decided on.</summary>
public enum ToolHand
{
    /// <summary>Asked for it, and so does not review it.</summary>
    Asked,

    /// <summary>Reviewed it, and so has to declare the own interests.</summary>
    Reviewed,
}

/// <summary>Who had a hand in a tool: contributed by whoever keeps it. Rules that keep duties apart fold what was contributed.</summary>
public interface IToolPeople
{
    ToolHand Hand { get; }

    Task<ILookup<ToolId, AccountId>> Of(DistrictDb db, IReadOnlyCollection<ToolId> tools, CancellationToken ct);
}
