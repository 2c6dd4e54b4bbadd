using Chalkline.Platform;

namespace Chalkline.Briefing;

/// <summary>Rights over the board packet.</summary>
public static class PacketRights
{
    /// <summary>Make a packet for a meeting. It has no figure about a single member of the staff, and no student.</summary>
    public static Right Read { get; } = Right.Of("packet.read", Role.Superintendent, Role.AiLead, Role.BoardClerk, Role.Auditor);

    /// <summary>Write templates, and upload the district's own Word document.</summary>
    public static Right Manage { get; } = Right.Of("packet.manage", Role.Superintendent, Role.AiLead, Role.BoardClerk);
}
