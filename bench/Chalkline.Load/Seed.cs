using System.Globalization;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;

namespace Chalkline.Load;

/// <summary>An installation with one invented district, its staff, and sessions to load it with.</summary>
internal static class Seed
{
    private const int Staff = 300, Sessions = 50;

    public static DistrictSlug Slug { get; } = DistrictSlug.TryParse("cedar-valley", out var slug) ? slug : throw new InvalidOperationException();

    public static DistrictStores Stores(string folder, string? database) => new(new(folder, database), Capabilities.Mappings, TimeProvider.System);

    public static async Task<int> Run(string folder, string? database)
    {
        await using var stores = Stores(folder, database);
        await stores.PrepareHost(default);
        await new DistrictDirectory(stores).Add(Slug, default);
        await using var db = stores.Open(Slug);
        var now = stores.Time.Now();
        db.Add(new DistrictProfile { Name = "Cedar Valley (invented)", State = "CO", Students = 6000, TimeZone = "America/Denver", CreatedAt = now });
        var tokens = new List<string>();
        for (var i = 0; i < Staff; i++)
        {
            var (id, name) = (stores.Time.NewId<AccountId>(), string.Create(CultureInfo.InvariantCulture, $"Invented Person {i:000}"));
            var email = string.Create(CultureInfo.InvariantCulture, $"person{i:000}@example.org");
            db.Add(Account.New(id, name, email, now));
            var role = i % 10 == 0 ? Role.SystemAdministrator : i % 10 == 1 ? Role.AiLead : i % 10 == 2 ? Role.Auditor : Role.Assessment;
            db.Add(new RoleGrant { Id = stores.Time.NewId<GrantId>(), Account = id, Role = role, Source = "setup", GrantedAt = now });
            if (i % 10 < 3 && tokens.Count < Sessions) tokens.Add(new Sessions(db, stores.Time).Start(id, "load"));
        }
        await db.Commit(new(Actor.System, "district.set-up", new("district", Guid.Empty), []), default);
        for (var i = 0; i < 5000; i++)
        {
            await using var entry = stores.Open(Slug);
            await entry.Commit(new(Actor.System, "load.seeded", new("load", Guid.Empty), new() { ["n"] = i }), default);
        }
        await File.WriteAllLinesAsync(Path.Combine(folder, "sessions.txt"), tokens);
        Console.WriteLine($"{Staff} staff, {tokens.Count} sessions, 5,001 entries in the audit log");
        return 0;
    }
}
