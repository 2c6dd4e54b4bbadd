using Chalkline.Platform.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>
/// One district's store. Reads are queries; the one way to write is <see cref="Commit(AuditEntry, CancellationToken)"/>, which puts the change and its entry in the audit
/// log into one transaction. Made by <see cref="DistrictStores"/> alone.
/// </summary>
public sealed partial class DistrictDb : IdentityUserContext<Account, AccountId, IdentityUserClaim<AccountId>, IdentityUserLogin<AccountId>,
    IdentityUserToken<AccountId>, IdentityUserPasskey<AccountId>>
{
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim? _writer;

    /// <param name="writer">On SQLite, which has one writer: the turns of this process's, taken before the file's lock is (its own wait is a sleep).</param>
    internal DistrictDb(DistrictSlug district, DbContextOptions<DistrictDb> options, StoreMappings mappings, DistrictStores stores, SemaphoreSlim? writer) : base(options)
    {
        (District, Mappings, Stores, _time, _writer) = (district, mappings, stores, stores.Time, writer);
        ChangeTracker.AutoDetectChangesEnabled = true;
        // A commit that fails is undone whole; savepoints would only cost round trips.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Whose store it is.</summary>
    public DistrictSlug District { get; }

    internal StoreMappings Mappings { get; }

    /// <summary>Who asks, where somebody is signed in: to that person belong the figures that this store shows (<see cref="StaffFigures"/>). No account has the empty id.</summary>
    public AccountId Reader { get; internal set; }

    /// <summary>What <see cref="DistrictTime.Zone"/> has read; null: not yet, or not since the last commit.</summary>
    internal string? Zone { get; set; }

    /// <summary>The installation that it is one of.</summary>
    internal DistrictStores Stores { get; }

    /// <summary>
    /// Counts a record up in the commit to come, though nothing of it changes: a rule read it together with what does change, so another commit that
    /// does the same must not slip past.
    /// </summary>
    public void Raise(IVersioned record) => Entry(record).Property(nameof(IVersioned.Version)).IsModified = true;

    /// <summary>The version that a form was filled in on: the commit to come is stale where the record has another by now.</summary>
    public void Expect(IVersioned record, int version) => Entry(record).Property(nameof(IVersioned.Version)).OriginalValue = version;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        PlatformMapping.Conventions(configurationBuilder);
        foreach (var mapping in Mappings.All) mapping.Conventions(configurationBuilder);
        // SQLite orders ticks, not the text of an instant; money as a real would lose cents.
        if (Database.IsSqlite()) SqliteValues.Conventions(configurationBuilder);
        else configurationBuilder.Properties<decimal>().HaveColumnType("numeric");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PlatformMapping.Map(builder);
        foreach (var mapping in Mappings.All) mapping.Map(builder);
        StaffFigures.Hold(builder, this);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => typeof(IVersioned).IsAssignableFrom(e.ClrType)))
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
        SnakeCase.Apply(builder, Database.IsNpgsql());
    }
}
