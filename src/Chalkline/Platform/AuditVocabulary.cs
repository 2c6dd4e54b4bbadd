using System.Resources;
using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>
/// What a capability calls the actions and the kinds of records that it writes into the audit log: words of its resource under <c>Action_</c> and <c>Kind_</c> with the code, its points
/// and hyphens as underscores. What nobody has words for is shown by its code.
/// </summary>
public sealed class AuditVocabulary(ResourceManager words)
{
    /// <summary>Words for an action such as <c>role.granted</c>, as a statement in the past; null for one of others.</summary>
    public string? Action(string code, Language language) => Find("Action_", code, language);

    /// <summary>Words for a kind of record such as <c>account</c>; null for one of others.</summary>
    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private string? Find(string prefix, string code, Language language) => words.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}

/// <summary>How a capability brings its words for the audit log.</summary>
public static class AuditVocabularies
{
    public static IServiceCollection AddAuditWords(this IServiceCollection services, ResourceManager words) => services.AddSingleton(new AuditVocabulary(words));
}
