namespace Chalkline.Platform;

/// <summary>What the frame of a district's pages shows of it.</summary>
/// <param name="Name">Null where the district is not set up yet.</param>
/// <param name="Theme">The path of its stylesheet, within the district; null: no colour of its own.</param>
/// <param name="Logo">The path of its picture; null: none.</param>
public sealed record DistrictLook(string? Name, string? Theme, string? Logo);
