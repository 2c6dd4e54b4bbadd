namespace Chalkline.Platform.Web;

/// <summary>Something that is about to be deleted for good.</summary>
/// <param name="Action">The path that the form acts on.</param>
/// <param name="Back">The path of whoever thinks better of it.</param>
public sealed record Removal(string Title, string Text, string Action, string Submit, string Back, string BackText);
