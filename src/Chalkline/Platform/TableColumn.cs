using Microsoft.AspNetCore.Components;

namespace Chalkline.Platform;

/// <summary>A column of a list.</summary>
/// <param name="Cell">What stands in it, for a row. The first column names the row.</param>
/// <param name="Sort">The name in the address by which the list is sorted by it; null: it cannot be.</param>
/// <param name="Figures">Set to the right.</param>
public sealed record TableColumn<TRow>(string Title, Func<TRow, RenderFragment> Cell, string? Sort = null, bool Figures = false);

/// <summary>A filter that narrows a list at present, in words.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Text">"Role: Teacher".</param>
public sealed record FilterWord(string Name, string Text);
