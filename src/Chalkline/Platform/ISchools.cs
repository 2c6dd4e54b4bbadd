namespace Chalkline.Platform;

/// <summary>A school as roles and lists name it.</summary>
public sealed record SchoolName(SchoolId Id, string Name);

/// <summary>The schools that roles can be of: contributed by the capability that keeps them.</summary>
public interface ISchools
{
    /// <summary>Those that are open, by name.</summary>
    Task<IReadOnlyList<SchoolName>> Open(DistrictDb db, CancellationToken ct);
}
