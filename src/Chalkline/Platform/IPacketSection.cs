using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Some text of a packet, as it is set.</summary>
public sealed record PacketRun(string Text, bool Bold = false, bool Italic = false);

/// <summary>One bar of a chart.</summary>
/// <param name="Value">From 0 to <see cref="PacketBlock.Bars.Most"/>.</param>
/// <param name="Says">The value in words: "7 of 12".</param>
public sealed record PacketBar(string Label, double Value, string Says);

/// <summary>A piece of a board packet: what a page and a Word document both can show.</summary>
public abstract record PacketBlock
{
    private PacketBlock()
    {
    }

    /// <param name="Level">From 1, within the section: the document puts it below the section's own heading.</param>
    public sealed record Heading(int Level, string Text) : PacketBlock;

    public sealed record Paragraph(IReadOnlyList<PacketRun> Runs) : PacketBlock;

    public sealed record Bullets(IReadOnlyList<string> Items) : PacketBlock;

    /// <param name="Caption">What the table shows.</param>
    /// <param name="Rows">As many cells as the header has; the first names the row.</param>
    public sealed record Table(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : PacketBlock;

    /// <param name="Sentence">What the chart shows, for whoever does not see it.</param>
    /// <param name="Axis">What is measured, with its unit.</param>
    public sealed record Bars(string Title, string Sentence, string Axis, double Most, IReadOnlyList<PacketBar> Rows) : PacketBlock;

    public static Paragraph Line(string text) => new([new PacketRun(text)]);
}

/// <summary>For which meeting a packet is made, and when. It is the same whoever makes it: it is made for the superintendent's office.</summary>
/// <param name="Today">Where the district is.</param>
/// <param name="Meeting">The day of the board's meeting.</param>
public sealed record PacketQuestion(DistrictDb Db, Language Language, DateTimeOffset Now, DateOnly Today, DateOnly Meeting)
{
    /// <summary>As whom sections are read.</summary>
    public Person Office { get; } = new(default, "", Language.Code, [new(Role.Superintendent, null, null)]);
}

/// <summary>A section of the board packet, contributed by the capability that knows of it. A template says by its slot where it stands.</summary>
public interface IPacketSection
{
    /// <summary>As in templates, between braces: <c>roadmap</c>. Letters and underscores.</summary>
    string Slot { get; }

    /// <summary>What it puts there, for whoever writes a template.</summary>
    string Says(Language language);

    /// <summary>Never empty: where there is nothing, it says so.</summary>
    Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct);
}
