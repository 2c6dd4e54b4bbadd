using System.Collections;
using Chalkline.Platform;
using Chalkline.Tests.Evaluate;
using Chalkline.Tests.House;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class The_settings : IDisposable
{
    private const string Example = "deploy/chalkline.example.yaml";

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void are_taken_from_the_command_line_before_the_environment_before_the_file()
    {
        var file = _folder.Write("chalkline.yaml", "data: of-file\nlimits: { body: 5 }\nlog:\n  format: json\n  level: debug\n");
        var environment = new Hashtable { ["CHALKLINE_DATA"] = "of-environment", ["CHALKLINE_LIMITS_BODY"] = "7" };
        var values = SettingValues.Read(file, environment, new Dictionary<Setting, IReadOnlyList<string>> { [Settings.Data] = ["typed"] });
        Assert.Equal(("typed", "--data"), (values.Text(Settings.Data), values.Of(Settings.Data)!.From));
        Assert.Equal(("7", "CHALKLINE_LIMITS_BODY"), (values.Text(Settings.Body), values.Of(Settings.Body)!.From));
        Assert.Equal(("debug", file + ", line 5"), (values.Text(Settings.LogLevel), values.Of(Settings.LogLevel)!.From));
        Assert.Equal(("32", "default"), (values.Text(Settings.Headers), values.Of(Settings.Headers)!.From));
        var settings = ServeSettings.Of(values);
        Assert.Equal((LogLevel.Debug, true, 7_000_000L), (settings.LogLevel, settings.LogsJson, settings.BodyBytes));
    }

    [Fact]
    public void of_which_several_are_meant_are_lists_everywhere()
    {
        var file = _folder.Write("chalkline.yaml", "hosts: [a.example.org, b.example.org]\nproxies:\n- 10.0.0.0/8\n- ::1\n");
        var values = SettingValues.Read(file, new Hashtable { ["CHALKLINE_URLS"] = "http://*:8080, http://localhost:5080" },
            new Dictionary<Setting, IReadOnlyList<string>> { [Settings.Hosts] = ["c.example.org,d.example.org", "e.example.org"] });
        var settings = ServeSettings.Of(values);
        Assert.Equal(["http://localhost:8080", "http://localhost:5080"], settings.Addresses.Select(a => a.ToString()));
        Assert.Equal(["c.example.org", "d.example.org", "e.example.org"], settings.Hosts.Take(3));
        Assert.Equal(["10.0.0.0/8", "::1/128"], settings.Proxies.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("databse: x", "databse: unknown key; did you mean 'database' or 'data'? (line 1)")]
    [InlineData("log:\n  fromat: json", "log.fromat: unknown key; did you mean 'log.format'? (line 2)")]
    [InlineData("data: [a, b]", "data: expected one value (line 1)")]
    [InlineData("tls: yes", "tls: expected keys with values (line 1)")]
    [InlineData("- a", "expected keys with values (line 1)")]
    [InlineData("data: a\ndata: b", "not readable as YAML: Duplicate key data (line 2)")]
    [InlineData("data: 'a", "not readable as YAML")]
    public void that_nobody_knows_are_refused_with_their_line(string yaml, string fault)
    {
        var file = _folder.Write("chalkline.yaml", yaml);
        var refused = Assert.Throws<SettingsException>(() => SettingValues.Read(file, new Hashtable(), new Dictionary<Setting, IReadOnlyList<string>>()));
        Assert.StartsWith($"{file}: {fault}", Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void without_values_are_the_defaults_and_an_empty_file_is_none()
    {
        foreach (var yaml in new[] { "", "# nothing\n", "data:\nlog:\n" })
            Assert.Equal("default", Given(yaml).Of(Settings.Data)!.From);
    }

    [Fact]
    public void of_a_file_that_is_not_there_are_refused() =>
        Assert.Contains("there is no such file", Assert.Throws<SettingsException>(() => SettingValues.Read(_folder.At("none.yaml"), new Hashtable(), new Dictionary<Setting, IReadOnlyList<string>>())).Message, StringComparison.Ordinal);

    [Fact]
    public void that_cannot_be_used_are_named_all_together_with_where_they_stand()
    {
        var values = Given("urls: [ftp://x, https://*:443]\nproxies: [nearby]\nlimits: { body: many }\nlog: { level: loud }\ntelemetry: { endpoint: here }\nhosts: ['bad host']\ndatabase: Hots=db;Password=hush\n");
        var faults = Assert.Throws<SettingsException>(() => ServeSettings.Of(values)).Faults;
        Assert.Equal(["database", "urls", "proxies", "hosts", "tls.certificate", "limits.body", "telemetry.endpoint", "log.level"], faults.Select(f => f.Split(':')[0]));
        Assert.All(faults.Where(f => !f.StartsWith("tls", StringComparison.Ordinal)), f => Assert.Matches(@"chalkline\.yaml, line [1-7]\)$", f));
        Assert.DoesNotContain("hush", string.Join(' ', faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls: http://*:8080")]
    [InlineData("proxies: 127.0.0.1")]
    public void ask_for_host_names_where_other_computers_reach_the_site(string yaml)
    {
        Assert.Contains("hosts: name the host names", Assert.Throws<SettingsException>(() => ServeSettings.Of(Given(yaml))).Message, StringComparison.Ordinal);
        Assert.Equal("ai.example.org", ServeSettings.Of(Given(yaml + "\nhosts: ai.example.org")).Hosts[0]);
    }

    [Fact]
    public void warn_of_a_site_that_others_reach_without_encryption()
    {
        Assert.Single(ServeSettings.Of(Given("urls: http://*:8080\nhosts: ai.example.org")).Warnings);
        Assert.Empty(ServeSettings.Of(Given("urls: http://*:8080\nhosts: ai.example.org\nproxies: 10.0.0.1")).Warnings);
        Assert.Empty(ServeSettings.Of(Given("")).Warnings);
    }

    [Fact]
    public void notice_a_variable_of_an_unknown_name()
    {
        var values = SettingValues.Read(null, new Hashtable { ["CHALKLINE_DATABSE"] = "x" }, new Dictionary<Setting, IReadOnlyList<string>>());
        Assert.Contains("did you mean 'CHALKLINE_DATABASE'", Assert.Single(values.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void of_the_example_are_read_as_they_stand_and_filled_in()
    {
        var text = SourceTree.Text(Example);
        Assert.Equal(["ai.district.example"], Given(text).Of(Settings.Hosts)!.Texts);
        _ = ServeSettings.Of(Given(text));
        // Every line that is commented out is a setting, too: filled in, nothing of it is unknown.
        var full = string.Join('\n', text.Split('\n').Select(l => l.StartsWith("#:", StringComparison.Ordinal) ? l[2..] : l));
        Assert.Equal(Settings.All.Select(s => s.Key), Settings.All.Where(s => Given(full).Of(s) is { From: not "default" }).Select(s => s.Key));
    }

    [Fact]
    public void are_all_in_the_guide()
    {
        var guide = SourceTree.Text("docs/guides/operate.md");
        Assert.All(Settings.All, s => Assert.Contains($"| `{s.Key}` | `{s.Variable}` |", guide, StringComparison.Ordinal));
    }

    private SettingValues Given(string yaml) => SettingValues.Read(_folder.Write("chalkline.yaml", yaml), new Hashtable(), new Dictionary<Setting, IReadOnlyList<string>>());
}
