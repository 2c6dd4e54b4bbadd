using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chalkline.Roadmap;

/// <summary>The values of an enumeration as stores, forms and addresses have them: <c>teacher-time</c>.</summary>
internal static class Codes
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var code = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsUpper(c) && code.Length > 0) code.Append('-');
            code.Append(char.ToLowerInvariant(c));
        }
        return code.ToString();
    }

    public static T? Find<T>(string? code) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == code) return value;
        return null;
    }

    /// <summary>A check constraint that takes these codes alone.</summary>
    public static string Check<T>(string column) where T : struct, Enum => $"{column} IN ({string.Join(", ", Enum.GetValues<T>().Select(v => $"'{Of(v)}'"))})";
}

/// <summary>Stored as its code.</summary>
internal sealed class CodeText<T>() : ValueConverter<T, string>(value => Codes.Of(value), text => Codes.Find<T>(text)!.Value) where T : struct, Enum;
