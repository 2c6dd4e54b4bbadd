namespace Chalkline.Platform;

/// <summary>Whether an endpoint belongs to districts, to the installation, or to both; elsewhere it is not found.</summary>
public static class EndpointPlaces
{
    /// <summary>An endpoint of districts that needs nobody signed in. (Those that need somebody are never found outside a district.)</summary>
    public static TBuilder InDistrict<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Place.District);

    /// <summary>An endpoint of the installation, under no district's address.</summary>
    public static TBuilder OnHost<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Place.Host);

    /// <summary>After routing: an endpoint that does not belong here is not found.</summary>
    internal static Task Keep(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is { } endpoint && !Belongs(endpoint.Metadata, http.District() is not null)) http.SetEndpoint(null);
        return next(http);
    }

    private static bool Belongs(EndpointMetadataCollection metadata, bool inDistrict) => metadata.GetMetadata<PlaceMark>()?.Place switch
    {
        Place.District => inDistrict,
        Place.Host => !inDistrict,
        _ => inDistrict || metadata.GetMetadata<AccessRule>() is AccessRule.Anyone or null,
    };

    private static TBuilder WithMetadata<TBuilder>(this TBuilder endpoint, Place place) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new PlaceMark(place));

    private enum Place
    {
        District,
        Host,
    }

    private sealed record PlaceMark(Place Place);
}
