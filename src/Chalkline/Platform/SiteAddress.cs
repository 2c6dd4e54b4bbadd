namespace Chalkline.Platform;

/// <summary>Where people reach the site: for links that leave it, in mail, calendars and web hooks.</summary>
/// <param name="address">Asked when it is needed: which port it is may be known only once the server listens.</param>
public sealed class SiteAddress(Func<string> address)
{
    /// <summary>The whole address of a page of a district.</summary>
    /// <param name="path">As in an address, with its first slash.</param>
    public string Of(DistrictSlug district, string path) => $"{address().TrimEnd('/')}/{district.Text}{path}";
}
