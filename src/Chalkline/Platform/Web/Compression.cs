using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Chalkline.Platform.Web;

/// <summary>Pages, open JSON and lists as files travel compressed, also over TLS: decision 15 says why that tells nobody a secret. What every page loads was compressed beforehand.</summary>
internal static class Compression
{
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = ["text/html", "text/csv", "text/plain", "text/calendar", "application/json", "application/problem+json", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }
}
