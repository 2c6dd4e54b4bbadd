using System.Net;

namespace Chalkline.Browser.Tests;

/// <summary>What a path was answered with.</summary>
/// <param name="LeadsTo">The path of a redirect; null: none.</param>
/// <param name="Page">The page itself; null: a file.</param>
internal sealed record Answered(HttpStatusCode Status, string? LeadsTo, string? Page);

/// <summary>Reads pages as somebody, without a browser, in the session that one began.</summary>
internal sealed class Reader : IDisposable
{
    private readonly HttpClient _client;

    private Reader(HttpClient client) => _client = client;

    public static async Task<Reader> As(Chromium chromium, string site, Walker walker)
    {
        var cookies = new CookieContainer();
        if (walker.Name is { } name)
        {
            await using var visit = await chromium.Open(site);
            await Demonstration.SignIn(visit, name);
            foreach (var cookie in await visit.Page.Context.CookiesAsync()) cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        }
        return new(new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new(site) });
    }

    public async Task<Answered> Read(string path, CancellationToken ct)
    {
        using var answer = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
        var to = answer.Headers.Location is { } location ? new Uri(new Uri(_client.BaseAddress!, path), location).PathAndQuery : null;
        // Of a file there is nothing to read but that it is there.
        var page = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync(ct) : null;
        return new(answer.StatusCode, to, page);
    }

    public void Dispose() => _client.Dispose();
}
