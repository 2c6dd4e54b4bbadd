using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

namespace Chalkline.Platform.Hosting;

/// <summary>The server around the site, as the settings say: where it listens, whom it believes, what it logs and measures, how it stops.</summary>
internal static class Front
{
    /// <summary>How long requests may take to end once the program is told to stop.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    public static void Add(WebApplicationBuilder builder, ServeSettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopsWithin);
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(o => o.ServiceName = "Chalkline");
        builder.Services.AddHostedService<StoreReport>();
        builder.Services.AddHostedService<FreedMemory>();
        builder.Services.AddHostedService<Jobs.JobService>();
        builder.Services.AddSingleton(new Backups.BackupSettings(settings.BackupsKept));
        builder.Services.AddSingleton(new Files.FileSettings(settings.Clamd));
        builder.Services.AddSingleton(new Providers.ProviderSettings(settings.ProvidersHere));
        builder.Services.AddSingleton(new Reminders.MailSettings(settings.Mail));
        builder.Services.AddSingleton(s => new SiteAddress(() => settings.PublicAddress(s.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])));
        AddLogs(builder.Logging, settings);
        AddServer(builder, settings);
        if (settings.Telemetry is { } endpoint) AddTelemetry(builder.Services, endpoint);
        builder.Services.Configure<HostFilteringOptions>(o => (o.AllowedHosts, o.AllowEmptyHosts, o.IncludeFailureMessage) = ([.. settings.Hosts], false, false));
        builder.Services.AddHttpsRedirection(o =>
        {
            o.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
            o.HttpsPort = settings.Proxies.Count > 0 ? 443 : settings.Addresses.Where(a => a.IsHttps).Select(a => (int?)a.Port).FirstOrDefault();
        });
    }

    /// <summary>Before everything that looks at a request's host or scheme.</summary>
    public static void Use(WebApplication site, ServeSettings settings)
    {
        if (settings.Proxies.Count > 0)
        {
            // The host's name is not taken from a header: a proxy passes it on as it is.
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.Proxies) forwarded.KnownIPNetworks.Add(network);
            site.UseForwardedHeaders(forwarded);
        }
        // A balancer asks for health by the machine's address and without TLS.
        site.UseWhen(http => !HealthEndpoints.IsFor(http), rest =>
        {
            rest.UseHostFiltering();
            if (settings.IsEncrypted) rest.UseHttpsRedirection();
        });
    }

    private static void AddLogs(ILoggingBuilder logs, ServeSettings settings)
    {
        logs.ClearProviders();
        logs.SetMinimumLevel(settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning).AddFilter("Chalkline", settings.LogLevel);
        // It warns of keys that are stored as they are: they stand in the host store, which is as confidential as all else in it.
        logs.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        logs.AddConsole().AddConsoleFormatter<LogLines, LogFormat>(o => o.Json = settings.LogsJson);
        // After systemd's own, which would take the format over.
        logs.Services.PostConfigure<ConsoleLoggerOptions>(o => o.FormatterName = LogLines.FormatName);
    }

    private static void AddServer(WebApplicationBuilder builder, ServeSettings settings)
    {
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        if (settings.Certificate is { } files) builder.Services.AddSingleton(s => new ServedCertificate(files, s.GetRequiredService<ILogger<ServedCertificate>>()));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = settings.HeaderBytes;
            // A question that is far too long is to be answered by its page.
            kestrel.Limits.MaxRequestLineSize = settings.HeaderBytes / 2;
            foreach (var address in settings.Addresses) Listen(kestrel, address);
        });
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address)
    {
        if (address.Ip is null) kestrel.ListenAnyIP(address.Port, Secure);
        else if (address.Host == "localhost") kestrel.ListenLocalhost(address.Port, Secure);
        else kestrel.Listen(address.Ip, address.Port, Secure);

        void Secure(ListenOptions listen)
        {
            if (address.IsHttps) listen.UseHttps(kestrel.ApplicationServices.GetRequiredService<ServedCertificate>().Handshake);
        }
    }

    private static void AddTelemetry(IServiceCollection services, Uri endpoint)
    {
        var version = typeof(Front).Assembly.GetName().Version?.ToString(3);
        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("chalkline", serviceVersion: version))
            .WithTracing(t => t.AddSource(Telemetry.Name, "Microsoft.AspNetCore", "Npgsql"))
            .WithMetrics(m => m.AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"))
            .UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, endpoint);
    }
}
