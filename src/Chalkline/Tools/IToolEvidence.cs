using System.Text.Json.Nodes;
using Chalkline.Platform;

namespace Chalkline.Tools;

/// <summary>What a decision about a tool rests on beside the tool itself: contributed by whoever keeps it, and frozen with the decision.</summary>
public interface IToolEvidence
{
    /// <summary>The key that it stands under: <c>vetting</c>.</summary>
    string Name { get; }

    /// <summary>Nobody's name, nothing about a student; longer texts as their hash.</summary>
    /// <returns>Null: there is nothing.</returns>
    Task<JsonNode?> Of(DistrictDb db, ToolId tool, DateTimeOffset now, CancellationToken ct);
}
