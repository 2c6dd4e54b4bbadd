using Chalkline.Platform;

namespace Chalkline.Briefing.Packet;

/// <summary>A template of the district's own.</summary>
public readonly record struct PacketTemplateId(Guid Value) : IId<PacketTemplateId>
{
    public static PacketTemplateId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>How a packet is put together: Markdown with slots that capabilities fill.</summary>
public sealed class PacketTemplate : IVersioned
{
    public PacketTemplateId Id { get; init; }
    public required string Name { get; set; }
    public required string Body { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>The district's own Word document whose styles, header and footer a packet takes: one row, or none.</summary>
public sealed class PacketLetterhead : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;
    public required string FileName { get; set; }
    public required byte[] Content { get; set; }
    public DateTimeOffset UploadedAt { get; set; }
    public int Version { get; set; }
}
