using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chalkline.Platform;

/// <summary>How values of ours stand in both databases.</summary>
public static class StoreConventions
{
    /// <summary>An id is stored as its UUID.</summary>
    public static void Id<TId>(this ModelConfigurationBuilder conventions) where TId : struct, IId<TId> =>
        conventions.Properties<TId>().HaveConversion<IdConverter<TId>>();

    /// <summary>A value of an enum is stored as its name, in lower case.</summary>
    public static void Code<T>(this ModelConfigurationBuilder conventions) where T : struct, Enum => conventions.Properties<T>().HaveConversion<CodeConverter<T>>();

    /// <summary>What a list is sorted and searched by: lower case, without accents, single spaces; compared ordinally on both databases.</summary>
    public static string Fold(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        foreach (var c in text.Normalize(System.Text.NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            }
            else
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }
        return plain.ToString().TrimEnd();
    }

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make<TId>(value)) where TId : struct, IId<TId>;

    private sealed class CodeConverter<T>() : ValueConverter<T, string>(value => value.ToString().ToLowerInvariant(), text => Enum.Parse<T>(text, true)) where T : struct, Enum;

    // An expression tree may not call a static abstract member itself.
    private static TId Make<TId>(Guid value) where TId : struct, IId<TId> => TId.From(value);
}
