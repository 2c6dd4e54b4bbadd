using System.Linq.Expressions;

namespace Chalkline.Platform;

/// <summary>How far a right goes for a role.</summary>
public enum Extent
{
    /// <summary>The schools that the role is of.</summary>
    OwnSchools,
    District,
}

/// <summary>Something that may be done, by which roles, how far. A capability names its rights once; its endpoints require them.</summary>
/// <param name="Name">As in the access matrix: <c>people.manage</c>.</param>
public sealed record Right(string Name, IReadOnlyDictionary<Role, Extent> Held)
{
    /// <summary>A right of roles for the whole district.</summary>
    public static Right Of(string name, params IEnumerable<Role> roles) => new(name, roles.ToDictionary(r => r, _ => Extent.District));

    /// <summary>The same right, for further roles in their own schools.</summary>
    public Right AndInOwnSchools(params IEnumerable<Role> roles) =>
        new(Name, Held.Concat(roles.Select(r => KeyValuePair.Create(r, Extent.OwnSchools))).ToDictionary());

    public override string ToString() => Name;
}

/// <summary>How far a right goes for a person: nowhere, some schools, or the district. Said as a predicate, so that lists are filtered in the query.</summary>
public abstract record Reach
{
    private Reach()
    {
    }

    public sealed record Nowhere : Reach;

    public sealed record Schools(IReadOnlyCollection<SchoolId> Ids) : Reach;

    public sealed record District : Reach;

    public bool IsDistrict => this is District;

    public bool Includes(SchoolId school) => this switch
    {
        District => true,
        Schools s => s.Ids.Contains(school),
        _ => false,
    };

    /// <summary>The records of a query whose school is within reach.</summary>
    public IQueryable<T> Within<T>(IQueryable<T> records, Expression<Func<T, SchoolId>> school)
    {
        if (IsDistrict) return records;
        // Read from a field, so that it becomes a parameter of the query: a constant would be a new query for every person and request.
        var ids = Expression.Field(Expression.Constant(new Wanted(this is Schools s ? [.. s.Ids] : [])), nameof(Wanted.Ids));
        var contains = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(SchoolId)], ids, school.Body);
        return records.Where(Expression.Lambda<Func<T, bool>>(contains, school.Parameters));
    }

    private sealed class Wanted(List<SchoolId> ids)
    {
        public readonly List<SchoolId> Ids = ids;
    }
}
