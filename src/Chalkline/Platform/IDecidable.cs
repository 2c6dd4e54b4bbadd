using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform.Auditing;

namespace Chalkline.Platform;

/// <summary>What a decision is about, as a delegation table has it. Words: <c>DecisionKind_…</c>.</summary>
public enum DecisionKind
{
    /// <summary>Money is spent on a tool or a service.</summary>
    Purchase,

    /// <summary>A data privacy agreement is signed.</summary>
    Agreement,

    /// <summary>A tool may be used.</summary>
    ToolUse,
    Pilot,
    Rollout,

    /// <summary>A tool is switched off.</summary>
    Retirement,
    Policy,

    /// <summary>Who decides what: only the board does.</summary>
    Delegation,
    Other,
}

/// <summary>What a tool may do harm with; it sets the path of a decision.</summary>
public enum RiskTier
{
    NoStudentData,
    StudentData,
    ShapesDecisions,
}

/// <summary>Something that waits for a decision, as it stands now.</summary>
/// <param name="Title">At most 200 characters.</param>
/// <param name="Path">Its page within the district.</param>
/// <param name="Content">What the decision rests on: frozen with it, to the byte. Nothing about a student, nobody's name.</param>
public sealed record DecidableMatter(string Title, string Path, DecisionKind Kind, JsonObject Content)
{
    public RiskTier Tier { get; init; } = RiskTier.NoStudentData;

    /// <summary>Dollars, for all the time that is decided on.</summary>
    public decimal Amount { get; init; }

    /// <summary>A motion to begin with, in the language that was asked for; "": whoever asks for the decision writes it.</summary>
    public string Motion { get; init; } = "";

    /// <summary>Why it cannot be decided yet, in the language that was asked for; null: it can. A decision may be asked for all the same, so that it stands on an agenda in time.</summary>
    public string? NotYet { get; init; }

    /// <summary>The first day of which a decision can be; null: any.</summary>
    public DateOnly? NotBefore { get; init; }

    /// <summary>Whose own work it is: this person does not decide on it, whatever the office.</summary>
    public AccountId? NotBy { get; init; }

    /// <summary>Why nobody can say yes to it as things stand, in the language that was asked in; none: somebody can. No can always be said.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];
}

/// <summary>A decision that is in force.</summary>
/// <param name="On">The day of the decision; of a vote, of the board's meeting.</param>
/// <param name="By">Null: the board.</param>
/// <param name="EnteredBy">Of the board's votes the clerk, otherwise who decided.</param>
public sealed record DecisionMade(Guid Decision, bool Approved, DateOnly On, AccountId? By, AccountId EnteredBy);

/// <summary>
/// A kind of record that is decided on: contributed by the capability that keeps it. Who may decide follows from the delegation table, and what follows from the
/// decision is done in its own commit.
/// </summary>
public interface IDecidable
{
    /// <summary>As in the audit log: "policy".</summary>
    string Kind { get; }

    /// <summary>Null where there is no such record, or nothing of it waits for a decision.</summary>
    Task<DecidableMatter?> Find(DistrictDb db, Guid id, Language language, CancellationToken ct);

    /// <summary>Does in the store's change tracker what follows; the decision's own commit saves it.</summary>
    Task Follow(DistrictDb db, Guid id, DecisionMade made, CancellationToken ct);
}

/// <summary>Content that must be shown later to be what it was: its canonical JSON and the SHA-256 of that.</summary>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record FrozenContent(string Text, string Sha256)
{
    public static FrozenContent Of(JsonNode content)
    {
        var text = CanonicalJson.Text(content);
        return new(text, HashOf(text));
    }

    /// <summary>Whether a text is the one that was hashed.</summary>
    public bool Holds => HashOf(Text) == Sha256;

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
