using System.Text.Json;
using System.Text.Json.Serialization;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Tools.PublicPage;

/// <summary>A text in both languages; Spanish is "" where nobody has written it.</summary>
public sealed record BothLanguages(string En, string Es)
{
    public string In(Language language) => language == Language.Spanish && Es.Length > 0 ? Es : En;
}

/// <summary>A kind of data that a tool takes, and for what.</summary>
public sealed record PublicData(BothLanguages Element, string Purpose);

/// <summary>What binds a vendor.</summary>
/// <param name="Until">The last day; null: until it is ended.</param>
/// <param name="Training">Whether data may train models.</param>
public sealed record PublicAgreement(string Name, DateOnly? Until, bool Training);

/// <summary>A tool in use as families read of it. Codes are those of the register (<c>stage</c>: <c>in-use</c>).</summary>
/// <param name="Students">How many it reaches; null where nobody knows, or where they are too few to be told (<paramref name="FewStudents"/>).</param>
/// <param name="Data">Null: the district has not listed yet what the tool takes.</param>
public sealed record PublicTool(Guid Id, string Name, string Vendor, string Website, string Status, string Stage, string Purpose, IReadOnlyList<string> UseCases, string Grades, IReadOnlyList<string> Users, IReadOnlyList<string> Schools,
    int? Students, bool FewStudents, string? Tier, bool Generative, string Model, IReadOnlyList<string> SubProcessors, IReadOnlyList<PublicData>? Data, IReadOnlyList<PublicAgreement> Agreements, string? Owner, string Conditions, DateOnly? ReviewBy);

/// <summary>A tool that was refused, prohibited, stopped or switched off.</summary>
public sealed record RefusedTool(string Name, string Vendor, string Stage, bool Stopped, DateOnly Since);

/// <summary>A breach of students' data that was confirmed.</summary>
/// <param name="Tool">"" where it has none in the register.</param>
/// <param name="Since">When somebody in the district knew of it.</param>
/// <param name="Students">How many it concerns; null where nobody knows, or where they are too few to be told (<paramref name="FewStudents"/>).</param>
public sealed record PublicBreach(BothLanguages Kind, string Tool, DateOnly Since, int? Students, bool FewStudents);

/// <summary>A policy in force.</summary>
public sealed record PublicPolicy(Guid Id, BothLanguages Title, DateOnly? AdoptedOn);

/// <summary>All that the public page tells, as its open JSON has it.</summary>
/// <param name="Format">Of this JSON: <c>chalkline-public-ai-page/1</c>.</param>
public sealed record PublicContent(string Format, string District, string State, BothLanguages Introduction, BothLanguages Rights, string Contact, IReadOnlyList<PublicTool> Tools, IReadOnlyList<RefusedTool> Refused,
    IReadOnlyList<PublicPolicy> Policies)
{
    public const string ThisFormat = "chalkline-public-ai-page/1";

    /// <summary>Null: an edition from before breaches were told.</summary>
    public IReadOnlyList<PublicBreach>? Breaches { get; init; }

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public FrozenContent Frozen() => FrozenContent.Of(JsonSerializer.SerializeToNode(this, Options)!);

    public static PublicContent Of(string json) => JsonSerializer.Deserialize<PublicContent>(json, Options)!;

    /// <summary>The tools as JSON, by their ids: to see what differs between two editions.</summary>
    public IReadOnlyDictionary<Guid, string> ToolTexts() => Tools.ToDictionary(t => t.Id, t => JsonSerializer.Serialize(t, Options));
}
