namespace Chalkline.Design;

/// <summary>A column of a table; figures are set to the right.</summary>
public sealed record DataColumn(string Title, bool Figures = false);
