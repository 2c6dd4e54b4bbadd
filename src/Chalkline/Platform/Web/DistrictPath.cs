namespace Chalkline.Platform.Web;

/// <summary>
/// Before routing: an address's first segment that names a district moves to the path base, so that links and cookies scope themselves. That
/// is a convenience; what keeps districts apart is that everything is looked up in the district's own store.
/// </summary>
internal sealed class DistrictPath(RequestDelegate next, DistrictDirectory directory, Looks.DistrictLooks looks)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var segment = end < 0 ? path[Math.Min(1, path.Length)..] : path[1..end];
        if (segment.Length > 0 && await directory.Find(segment, http.RequestAborted) is { } slug)
        {
            var rest = end < 0 ? "" : path[end..];
            if (rest.Length == 0 && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
            {
                // Cookies and relative links are scoped by the slash.
                http.Response.Redirect(http.Request.PathBase.Add(path + "/").ToUriComponent() + http.Request.QueryString, permanent: false);
                return;
            }
            http.SetDistrict(slug);
            http.Request.PathBase = http.Request.PathBase.Add("/" + segment);
            http.Request.Path = rest.Length == 0 ? "/" : rest;
            var state = await directory.StateOf(slug, http.RequestAborted);
            if (state != StoreState.Current) throw new StoreNotCurrentException(state);
            http.SetLook(await looks.Of(slug, http.RequestAborted));
        }
        await next(http);
    }
}

/// <summary>The district's store is behind or ahead of the program.</summary>
internal sealed class StoreNotCurrentException(StoreState state) : Exception($"The district's store is {state}.")
{
    public StoreState State { get; } = state;
}
