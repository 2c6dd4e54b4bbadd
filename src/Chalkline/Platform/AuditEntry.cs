using System.Text.Json.Nodes;

namespace Chalkline.Platform;

/// <summary>Who acts: a person with an account, or the installation itself (its operator on the command line, a job, someone who has no account yet).</summary>
/// <param name="Account">Null where nobody with an account acts. Names are not kept in the log: they are looked up, and can be erased.</param>
public readonly record struct Actor(string Kind, AccountId? Account)
{
    public static Actor Person(AccountId account) => new("person", account);

    public static Actor Operator { get; } = new("operator", null);

    public static Actor System { get; } = new("system", null);

    public static Actor Visitor { get; } = new("visitor", null);
}

/// <summary>What was acted on: its kind ("account", "school") and its id.</summary>
public readonly record struct Subject(string Kind, Guid Id);

/// <summary>
/// One change or decision, as it enters the audit log. No value about a student may stand in <paramref name="Change"/>: it takes
/// seals by <see cref="SubjectKey"/>.
/// </summary>
/// <param name="Action">What was done: <c>account.invited</c>, <c>school.changed</c>.</param>
/// <param name="Change">What is to be known of it later; keys are written in ordinal order.</param>
public sealed record AuditEntry(Actor Actor, string Action, Subject Subject, JsonObject Change)
{
    /// <summary>The change of a record as its fields before and after, those alone that differ.</summary>
    /// <param name="fields">Name, value before (null: there was none), value after.</param>
    public static JsonObject Fields(params ReadOnlySpan<(string Name, JsonNode? Before, JsonNode? After)> fields)
    {
        var change = new JsonObject();
        foreach (var (name, before, after) in fields)
        {
            if (JsonNode.DeepEquals(before, after)) continue;
            change[name] = new JsonArray(before?.DeepClone(), after?.DeepClone());
        }
        return change;
    }
}
