using System.Globalization;
using System.Net;
using Chalkline.Exchange;
using Npgsql;

namespace Chalkline.Platform;

/// <summary>How the program serves, as whoever runs it decided.</summary>
/// <param name="Hosts">Host names that are answered.</param>
/// <param name="Certificate">Null where no address is https.</param>
/// <param name="BodyBytes">Largest request.</param>
/// <param name="HeaderBytes">Request line and headers together.</param>
/// <param name="BackupsKept">How long backups are kept that were made on the site.</param>
/// <param name="Clamd">The virus scanner that looks at uploaded files; null: none.</param>
/// <param name="ProvidersHere">Providers of sign-in may be on this computer, without encryption.</param>
/// <param name="Mail">The server that takes mail; null: nobody is reminded by mail.</param>
public sealed record ServeSettings(StoreSettings Stores, IReadOnlyList<ListenAddress> Addresses, IReadOnlyList<string> Hosts, CertificateFiles? Certificate,
    IReadOnlyList<IPNetwork> Proxies, long BodyBytes, int HeaderBytes, Uri? Telemetry, LogLevel LogLevel, bool LogsJson, TimeSpan BackupsKept, ClamdAddress? Clamd, bool ProvidersHere, MailServer? Mail)
{
    private static readonly string[] ThisComputer = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>People come by https: to a certificate of ours, or to a proxy that has one.</summary>
    public bool IsEncrypted => Certificate is not null || Proxies.Count > 0;

    /// <summary>What is allowed and unwise.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. Addresses.Any(a => !a.IsLoopback) && !IsEncrypted
            ? (string[])["the site can be reached from other computers without encryption: name a certificate (tls.certificate), or the proxy that has one (proxies)"] : [],
        .. Mail is { Tls: MailTls.None } mail && !ThisComputer.Contains(mail.Host)
            ? (string[])["mail goes to another computer without encryption: set mail.tls to starttls or tls"] : [],
    ];

    /// <summary>For this computer alone, with nothing set: what the demonstration is served with.</summary>
    public static ServeSettings OnThisComputer(StoreSettings stores, ListenAddress address) =>
        new(stores, [address], ThisComputer, null, [], 30_000_000, 32 * 1024, null, LogLevel.Warning, LogsJson: false,
            Backups.BackupSettings.Default.Kept, Clamd: null, ProvidersHere: true, Mail: null);

    /// <exception cref="SettingsException">Values that cannot be used: all of them, each with where it was given.</exception>
    public static ServeSettings Of(SettingValues values)
    {
        var faults = new List<string>();
        var stores = StoresOf(values, faults);
        var addresses = Each(values, Settings.Urls, ListenAddress.Parse, "is no address to listen at; such are http://localhost:5080, https://*:443, http://10.1.2.3:8080", faults);
        var proxies = Each(values, Settings.Proxies, NetworkOf, "is neither an IP address nor a network such as 10.0.0.0/8", faults);
        var settings = new ServeSettings(stores, addresses, HostsOf(values, addresses, proxies, faults), CertificateOf(values, addresses, faults), proxies,
            Number(values, Settings.Body, 1, 1024, faults) * 1_000_000L, Number(values, Settings.Headers, 4, 1024, faults) * 1024, EndpointOf(values, faults),
            Word(values, Settings.LogLevel, ["debug", "information", "warning", "error"], faults) switch
            {
                "debug" => LogLevel.Debug,
                "warning" => LogLevel.Warning,
                "error" => LogLevel.Error,
                _ => LogLevel.Information,
            },
            Word(values, Settings.LogFormat, ["text", "json"], faults) == "json",
            TimeSpan.FromDays(Number(values, Settings.BackupDays, 1, 3650, faults)),
            Each(values, Settings.Clamd, ClamdAddress.Parse, "is neither a host with its port, such as localhost:3310, nor the path of a socket", faults).Select(a => (ClamdAddress?)a).FirstOrDefault(),
            Word(values, Settings.ProvidersLoopback, ["no", "yes"], faults) == "yes",
            MailOf(values, faults));
        return faults.Count == 0 ? settings : throw new SettingsException(faults);
    }

    /// <summary>Where the stores are, for commands that serve nothing.</summary>
    /// <exception cref="SettingsException">The connection string cannot be read.</exception>
    public static StoreSettings StoresOf(SettingValues values)
    {
        var faults = new List<string>();
        var stores = StoresOf(values, faults);
        return faults.Count == 0 ? stores : throw new SettingsException(faults);
    }

    /// <summary>The address that people type.</summary>
    /// <param name="listening">Where the server listens in fact, which for port 0 is known only then.</param>
    internal string PublicAddress(IEnumerable<string> listening)
    {
        var host = Hosts.FirstOrDefault(h => !h.StartsWith("*.", StringComparison.Ordinal) && !ThisComputer.Contains(h));
        if (host is null) return Addresses[0].Port == 0 ? listening.First() : Addresses[0].ToString();
        if (Proxies.Count > 0) return ListenAddress.Address(secure: true, host, 443);
        var address = Addresses.OrderByDescending(a => a.IsHttps).First();
        return ListenAddress.Address(address.IsHttps, host, address.Port);
    }

    private static StoreSettings StoresOf(SettingValues values, List<string> faults)
    {
        var database = values.Text(Settings.Database);
        try
        {
            _ = new NpgsqlConnectionStringBuilder(database);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its text may hold a password: it is not repeated.
            faults.Add(Fault(values, Settings.Database, "cannot be read; a connection string looks like Host=db;Username=chalkline;Password=…;Database=chalkline"));
        }
        return new(Path.GetFullPath(values.Text(Settings.Data)!), database);
    }

    private static string[] HostsOf(SettingValues values, List<ListenAddress> addresses, List<IPNetwork> proxies, List<string> faults)
    {
        if (values.Of(Settings.Hosts) is not { Texts: { Count: > 0 } hosts })
        {
            // Beyond this computer an address must be known: links in mail, passkeys and providers of sign-in depend on it.
            if (addresses.Any(a => !a.IsLoopback) || proxies.Count > 0)
                faults.Add($"{Settings.Hosts.Key}: name the host names by which people reach the site; it is needed where it can be reached from other computers");
            return ThisComputer;
        }
        foreach (var host in hosts.Where(h => Uri.CheckHostName(h.StartsWith("*.", StringComparison.Ordinal) ? h[2..] : h) == UriHostNameType.Unknown))
            faults.Add(Fault(values, Settings.Hosts, $"'{ExchangeException.Show(host)}' is no host name; such are ai.district.org and *.district.org, without a port"));
        return [.. hosts, .. addresses.Any(a => a.IsLoopback) ? ThisComputer : []];
    }

    private static CertificateFiles? CertificateOf(SettingValues values, List<ListenAddress> addresses, List<string> faults)
    {
        var secure = addresses.Any(a => a.IsHttps);
        if (values.Text(Settings.Certificate) is not { } certificate)
        {
            if (secure) faults.Add($"{Settings.Certificate.Key}: an https address needs a certificate");
            return null;
        }
        if (!secure) faults.Add(Fault(values, Settings.Certificate, "is used by no address; let one begin with https://"));
        return new(certificate, values.Text(Settings.Key), values.Text(Settings.Password));
    }

    private static Uri? EndpointOf(SettingValues values, List<string> faults)
    {
        if (values.Text(Settings.Telemetry) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        faults.Add(Fault(values, Settings.Telemetry, $"'{ExchangeException.Show(text)}' is no address; such is http://localhost:4318"));
        return null;
    }

    private static MailServer? MailOf(SettingValues values, List<string> faults)
    {
        var (host, user, password) = (values.Text(Settings.MailHost), values.Text(Settings.MailUser), values.Text(Settings.MailPassword));
        var port = Number(values, Settings.MailPort, 1, 65535, faults);
        var tls = Word(values, Settings.MailTls, ["starttls", "tls", "none"], faults) switch { "tls" => MailTls.Tls, "none" => MailTls.None, _ => MailTls.StartTls };
        if (host is null)
        {
            foreach (var setting in new[] { Settings.MailUser, Settings.MailPassword, Settings.MailFrom }.Where(s => values.Text(s) is not null))
                faults.Add(Fault(values, setting, "is of no use without mail.host"));
            return null;
        }
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) faults.Add(Fault(values, Settings.MailHost, $"'{ExchangeException.Show(host)}' is no host name; such is mail.district.org, without a port"));
        if (user is null != password is null)
            faults.Add(user is null ? Fault(values, Settings.MailPassword, "needs the name that it belongs to: mail.user") : Fault(values, Settings.MailUser, "needs its password: mail.password"));
        var from = values.Text(Settings.MailFrom);
        if (from is null) faults.Add($"{Settings.MailFrom.Key}: name the sender; such is Chalkline <noreply@district.org>");
        else if (!Reminders.MailSender.IsOne(from)) faults.Add(Fault(values, Settings.MailFrom, $"'{ExchangeException.Show(from)}' is no sender; such is Chalkline <noreply@district.org>"));
        return new(host, port, tls, user, password, from ?? "");
    }

    private static IPNetwork? NetworkOf(string text) => IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network : null;

    private static List<T> Each<T>(SettingValues values, Setting setting, Func<string, T?> parse, string fault, List<string> faults) where T : struct
    {
        var parsed = new List<T>();
        foreach (var text in values.Of(setting)?.Texts ?? [])
        {
            if (parse(text) is { } value) parsed.Add(value);
            else faults.Add(Fault(values, setting, $"'{ExchangeException.Show(text)}' {fault}"));
        }
        return parsed;
    }

    private static int Number(SettingValues values, Setting setting, int least, int most, List<string> faults)
    {
        var text = values.Text(setting)!;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        faults.Add(Fault(values, setting, string.Create(CultureInfo.InvariantCulture, $"'{ExchangeException.Show(text)}' is no whole number from {least} to {most}")));
        return least;
    }

    private static string Word(SettingValues values, Setting setting, string[] words, List<string> faults)
    {
        var text = values.Text(setting)!;
        if (!words.Contains(text)) faults.Add(Fault(values, setting, $"'{ExchangeException.Show(text)}' is not one of {string.Join(", ", words)}{Nearest.Ask(text, words)}"));
        return text;
    }

    private static string Fault(SettingValues values, Setting setting, string text) => $"{setting.Key}: {text} ({values.Of(setting)!.From})";
}
