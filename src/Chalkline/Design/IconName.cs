namespace Chalkline.Design;

/// <summary>The icons that pages use, by their names in the U.S. Web Design System: the build puts these and no others into the sheet of icons.</summary>
public sealed class IconName
{
    private IconName(string id) => Id = id;

    public static IconName Check { get; } = new("check_circle");
    public static IconName Stop { get; } = new("highlight_off");
    public static IconName Warning { get; } = new("warning");
    public static IconName Fault { get; } = new("error");
    public static IconName Information { get; } = new("info");
    public static IconName Unknown { get; } = new("help");
    public static IconName Wait { get; } = new("schedule");
    public static IconName Edit { get; } = new("edit");
    public static IconName Past { get; } = new("remove_circle");
    public static IconName Person { get; } = new("account_circle");
    public static IconName Search { get; } = new("search");
    public static IconName Menu { get; } = new("menu");
    public static IconName Close { get; } = new("close");
    public static IconName Up { get; } = new("arrow_upward");
    public static IconName Down { get; } = new("arrow_downward");
    public static IconName Previous { get; } = new("navigate_before");
    public static IconName Next { get; } = new("navigate_next");
    public static IconName Download { get; } = new("file_download");
    public static IconName Language { get; } = new("language");

    /// <summary>Of the symbol in the sheet of icons.</summary>
    public string Id { get; }
}
