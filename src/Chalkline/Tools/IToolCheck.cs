using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Tools;

/// <summary>
/// Something that must hold of a tool for a gate to open: contributed by whoever keeps what it looks at (reviews, agreements, incidents; later pilots, rollouts). Gates name
/// checks as packs have them, and know no kind by name: a check that nobody contributes is insufficient information, and the gate stays closed.
/// </summary>
public interface IToolCheck
{
    /// <summary>As in packs: <c>has-owner</c>.</summary>
    string Name { get; }

    /// <summary>What must hold, as a statement: "Somebody answers for it".</summary>
    string Says(Language language);

    /// <summary>Evaluates many tools at once.</summary>
    /// <returns>As many results as tools, in their order; <see cref="CheckResult.What"/> is what <see cref="Says"/> says.</returns>
    Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct);
}
