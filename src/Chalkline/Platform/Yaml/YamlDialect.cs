namespace Chalkline.Platform;

/// <summary>How a kind of file is spoken of in its faults.</summary>
/// <param name="One">"a study file".</param>
/// <param name="Many">"study files".</param>
/// <param name="Needs">What none of them can do without: "data, design and outcomes".</param>
/// <param name="Example">A line of one.</param>
/// <param name="InsteadOfAlias">What to write in place of <c>*name</c>, after a semicolon; nothing where there is no advice.</param>
internal sealed record YamlDialect(string One, string Many, string Needs, string Example, Func<string, string> InsteadOfAlias);
