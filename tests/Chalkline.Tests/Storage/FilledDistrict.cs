using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Microsoft.AspNetCore.Identity;
using Xunit;

namespace Chalkline.Tests.Storage;

/// <summary>A district with something in every table of the platform, in texts that files and databases stumble over.</summary>
internal static class FilledDistrict
{
    private static readonly string[] Names = ["Ana Ñúñez", "Zoë \"Z\" O'Neil", "李雷", "Tab\tand\nline", "back\\slash", "🙂 emoji", "=1+1", "<b>bold</b>"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes and opens the district, with a few people, and answers their ids.</summary>
    public static async Task<IReadOnlyList<AccountId>> Fill(DistrictStores stores, DistrictSlug slug)
    {
        await new DistrictDirectory(stores).Add(slug, Ct);
        await using var db = stores.Open(slug);
        var now = stores.Time.Now();
        db.Add(new DistrictProfile { Name = "Cedar \"Valley\" – Distrito Único", State = "CO", Students = 6123, TimeZone = "America/Denver", SmallDistrict = true, CreatedAt = now });
        await db.Commit(new(Actor.Operator, "district.set-up", new("district", Guid.Empty), new JsonObject { ["name"] = "Único", ["students"] = 6123, ["share"] = 0.25m }), Ct);
        var people = new List<AccountId>();
        foreach (var name in Names) people.Add(await AddPerson(stores, slug, name));
        return people;
    }

    private static async Task<AccountId> AddPerson(DistrictStores stores, DistrictSlug slug, string name)
    {
        await using var db = stores.Open(slug);
        var (id, now) = (stores.Time.NewId<AccountId>(), stores.Time.Now());
        db.Add(new Account
        {
            Id = id,
            Name = name,
            NameFolded = StoreConventions.Fold(name),
            Email = $"{id}@example.org",
            NormalizedEmail = $"{id}@EXAMPLE.ORG",
            UserName = id.ToString(),
            NormalizedUserName = id.ToString(),
            PasswordHash = "AQAAAA==",
            LockoutEnabled = true,
            LockoutEnd = now.AddTicks(12_345),
            CreatedAt = now,
        });
        db.Add(new RoleGrant { Id = stores.Time.NewId<GrantId>(), Account = id, Role = Role.Principal, School = new(id.Value), Source = "setup", GrantedAt = now, GrantedBy = id });
        db.Add(new IdentityUserLogin<AccountId> { LoginProvider = "google", ProviderKey = id.ToString(), UserId = id, ProviderDisplayName = null });
        var passkey = new UserPasskeyInfo([1, 2, .. id.Value.ToByteArray()], [3, 4, 255], now, 7, ["usb", "nfc"], true, true, false, [5], [6]) { Name = name };
        db.Add(new IdentityUserPasskey<AccountId> { UserId = id, CredentialId = passkey.CredentialId, Data = DataOf(passkey) });
        db.Add(SubjectKey.New(id.Value));
        new Sessions(db, stores.Time).Start(id, "test");
        db.Add(new SignInLink { TokenHash = SecretToken.HashOf(id.ToString()), Account = id, CreatedAt = now, ExpiresAt = now.AddDays(1) });
        await db.Commit(new(Actor.Person(id), "account.added", new("account", id.Value), AuditEntry.Fields(("role", null, "principal"), ("note", null, name))), Ct);
        return id;
    }

    /// <summary>Hashes of all that a backup of the district holds, by table.</summary>
    public static async Task<IReadOnlyList<string>> Content(DistrictStores stores, DistrictSlug slug)
    {
        var file = Path.Combine(stores.Settings.DataFolder, $"content-{stores.Time.NewId<AccountId>()}.zip");
        await new StoreBackup(stores).Write(slug, file, Ct);
        await using var backup = await Platform.Backups.BackupFile.Open(file, Ct);
        return [.. backup.Manifest.Tables.Select(t => $"{t.Name} {t.Part.Rows} {t.Part.Sha256}")];
    }

    private static IdentityPasskeyData DataOf(UserPasskeyInfo passkey) => new()
    {
        PublicKey = passkey.PublicKey,
        Name = passkey.Name,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports,
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
    };
}
