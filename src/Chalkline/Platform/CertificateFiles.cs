using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chalkline.Platform;

/// <summary>Where the certificate of the site is.</summary>
/// <param name="Certificate">PEM, the site's own first, then its chain; or PFX with the key.</param>
/// <param name="Key">PEM; null where it is in the certificate's file.</param>
/// <param name="Password">Of the key or of the PFX file; null where there is none.</param>
public sealed record CertificateFiles(string Certificate, string? Key, string? Password)
{
    /// <summary>Reads the files: the site's certificate with its private key first, then the chain.</summary>
    /// <exception cref="SettingsException">They cannot be read, or do not belong together.</exception>
    internal X509Certificate2Collection Load()
    {
        try
        {
            return IsPem() ? FromPem() : FromPfx();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SettingsException([$"{Settings.Certificate.Key}: {Certificate} cannot be used: {e.Message}"]);
        }
    }

    /// <summary>When the files were last changed.</summary>
    internal DateTime ChangedAt => new[] { Certificate, Key ?? Certificate }.Max(File.GetLastWriteTimeUtc);

    private bool IsPem()
    {
        using var reader = new StreamReader(Certificate);
        while (reader.ReadLine() is { } line)
            if (line.StartsWith("-----BEGIN", StringComparison.Ordinal)) return true;
        return false;
    }

    private X509Certificate2Collection FromPem()
    {
        var own = Password is null ? X509Certificate2.CreateFromPemFile(Certificate, Key) : X509Certificate2.CreateFromEncryptedPemFile(Certificate, Password, Key);
        // Windows' TLS takes no key that is in memory alone.
        if (OperatingSystem.IsWindows()) own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(Certificate);
        return [own, .. all.Skip(1)];
    }

    private X509Certificate2Collection FromPfx()
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(Certificate, Password);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("it holds no private key");
        return [own, .. all.Where(c => c != own)];
    }
}
