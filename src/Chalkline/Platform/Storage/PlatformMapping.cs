using Chalkline.Platform.Auditing;
using Chalkline.Platform.People;
using Chalkline.Platform.Search;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chalkline.Platform.Storage;

/// <summary>The tables that every capability stands on.</summary>
internal static class PlatformMapping
{
    public static IReadOnlyList<ISearchEntries> Search { get; } = [new PeopleSearch()];

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<AccountId>();
        conventions.Id<GrantId>();
        conventions.Id<SchoolId>();
        Providers.ProviderMapping.Conventions(conventions);
        Work.WorkMapping.Conventions(conventions);
        Jobs.JobMapping.Conventions(conventions);
        Files.FileMapping.Conventions(conventions);
        Comments.CommentMapping.Conventions(conventions);
        Holds.HoldMapping.Conventions(conventions);
        Reminders.ReminderMapping.Conventions(conventions);
        Hooks.HookMapping.Conventions(conventions);
        conventions.Properties<Role>().HaveConversion<RoleText>();
    }

    public static void Map(ModelBuilder model)
    {
        MapAccounts(model);
        MapAudit(model);
        Providers.ProviderMapping.Map(model);
        Packs.PackMapping.Map(model);
        Work.WorkMapping.Map(model);
        SearchMapping.Map(model);
        Jobs.JobMapping.Map(model);
        Files.FileMapping.Map(model);
        Comments.CommentMapping.Map(model);
        Looks.LookMapping.Map(model);
        Holds.HoldMapping.Map(model);
        Reminders.ReminderMapping.Map(model);
        Feeds.FeedMapping.Map(model);
        Hooks.HookMapping.Map(model);
        model.Entity<DistrictProfile>(profile =>
        {
            profile.Property(p => p.Id).ValueGeneratedNever();
            profile.Property(p => p.Name).HasMaxLength(200);
            profile.Property(p => p.State).HasMaxLength(2);
            profile.Property(p => p.TimeZone).HasMaxLength(64);
        });
        model.Entity<FormKey>(key =>
        {
            key.NotInBackups();
            key.HasKey(k => k.Key);
            key.Property(k => k.Key).HasMaxLength(64);
        });
    }

    private static void MapAccounts(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
            account.Property(a => a.Name).HasMaxLength(200);
            account.Property(a => a.NameFolded).HasMaxLength(400);
            account.Property(a => a.Language).HasMaxLength(8);
            account.Property(a => a.PasswordHash).HasMaxLength(400);
            account.Property(a => a.SecurityStamp).HasMaxLength(64);
            account.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
            account.HasIndex(a => new { a.NameFolded, a.Id });
        });
        model.Ignore<IdentityUserClaim<AccountId>>();
        model.Ignore<IdentityUserToken<AccountId>>();
        model.Entity<RoleGrant>(grant =>
        {
            grant.Property(g => g.ReviewArea).HasMaxLength(40);
            grant.Property(g => g.Source).HasMaxLength(40);
            grant.HasOne<Account>().WithMany().HasForeignKey(g => g.Account).OnDelete(DeleteBehavior.Restrict);
            grant.HasIndex(g => new { g.School, g.Account });
            grant.HasIndex(g => new { g.Role, g.Account });
        });
        model.Entity<Session>(session =>
        {
            session.NotInBackups();
            session.HasKey(s => s.TokenHash);
            session.Property(s => s.TokenHash).HasMaxLength(64);
            session.Property(s => s.Means).HasMaxLength(40);
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.Account).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SignInLink>(link =>
        {
            link.NotInBackups();
            link.HasKey(l => l.TokenHash);
            link.Property(l => l.TokenHash).HasMaxLength(64);
            // Of two who follow it at once, one comes too late.
            link.Property(l => l.UsedAt).IsConcurrencyToken();
            link.Property(l => l.WithdrawnAt).IsConcurrencyToken();
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.Account).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapAudit(ModelBuilder model)
    {
        model.Entity<AuditRecord>(entry =>
        {
            entry.HasKey(e => e.Sequence);
            entry.Property(e => e.Sequence).ValueGeneratedNever();
            entry.Property(e => e.ActorKind).HasMaxLength(20);
            entry.Property(e => e.Action).HasMaxLength(80);
            entry.Property(e => e.SubjectKind).HasMaxLength(40);
            entry.Property(e => e.Hash).HasMaxLength(64);
            entry.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.Sequence });
            entry.HasIndex(e => new { e.ActorId, e.Sequence });
            entry.HasIndex(e => new { e.Action, e.Sequence });
            entry.HasIndex(e => new { e.SubjectKind, e.Sequence });
            entry.HasIndex(e => e.At);
        });
        model.Entity<AuditHead>(head =>
        {
            head.Property(h => h.Id).ValueGeneratedNever();
            head.Property(h => h.Hash).HasMaxLength(64);
        });
        model.Entity<SubjectKey>(key =>
        {
            key.HasKey(k => k.Subject);
            key.Property(k => k.Key);
        });
    }

    private sealed class RoleText() : ValueConverter<Role, string>(role => role.Code(), text => Roles.Find(text)!.Value);
}
