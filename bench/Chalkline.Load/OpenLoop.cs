using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Chalkline.Load;

/// <summary>
/// Requests leave at their due times, whether or not earlier ones were answered, and a request's time counts from when it was due: a server
/// that stalls cannot hide it. One in ten changes something (the person's own name, by the form of the account page).
/// </summary>
internal static partial class OpenLoop
{
    private static readonly string[] Paths = ["/", "/people", "/schools", "/calendar", "/account", "/audit-log", "/people?page=3", "/schools", "/"];

    public static async Task<int> Run(string address, string tokenFile, double rate, int seconds, int? pid)
    {
        var tokens = await File.ReadAllLinesAsync(tokenFile);
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 256 };
        using var client = new HttpClient(handler) { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        await WarmUp(client, tokens);
        var count = (int)(rate * seconds);
        var (times, statuses) = (new double[count], new int[count]);
        var peak = 0L;
        var clock = Stopwatch.StartNew();
        var open = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            while (clock.Elapsed < due) await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, (due - clock.Elapsed).TotalMilliseconds - 1)));
            open.Add(One(i, due));
            if (pid is { } id && i % (int)Math.Max(1, rate) == 0) peak = Math.Max(peak, ResidentBytes(id));
        }
        await Task.WhenAll(open);
        Report(times, statuses, rate, clock.Elapsed, pid, peak);
        return statuses.All(s => s is 200 or 302 or 303) ? 0 : 1;

        async Task One(int i, TimeSpan due)
        {
            var token = tokens[i % tokens.Length];
            statuses[i] = i % 10 == 9 ? await Change(client, token, i) : await Get(client, token, Paths[i % Paths.Length]);
            times[i] = (clock.Elapsed - due).TotalMilliseconds;
        }
    }

    private static async Task WarmUp(HttpClient client, string[] tokens)
    {
        for (var i = 0; i < 100; i++) await Get(client, tokens[i % tokens.Length], Paths[i % Paths.Length]);
        for (var i = 0; i < 10; i++) await Change(client, tokens[i], i);
    }

    private static async Task<int> Get(HttpClient client, string token, string path)
    {
        using var response = await client.SendAsync(Request(HttpMethod.Get, path, "chalkline-session=" + token));
        await response.Content.ReadAsByteArrayAsync();
        return (int)response.StatusCode;
    }

    /// <summary>Opens the account page and sends its form, as a person does: two requests, and the time of both.</summary>
    private static async Task<int> Change(HttpClient client, string token, int n)
    {
        using var page = await client.SendAsync(Request(HttpMethod.Get, "/account", "chalkline-session=" + token));
        var html = await page.Content.ReadAsStringAsync();
        if (page.StatusCode != HttpStatusCode.OK) return (int)page.StatusCode;
        var cookie = string.Join("; ", page.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(c => c.Split(';')[0]) : []);
        var form = FormOf(html, "/account");
        form["Name"] = string.Create(CultureInfo.InvariantCulture, $"Invented Person {n}");
        using var post = Request(HttpMethod.Post, "/account", $"chalkline-session={token}; {cookie}");
        post.Content = new FormUrlEncodedContent(form);
        using var response = await client.SendAsync(post);
        await response.Content.ReadAsByteArrayAsync();
        return (int)response.StatusCode;
    }

    private static Dictionary<string, string> FormOf(string html, string action)
    {
        var start = html.IndexOf($"action=\"/cedar-valley{action}\"", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"The page has no form that acts on {action}.");
        var end = html.IndexOf("</form>", start, StringComparison.Ordinal);
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in Inputs().Matches(html[start..end]))
        {
            var (name, value) = (Attribute(input.Value, "name"), Attribute(input.Value, "value"));
            if (name is not null) form[name] = WebUtility.HtmlDecode(value ?? "");
        }
        return form;
    }

    private static string? Attribute(string tag, string name)
    {
        var at = tag.IndexOf($" {name}=\"", StringComparison.Ordinal);
        return at < 0 ? null : tag[(at + name.Length + 3)..tag.IndexOf('"', at + name.Length + 3)];
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string cookie)
    {
        var request = new HttpRequestMessage(method, "/cedar-valley" + path);
        request.Headers.Add("Cookie", cookie);
        return request;
    }

    private static long ResidentBytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static void Report(double[] times, int[] statuses, double rate, TimeSpan took, int? pid, long peak)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Length} requests at {rate}/s in {took.TotalSeconds:0} s"));
        // In its first minute the runtime compiles what it has just begun to use: whoever wants to know of a server that has been up for longer reads the second line.
        var first = (int)(60 * rate);
        Console.WriteLine("all: " + Quantiles(times));
        if (times.Length > first) Console.WriteLine("after the first minute: " + Quantiles(times[first..]));
        Console.WriteLine("answers: " + string.Join(", ", statuses.GroupBy(s => s).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Count()}")));
        if (pid is { } id) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident: peak {peak / 1048576.0:0} MB, at the end {ResidentBytes(id) / 1048576.0:0} MB"));
    }

    private static string Quantiles(double[] times)
    {
        double[] sorted = [.. times.Order()];
        double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(.5):0.0} ms, p90 {At(.9):0.0}, p99 {At(.99):0.0}, p99.9 {At(.999):0.0}, max {sorted[^1]:0.0}");
    }

    [GeneratedRegex("<(input|select|textarea)[^>]*>")]
    private static partial Regex Inputs();
}
