namespace Chalkline.Platform.Storage;

/// <summary>Names as statements have them.</summary>
internal static class Sql
{
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
