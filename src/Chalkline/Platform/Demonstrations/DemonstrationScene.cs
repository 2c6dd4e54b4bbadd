using Chalkline.Platform.People;
using Chalkline.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>The district of the demonstration while it is being filled.</summary>
public sealed class DemonstrationScene
{
    private readonly IServiceProvider _services;

    internal DemonstrationScene(IServiceProvider services, DistrictSlug district, Person administrator, DateOnly today) =>
        (_services, District, Administrator, Today) = (services, district, administrator, today);

    public DistrictSlug District { get; }

    /// <summary>Who set the district up, and acts where nobody else does.</summary>
    public Person Administrator { get; }

    /// <summary>Where the district is.</summary>
    public DateOnly Today { get; }

    /// <summary>What this name is in the demonstration.</summary>
    public static string Invented(string name) => name + " (invented)";

    /// <summary>Who has had a role longest, to act as people of that role do.</summary>
    public Task<Person> Somebody(Role role, CancellationToken ct) => Somebody(role, null, ct);

    /// <param name="area">Of a reviewer; null: any.</param>
    public Task<Person> Somebody(Role role, string? area, CancellationToken ct) => Do(async (services, _) =>
    {
        var db = services.GetRequiredService<DistrictDb>();
        var id = await db.Set<RoleGrant>().Where(RoleGrants.InForce).Where(g => g.Role == role && (area == null || g.ReviewArea == area)).OrderBy(g => g.Id).Select(g => g.Account).FirstAsync(ct);
        return (await WorkPeople.Load(db, [id], ct))[id];
    });

    /// <summary>Does something as within one request of the district: with its store, and operations in a scope of their own.</summary>
    public Task<T> Do<T>(Func<IServiceProvider, HttpContext, Task<T>> act) => Within(_services, District, act);

    internal static async Task<T> Within<T>(IServiceProvider services, DistrictSlug? district, Func<IServiceProvider, HttpContext, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        if (district is not null) http.SetDistrict(district);
        // Operations find the district's store by the request that they are part of.
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        var before = accessor.HttpContext;
        accessor.HttpContext = http;
        try
        {
            return await act(scope.ServiceProvider, http);
        }
        finally
        {
            accessor.HttpContext = before;
        }
    }
}
