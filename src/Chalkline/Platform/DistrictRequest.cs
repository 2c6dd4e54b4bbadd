namespace Chalkline.Platform;

/// <summary>What a request is about: which district, and who asks.</summary>
public static class DistrictRequest
{
    private static readonly object DistrictKey = new(), PersonKey = new(), LookKey = new();

    /// <summary>The district whose address this is; null for the installation's own pages.</summary>
    public static DistrictSlug? District(this HttpContext http) => http.Items.TryGetValue(DistrictKey, out var slug) ? (DistrictSlug?)slug : null;

    /// <summary>Who is signed in; null where nobody is.</summary>
    public static Person? Person(this HttpContext http) => http.Items.TryGetValue(PersonKey, out var person) ? (Person?)person : null;

    /// <summary>Who is signed in, on an endpoint that only somebody signed in reaches.</summary>
    public static Person SignedIn(this HttpContext http) => http.Person() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>An address within the district, from a path that stands as in an address: escaped, with its query if it has one.</summary>
    public static string At(this HttpContext http, string path) => http.Request.PathBase.ToUriComponent() + path;

    /// <summary>How the district's pages look; null for the installation's own pages.</summary>
    internal static DistrictLook? Look(this HttpContext http) => http.Items.TryGetValue(LookKey, out var look) ? (DistrictLook?)look : null;

    internal static void SetLook(this HttpContext http, DistrictLook look) => http.Items[LookKey] = look;

    internal static void SetDistrict(this HttpContext http, DistrictSlug slug) => http.Items[DistrictKey] = slug;

    internal static void SetPerson(this HttpContext http, Person person) => http.Items[PersonKey] = person;
}
