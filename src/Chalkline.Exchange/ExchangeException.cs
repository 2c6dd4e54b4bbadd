namespace Chalkline.Exchange;

/// <summary>
/// A fault of the input, not of the program: the message is one plain line that says where (file, line, column) and what,
/// fit to be shown as it is.
/// </summary>
public sealed class ExchangeException : Exception
{
    /// <param name="path">The file as the user named it; null where the fault is not in a file.</param>
    /// <param name="line">Physical line, from 1, where the faulty record starts; null where no line can be named.</param>
    /// <param name="column">The column's name in the header.</param>
    /// <param name="fault">What is wrong, without the place.</param>
    public ExchangeException(string fault, string? path = null, long? line = null, string? column = null, Exception? inner = null)
        : base(Place(path, line, column) + fault, inner)
    {
        Fault = fault;
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The message without the place.</summary>
    public string Fault { get; }

    public string? Path { get; }

    public long? Line { get; }

    public string? Column { get; }

    /// <summary>A value as it can stand in a message: at most 40 characters, on one line.</summary>
    public static string Show(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var cut = value.Length > 40 ? value[..(char.IsHighSurrogate(value[38]) ? 38 : 39)] + "…" : value;
        return string.Create(cut.Length, cut, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }

    private static string Place(string? path, long? line, string? column)
    {
        var place = path ?? "";
        if (line is { } l) place += (place.Length > 0 ? ", line " : "line ") + l.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (column is not null) place += (place.Length > 0 ? ", column '" : "column '") + Show(column) + "'";
        return place.Length > 0 ? place + ": " : "";
    }
}
