using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Chalkline.Platform;
using Xunit;

namespace Chalkline.Tests.Web;

/// <summary>Does what a browser without JavaScript does: keeps cookies by path, follows nothing by itself, sends the forms that it sees.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();
    private readonly string _site, _base;

    /// <param name="site">Where the site is: by default the one in memory.</param>
    public Browser(HttpMessageHandler handler, DistrictSlug district, string site = "http://localhost")
    {
        _client = new(new CookieHandler(_cookies) { InnerHandler = handler }) { BaseAddress = new(site) };
        (_site, _base) = (site, "/" + district.Text);
    }

    /// <summary>Who is signed in; null where nobody is.</summary>
    public AccountId? Account { get; set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void SetCookie(string name, string value) => _cookies.Add(new Uri(_site + _base + "/"), new Cookie(name, value, _base));

    public string? CookieValue(string name) => _cookies.GetAllCookies().Where(c => c.Name == name && !c.Expired).Select(c => c.Value).FirstOrDefault();

    /// <summary>GET of a path within the district (or of an absolute one, <c>~/…</c>).</summary>
    public Task<HttpResponseMessage> Get(string path) => Send(new(HttpMethod.Get, Address(path)));

    public async Task<IHtmlDocument> Page(string path)
    {
        using var response = await Get(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {response.Headers.Location}");
        return await Read(response);
    }

    /// <summary>Fills in and sends the form with this action on the page at <paramref name="path"/>; its hidden fields go along.</summary>
    public async Task<HttpResponseMessage> Submit(string path, string action, params (string Name, string? Value)[] fields) =>
        await Post(action, Fields(await Page(path), action, fields));

    /// <summary>The fields of a form as a browser would send them, with some filled in (null: left out).</summary>
    public List<KeyValuePair<string, string>> Fields(IHtmlDocument page, string action, params (string Name, string? Value)[] fields)
    {
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().FirstOrDefault(f => f.GetAttribute("action") == Address(action))
            ?? throw new InvalidOperationException($"No form acts on {action}; there are: {string.Join(", ", page.QuerySelectorAll("form").Select(f => f.GetAttribute("action")))}");
        var sent = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input, select, textarea"))
        {
            var name = input.GetAttribute("name");
            if (name is null || fields.Any(f => f.Name == name)) continue;
            if (input is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" }) continue;
            sent.Add(new(name, input switch { IHtmlInputElement i => i.Value, IHtmlSelectElement s => s.Value ?? "", IHtmlTextAreaElement t => t.Value, _ => "" }));
        }
        sent.AddRange(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!)));
        return sent;
    }

    public Task<HttpResponseMessage> Post(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        Send(new(HttpMethod.Post, Address(path)) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Sends a form with a file.</summary>
    public async Task<HttpResponseMessage> Upload(string path, string action, string field, string fileName, byte[] content, params (string Name, string? Value)[] fields)
    {
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(await Page(path), action, fields)) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(content), field, fileName);
        return await Send(new(HttpMethod.Post, Address(action)) { Content = body });
    }

    /// <summary>The address of a path within the district.</summary>
    public string Path(string path) => Address(path);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _client.SendAsync(request, Ct);

    public static async Task<IHtmlDocument> Read(HttpResponseMessage response) => await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(Ct), Ct);

    public void Dispose() => _client.Dispose();

    private string Address(string path) => path.StartsWith('~') ? path[1..] : _base + path;

    private sealed class CookieHandler(CookieContainer cookies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var header = cookies.GetCookieHeader(request.RequestUri!);
            if (header.Length > 0) request.Headers.Add("Cookie", header);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}
