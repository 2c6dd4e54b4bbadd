namespace Chalkline.Design;

/// <summary>The words of the frame, in the page's language; <see cref="OtherLanguage"/> in the other one.</summary>
public sealed record LayoutWords(string SiteName, string Skip, string LanguageNavigation, string OtherLanguage, string Footer);
