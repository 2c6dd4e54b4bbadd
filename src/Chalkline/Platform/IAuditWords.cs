using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>What a capability calls the actions and the kinds of records that it writes into the audit log. What nobody has words for is shown by its code.</summary>
public interface IAuditWords
{
    /// <summary>Words for an action such as <c>role.granted</c>, as a statement in the past; null for one of others.</summary>
    string? Action(string code, Language language);

    /// <summary>Words for a kind of record such as <c>account</c>; null for one of others.</summary>
    string? Kind(string code, Language language);
}
