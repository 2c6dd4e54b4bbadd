using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Looks;

/// <summary>
/// How each district's pages look. Every page asks, so that it is remembered for a few seconds: what an administrator changes is seen at once by
/// requests of the same process, and by those of others soon.
/// </summary>
internal sealed class DistrictLooks(DistrictStores stores)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private static readonly DistrictLook None = new(null, null, null);

    private readonly ConcurrentDictionary<string, (DistrictLook Look, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>The look of a district that is served. Where its store does not answer, the last that is known: a page that says so needs none.</summary>
    public async Task<DistrictLook> Of(DistrictSlug district, CancellationToken ct)
    {
        var now = stores.Time.Now();
        (DistrictLook Look, DateTimeOffset Until) known = _known.GetValueOrDefault(district.Text, (None, DateTimeOffset.MinValue));
        if (now < known.Until) return known.Look;
        try
        {
            var look = await Read(district, ct);
            _known[district.Text] = (look, now + Remembered);
            return look;
        }
        catch (Exception e) when (DistrictStores.TroubleOf(e) is not null)
        {
            return known.Look;
        }
    }

    public void Forget(DistrictSlug district) => _known.TryRemove(district.Text, out _);

    /// <summary>The path, within the district, of the stylesheet of a colour.</summary>
    public static string ThemePath(string css) => $"/look/theme-{Hash(Encoding.UTF8.GetBytes(css))}.css";

    /// <summary>What an address has of some content: the first 64 bits of its SHA-256.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    private async Task<DistrictLook> Read(DistrictSlug district, CancellationToken ct)
    {
        await using var db = stores.Open(district);
        var found = await (from p in db.Set<DistrictProfile>().AsNoTracking()
                           from s in db.Set<DistrictStyle>().Where(s => s.Id == DistrictStyle.TheOne).DefaultIfEmpty()
                           select new { p.Name, Colour = s == null ? null : s.Colour, Logo = s == null ? null : s.LogoHash }).SingleOrDefaultAsync(ct);
        return found is null ? None
            : new(found.Name, Colour.TryParse(found.Colour, out var colour) ? ThemePath(Theme.Css(colour.Value)) : null, found.Logo is { } hash ? "/look/logo-" + hash : null);
    }
}
