using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Imports;

/// <summary>Sentences about files of tools.</summary>
internal static class ToolImportText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(ToolImportWords.ResourceManager, language, key, values);

    /// <summary>A fault in words: ours, the register's, or those that every file has.</summary>
    public static string Of(Language language, SheetFault fault) =>
        ToolImportWords.ResourceManager.GetString(fault.Word, language.Culture) is not null ? Say(language, fault.Word, fault.Values)
        : ToolWords.ResourceManager.GetString(fault.Word, language.Culture) is not null ? ToolText.Say(language, fault.Word, fault.Values)
        : AimText.Say(language, fault.Word, fault.Values);

    /// <summary>A field of the log as the columns of files are named: <c>review_by</c>.</summary>
    public static string Column(string field) => string.Concat(field.Select(c => char.IsUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));
}
