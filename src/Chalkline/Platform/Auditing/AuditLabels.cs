using Chalkline.Design;

namespace Chalkline.Platform.Auditing;

/// <summary>Words for codes of the log, from all capabilities; the code itself where none has words for it.</summary>
internal sealed class AuditLabels(IEnumerable<AuditVocabulary> words)
{
    public string Action(string code, Language language) => words.Select(w => w.Action(code, language)).FirstOrDefault(w => w is not null) ?? code;

    public string Kind(string code, Language language) => words.Select(w => w.Kind(code, language)).FirstOrDefault(w => w is not null) ?? code;
}
