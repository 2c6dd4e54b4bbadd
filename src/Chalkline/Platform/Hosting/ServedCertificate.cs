using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Chalkline.Platform.Hosting;

/// <summary>The certificate that is served: read again once its files have changed, so that a renewal needs no restart.</summary>
internal sealed partial class ServedCertificate(CertificateFiles files, ILogger<ServedCertificate> log)
{
    private readonly Lock _reading = new();
    private Loaded? _loaded;

    public TlsHandshakeCallbackOptions Handshake => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = Current() }),
    };

    /// <exception cref="SettingsException">The first time: the files cannot be used. Later the certificate that was read before stays in use.</exception>
    public SslStreamCertificateContext Current()
    {
        var changed = files.ChangedAt;
        if (_loaded is { } loaded && loaded.ChangedAt == changed) return loaded.Context;
        lock (_reading)
        {
            if (_loaded?.ChangedAt == changed) return _loaded.Context;
            try
            {
                var all = files.Load();
                _loaded = new(SslStreamCertificateContext.Create(all[0], new X509Certificate2Collection(all.Skip(1).ToArray()), offline: true), changed);
                Read(all[0].NotAfter.ToUniversalTime());
            }
            catch (SettingsException e) when (_loaded is not null)
            {
                NotRead(e.Message);
                // Not tried again before the files change once more: a renewal writes two of them.
                _loaded = _loaded with { ChangedAt = changed };
            }
            return _loaded.Context;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The certificate was read; it is valid until {Until:u}")]
    private partial void Read(DateTime until);

    [LoggerMessage(2, LogLevel.Warning, "The changed certificate cannot be used, the one before stays in use. {Reason}")]
    private partial void NotRead(string reason);

    private sealed record Loaded(SslStreamCertificateContext Context, DateTime ChangedAt);
}
