using System.Text;

namespace Chalkline.Design;

/// <summary>Files that the program carries in itself, so that they are there whatever folder it is started from.</summary>
public static class Embedded
{
    /// <summary>The text of a file that the build put in (<c>LogicalName</c> in the project file).</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
