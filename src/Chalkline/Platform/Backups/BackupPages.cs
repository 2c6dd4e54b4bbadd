using Chalkline.Design;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chalkline.Platform.Backups;

/// <summary>Backups of the district for its administrator: made, listed, downloaded.</summary>
internal static class BackupPages
{
    public const string Path = "/backups";

    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.TryAddSingleton(BackupSettings.Default);
        services.AddSingleton<BackupFolder>();
        services.AddSingleton<IJobKind, MakeBackup>();
        services.AddAuditWords(BackupWords.ResourceManager);
        services.AddSingleton<INavigation, BackupNavigation>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).Requires(PlatformRights.BackupsManage);
        routes.MapPost(Path, Make).DisableAntiforgery().Requires(PlatformRights.BackupsManage);
        routes.MapGet(Path + "/{name}", Download).Requires(PlatformRights.BackupsManage);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, BackupFolder folder, TimeProvider time, CancellationToken ct) =>
        Pages.Show<BackupListPage>(http, await Model(http, db, folder, time, new(), ct));

    private static async Task<IResult> Make(HttpContext http, DistrictDb db, BackupFolder folder, JobQueue queue, TimeProvider time, CancellationToken ct)
    {
        if (folder.Fault() is null) return Pages.GoTo(http, $"/jobs/{await queue.Start(db, MakeBackup.KindName, [], http.SignedIn().Actor, ct)}");
        var faults = new Faults();
        faults.Add("", BackupText.Say(Pages.LanguageOf(http), nameof(BackupWords.NoFolder)));
        return Pages.Again<BackupListPage>(http, await Model(http, db, folder, time, faults, ct));
    }

    /// <summary>All that the district has leaves the house: the audit log says so before the first byte goes.</summary>
    private static async Task<IResult> Download(HttpContext http, DistrictDb db, BackupFolder folder, string name, CancellationToken ct)
    {
        if (await folder.Find(db.District, name, ct) is not { } backup) return Results.NotFound();
        await db.Commit(new(http.SignedIn().Actor, "backup.downloaded", new("backup", Guid.Empty), new() { ["bytes"] = backup.Bytes, ["name"] = backup.Name, ["sha256"] = backup.Sha256 }), ct);
        return Results.File(System.IO.Path.Combine(folder.Path, backup.Name), "application/zip", backup.Name);
    }

    private static async Task<BackupList> Model(HttpContext http, DistrictDb db, BackupFolder folder, TimeProvider time, Faults faults, CancellationToken ct)
    {
        var (language, now) = (Pages.LanguageOf(http), time.Now());
        var zone = await new RecordText(db).Zone(ct);
        var all = await folder.Of(db.District, ct);
        return new([.. all.Where(b => !b.IsExpired(now)).Select(b => new BackupLine(b.Name, DistrictTime.Text(b.At, zone, language), BackupText.Size(b.Bytes), b.Sha256,
            b.Expires is { } until ? DistrictTime.Text(until, zone, language) : null))], faults);
    }

    private sealed class BackupNavigation : INavigation
    {
        public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PlatformRights.BackupsManage)
            ? [new(BackupText.Say(language, nameof(BackupWords.Title)), Path, BackupText.Say(language, nameof(BackupWords.LinkSentence)))] : [];
    }
}

/// <summary>A backup as the list has it.</summary>
/// <param name="Until">When it expires; null: not by itself.</param>
public sealed record BackupLine(string Name, string At, string Size, string? Sha256, string? Until);

/// <summary>The backups of the district.</summary>
public sealed record BackupList(IReadOnlyList<BackupLine> Backups, Faults Faults);
