namespace Chalkline.Platform;

/// <summary>A role in force.</summary>
public sealed record HeldRole(Role Role, SchoolId? School, string? ReviewArea);

/// <summary>Who is signed in, with the roles that are in force at this request.</summary>
/// <param name="Language">"en" or "es"; null: as the browser asks.</param>
public sealed record Person(AccountId Id, string Name, string? Language, IReadOnlyList<HeldRole> Roles)
{
    /// <summary>"light" or "dark"; null: as the device is set.</summary>
    public string? Theme { get; init; }

    public Actor Actor => Actor.Person(Id);

    public bool Is(Role role) => Roles.Any(r => r.Role == role);

    /// <summary>How far a right goes for this person.</summary>
    public Reach Reach(Right right)
    {
        if (Roles.Any(r => right.Held.TryGetValue(r.Role, out var extent) && extent == Extent.District)) return new Reach.District();
        var schools = Roles.Where(r => r.School is not null && right.Held.ContainsKey(r.Role)).Select(r => r.School!.Value).ToHashSet();
        return schools.Count > 0 ? new Reach.Schools(schools) : new Reach.Nowhere();
    }

    public bool May(Right right) => Reach(right) is not Platform.Reach.Nowhere;
}
