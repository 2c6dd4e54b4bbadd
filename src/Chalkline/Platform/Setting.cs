namespace Chalkline.Platform;

/// <summary>Something that whoever runs the program decides. It has one name everywhere: a key of the settings file, a variable, an option.</summary>
/// <param name="Key">As in the file, a dot between section and key: <c>tls.certificate</c>.</param>
/// <param name="Help">One sentence, with its unit and what happens without it.</param>
/// <param name="Default">As it would be typed; null where there is none.</param>
/// <param name="IsList">Several values: a list in the file, divided by commas elsewhere.</param>
/// <param name="IsSecret">Never printed.</param>
public sealed record Setting(string Key, string Help, string? Default = null, bool IsList = false, bool IsSecret = false)
{
    public const string Prefix = "CHALKLINE_";

    public string Variable => Prefix + Key.ToUpperInvariant().Replace('.', '_');

    public string Option => "--" + Key.Replace('.', '-');
}

/// <summary>All settings, in the order in which they are explained.</summary>
public static class Settings
{
    /// <summary>Of all commands: where the stores are.</summary>
    public static Setting Data { get; } = new("data", "Folder of the installation: SQLite files, and the backups that an upgrade makes.", "chalkline-data");

    public static Setting Database { get; } = new("database", "PostgreSQL connection string; without one, a SQLite file a district in the folder.", IsSecret: true);

    /// <summary>Of <c>serve</c>.</summary>
    public static Setting Urls { get; } = new("urls", "Addresses to listen at, such as https://*:443.", "http://localhost:5080", IsList: true);

    public static Setting Hosts { get; } = new("hosts", "Host names by which people reach the site (*.district.org for all below it); needed beyond this computer.", IsList: true);

    public static Setting Certificate { get; } = new("tls.certificate", "Certificate with its chain (PEM), or certificate and key in one file (PFX); read again when it changes.");

    public static Setting Key { get; } = new("tls.key", "The certificate's private key (PEM).");

    public static Setting Password { get; } = new("tls.password", "Password of the key or of the PFX file.", IsSecret: true);

    public static Setting Proxies { get; } = new("proxies", "Addresses or networks (10.0.0.0/8) of the proxies in front; X-Forwarded-For and -Proto count from them alone.", IsList: true);

    public static Setting Body { get; } = new("limits.body", "Largest request, in megabytes.", "30");

    public static Setting Headers { get; } = new("limits.headers", "Largest request line and headers together, in kilobytes.", "32");

    public static Setting Telemetry { get; } = new("telemetry.endpoint", "OpenTelemetry collector (OTLP over HTTP), such as http://localhost:4318; without one nothing is sent.");

    public static Setting LogLevel { get; } = new("log.level", "debug, information, warning or error.", "information");

    public static Setting LogFormat { get; } = new("log.format", "text, or json: an object a line.", "text");

    public static Setting BackupDays { get; } = new("backups.days", "How many days a backup is kept that was made on the site.", "35");

    public static Setting Clamd { get; } = new("clamd", "Virus scanner that looks at uploaded files: clamd's host and port (localhost:3310), or its Unix socket (/run/clamav/clamd.ctl); without one nobody looks.");

    public static Setting ProvidersLoopback { get; } = new("providers.loopback", "Whether a provider of sign-in may be on this very computer and plain http: no, or yes (to try one out).", "no");

    public static Setting MailHost { get; } = new("mail.host", "Mail server (SMTP) that takes the site's mail; without one nobody is reminded by mail.");

    public static Setting MailPort { get; } = new("mail.port", "Its port: mostly 587 with starttls, 465 with tls, 25 with none.", "587");

    public static Setting MailTls { get; } = new("mail.tls", "How the line to it is encrypted: starttls, tls (from the first byte), or none (a server on this computer).", "starttls");

    public static Setting MailUser { get; } = new("mail.user", "Name to sign in to it with, where it asks for one.");

    public static Setting MailPassword { get; } = new("mail.password", "Password to sign in to it with.", IsSecret: true);

    public static Setting MailFrom { get; } = new("mail.from", "Sender of the site's mail: Chalkline <noreply@district.org>.");

    public static IReadOnlyList<Setting> All { get; } =
        [Data, Database, Urls, Hosts, Certificate, Key, Password, Proxies, Body, Headers, Telemetry, LogLevel, LogFormat, BackupDays, Clamd, ProvidersLoopback,
            MailHost, MailPort, MailTls, MailUser, MailPassword, MailFrom];
}
