using Chalkline.Platform;

namespace Chalkline.Tools;

/// <summary>An AI product in use or asked for.</summary>
public readonly record struct ToolId(Guid Value) : IId<ToolId>
{
    public static ToolId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Who makes or sells tools.</summary>
public readonly record struct VendorId(Guid Value) : IId<VendorId>
{
    public static VendorId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A part of a tool that can be switched on by itself.</summary>
public readonly record struct ToolFeatureId(Guid Value) : IId<ToolFeatureId>
{
    public static ToolFeatureId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A reason for which a tool is under review.</summary>
public readonly record struct ToolConcernId(Guid Value) : IId<ToolConcernId>
{
    public static ToolConcernId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A tool on its way through a gate.</summary>
public readonly record struct ToolMoveId(Guid Value) : IId<ToolMoveId>
{
    public static ToolMoveId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A file of tools that waits for a person to agree to what it would do.</summary>
public readonly record struct StagedToolsId(Guid Value) : IId<StagedToolsId>
{
    public static StagedToolsId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a vendor agreed to about data.</summary>
public readonly record struct AgreementId(Guid Value) : IId<AgreementId>
{
    public static AgreementId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>An element of data that a tool takes from somewhere.</summary>
public readonly record struct DataUseId(Guid Value) : IId<DataUseId>
{
    public static DataUseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>That a vendor gave data back, or deleted them.</summary>
public readonly record struct DataReturnId(Guid Value) : IId<DataReturnId>
{
    public static DataReturnId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A price that somebody offered.</summary>
public readonly record struct QuoteId(Guid Value) : IId<QuoteId>
{
    public static QuoteId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Something that shows an answer of a review: a paper, a page.</summary>
public readonly record struct EvidenceId(Guid Value) : IId<EvidenceId>
{
    public static EvidenceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Questions to a vendor, with the link by which they are answered.</summary>
public readonly record struct VendorLinkId(Guid Value) : IId<VendorLinkId>
{
    public static VendorLinkId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody asked for.</summary>
public readonly record struct ToolRequestId(Guid Value) : IId<ToolRequestId>
{
    public static ToolRequestId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Something that went wrong with a tool.</summary>
public readonly record struct IncidentId(Guid Value) : IId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The list of blocked tools as it was taken out once.</summary>
public readonly record struct BlockExportId(Guid Value) : IId<BlockExportId>
{
    public static BlockExportId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
