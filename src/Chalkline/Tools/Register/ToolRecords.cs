using Chalkline.Roadmap;

namespace Chalkline.Tools.Register;

/// <summary>Tools and vendors as records: read by everybody on the staff, written by those who keep the register.</summary>
internal static class ToolRecords
{
    public static NamedRecord<Tool, ToolId> Tools { get; } =
        new("tool", "/tools/", language => ToolText.Say(language, nameof(ToolWords.Tool)), ToolRights.Read, ToolRights.Manage, t => t.Id);

    public static NamedRecord<Vendor, VendorId> Vendors { get; } =
        new("vendor", "/vendors/", language => ToolText.Say(language, nameof(ToolWords.Vendor)), ToolRights.Read, ToolRights.Manage, v => v.Id);
}
