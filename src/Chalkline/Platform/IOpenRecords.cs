using System.Text.Json.Nodes;
using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A record as anybody may ask for it.</summary>
/// <param name="Name">Of its file, without its ending: letters, digits and hyphens.</param>
/// <param name="Content">All of it, for programs. Nothing about a student, no figure about a single member of the staff; people by their office.</param>
/// <param name="Facts">The same for people: what, and what it is.</param>
public sealed record OpenRecord(string Name, string Title, JsonObject Content, IReadOnlyList<(string What, string Text)> Facts);

/// <summary>Records that the law on open records covers, contributed by the capability that keeps them: the export puts all of them into one file.</summary>
public interface IOpenRecords
{
    /// <summary>The folder in the file: <c>decisions</c>.</summary>
    string Folder { get; }

    /// <summary>The heading over them.</summary>
    string Says(Language language);

    IAsyncEnumerable<OpenRecord> Read(DistrictDb db, Language language, CancellationToken ct);
}
