using System.Text;

namespace Chalkline.Design;

/// <summary>Files that the program carries in itself, so that they are there whatever folder it is started from.</summary>
public static class Embedded
{
    /// <summary>The text of a file that the build put in (<c>LogicalName</c> in the project file).</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name) ?? throw new InvalidOperationException($"The program was built without {name}."));

    /// <summary>The bytes of such a file; null where there is none of that name.</summary>
    public static byte[]? Bytes(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
