using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Operation;

/// <summary>What stands before the pages: host names, proxies, TLS, limits.</summary>
public sealed class The_front
{
    private const string Host = "ai.example.org";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host: evil.example\r\n")]
    [InlineData("Host: localhost.evil.example\r\n")]
    [InlineData("Host: <script>alert(1)</script>\r\n")]
    [InlineData("Host: local host\r\n")]
    [InlineData("Host: localhost\r\nHost: evil.example\r\n")]
    [InlineData("Host:\r\n")]
    [InlineData("")]
    [InlineData("LONG")]
    public async Task refuses_a_hostile_host_and_repeats_nothing_of_it(string header)
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await using var server = await RunningServer.Start(installation, (Settings.Urls, $"http://127.0.0.1:{RunningServer.FreePort()}"));
        if (header == "LONG") header = "Host: " + new string('a', 20_000) + ".example\r\n";
        var answer = await server.Raw($"GET /no-such-page HTTP/1.1\r\n{header}Connection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("script>", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("aaaa", answer, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", await server.Raw("GET /no-such-page HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task refuses_a_request_line_and_headers_and_a_body_that_are_too_large()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await using var server = await RunningServer.Start(installation, (Settings.Urls, $"http://127.0.0.1:{RunningServer.FreePort()}"), (Settings.Body, "1"), (Settings.Headers, "4"));
        Assert.StartsWith("HTTP/1.1 414 ", await server.Raw($"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await server.Raw($"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('a', 9000)}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        var form = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000001\r\nConnection: close\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 413 ", await server.Raw(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task believes_its_proxies_alone_about_the_scheme()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        foreach (var (proxies, believed) in new[] { ("127.0.0.0/8, ::1", true), ("10.0.0.0/8", false) })
        {
            await using var server = await RunningServer.Start(installation, (Settings.Urls, $"http://127.0.0.1:{RunningServer.FreePort()}"), (Settings.Hosts, Host), (Settings.Proxies, proxies));
            Assert.Equal("https://" + Host, await server.Address);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{server.Port}") };
            using var plain = await client.SendAsync(Request(Chalkline.Design.SiteFiles.Site + "?v=1", null), Ct);
            Assert.Equal((HttpStatusCode.PermanentRedirect, $"https://{Host}{Chalkline.Design.SiteFiles.Site}?v=1"), (plain.StatusCode, plain.Headers.Location!.OriginalString));
            using var secure = await client.SendAsync(Request(Chalkline.Design.SiteFiles.Site, "https"), Ct);
            Assert.Equal(believed ? HttpStatusCode.OK : HttpStatusCode.PermanentRedirect, secure.StatusCode);
            Assert.Equal(believed, secure.Headers.Contains("Strict-Transport-Security"));
            using var health = await client.GetAsync("/health/live", Ct);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }

    [Fact]
    public async Task serves_by_TLS_and_takes_a_renewed_certificate_without_a_restart()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        var (certificate, key) = (Path.Combine(installation.Settings.DataFolder, "site.pem"), Path.Combine(installation.Settings.DataFolder, "site.key"));
        Issue(certificate, key, "first");
        var port = RunningServer.FreePort();
        await using var server = await RunningServer.Start(installation, (Settings.Urls, $"https://127.0.0.1:{port}"), (Settings.Hosts, Host), (Settings.Certificate, certificate), (Settings.Key, key));
        Assert.Equal(("first", "max-age=31536000"), await Ask(port));
        // A renewal that is half written is no reason to stop serving.
        await File.WriteAllTextAsync(certificate, "-----BEGIN CERTIFICATE-----\nhalf", Ct);
        File.SetLastWriteTimeUtc(certificate, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        Assert.Equal("first", (await Ask(port)).Subject);
        Issue(certificate, key, "second");
        File.SetLastWriteTimeUtc(certificate, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(4));
        Assert.Equal("second", (await Ask(port)).Subject);
    }

    [Fact]
    public async Task does_not_start_with_a_certificate_that_cannot_be_used()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        var none = Path.Combine(installation.Settings.DataFolder, "none.pem");
        var refused = await Assert.ThrowsAsync<SettingsException>(() =>
            RunningServer.Start(installation, (Settings.Urls, $"https://127.0.0.1:{RunningServer.FreePort()}"), (Settings.Certificate, none)));
        Assert.Contains("none.pem", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes a certificate that signs itself, and its key.</summary>
    internal static void Issue(string certificate, string key, string name, int days = 30)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, pair, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.CreateSelfSigned(now.AddDays(Math.Min(-1, days - 1)), now.AddDays(days));
        File.WriteAllText(certificate, issued.ExportCertificatePem());
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<(string Subject, string Hsts)> Ask(int port)
    {
        var subject = "";
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            subject = shown is X509Certificate2 certificate ? certificate.GetNameInfo(X509NameType.SimpleName, false) : "";
            return subject.Length > 0;
        };
        using var client = new HttpClient(handler) { BaseAddress = new($"https://127.0.0.1:{port}") };
        using var response = await client.SendAsync(Request(Chalkline.Design.SiteFiles.Site, null), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (subject, Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    private static HttpRequestMessage Request(string path, string? forwardedProto)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = Host;
        if (forwardedProto is not null) request.Headers.Add("X-Forwarded-Proto", forwardedProto);
        return request;
    }
}
