using System.Globalization;
using System.Text;

namespace Chalkline.Platform;

/// <summary>Who may do what, read off the endpoints themselves: what <c>docs/access-matrix.md</c> holds, and the test compares.</summary>
public static class AccessMatrix
{
    /// <summary>Every endpoint with its rule, in order of its address. An endpoint without a rule has null, and is closed.</summary>
    public static IReadOnlyList<(string Method, string Pattern, AccessRule? Rule)> Of(EndpointDataSource endpoints) =>
        [.. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]
            let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            orderby pattern, method
            select (method, pattern, endpoint.Metadata.GetOrderedMetadata<AccessRule>() is [var rule] ? rule : null)];

    /// <summary>The matrix as Markdown: ● the whole district, ◐ the own schools, blank: not at all.</summary>
    public static string Markdown(EndpointDataSource endpoints)
    {
        var text = new StringBuilder("""
            # Access matrix

            Made from the endpoints of the program; a test compares. ● the whole district, ◐ the own schools, blank: not at all. Addresses are within a
            district, but for `/`, `/setup` and `/health`, which an installation has, too.


            """.ReplaceLineEndings("\n"));
        text.Append("| endpoint | right or reason |");
        foreach (var role in Roles.All) text.Append(' ').Append(role.Code().Replace('-', ' ')).Append(" |");
        text.Append("\n| --- | --- |").Append(string.Concat(Enumerable.Repeat(" :-: |", Roles.All.Count))).Append('\n');
        foreach (var (method, pattern, rule) in Of(endpoints))
            text.Append(CultureInfo.InvariantCulture, $"| `{method} {pattern}` | {Reason(rule)} |").Append(string.Concat(Roles.All.Select(r => $" {Mark(rule, r)} |"))).Append('\n');
        return text.ToString();
    }

    private static string Reason(AccessRule? rule) => rule switch
    {
        AccessRule.Anyone a => "anyone: " + a.Why,
        AccessRule.SignedIn s => "signed in: " + s.Why,
        AccessRule.Needs n => n.Right.Name,
        _ => "closed",
    };

    private static string Mark(AccessRule? rule, Role role) => rule switch
    {
        AccessRule.Anyone or AccessRule.SignedIn => "●",
        AccessRule.Needs n when n.Right.Held.TryGetValue(role, out var extent) => extent == Extent.District ? "●" : "◐",
        _ => "",
    };
}
