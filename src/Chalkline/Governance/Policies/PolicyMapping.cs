using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>How policies stand in a district's store.</summary>
internal sealed class PolicyMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [new PolicySearch()];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<PolicyId>();
        conventions.Id<PolicyReadingId>();
        conventions.Properties<PolicyState>().HaveConversion<CodeText<PolicyState>>();
        conventions.Properties<PolicyAuthority>().HaveConversion<CodeText<PolicyAuthority>>();
    }

    public void Map(ModelBuilder model)
    {
        MapTexts(model);
        model.Entity<PolicyRole>(role =>
        {
            role.HasKey(r => new { r.Policy, r.Role });
            role.HasIndex(r => new { r.Role, r.Policy });
            role.HasOne<Policy>().WithMany().HasForeignKey(r => r.Policy).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PolicySchool>(school =>
        {
            school.HasKey(s => new { s.Policy, s.School });
            school.HasOne<Policy>().WithMany().HasForeignKey(s => s.Policy).OnDelete(DeleteBehavior.Restrict);
            school.HasOne<School>().WithMany().HasForeignKey(s => s.School).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PolicyAcknowledgement>(said =>
        {
            said.HasKey(a => new { a.Policy, a.Account, a.Number });
            said.Property(a => a.Hash).HasMaxLength(64);
            said.HasIndex(a => new { a.Account, a.Policy, a.Number });
            said.HasOne<Policy>().WithMany().HasForeignKey(a => a.Policy).OnDelete(DeleteBehavior.Restrict);
            said.HasOne<Account>().WithMany().HasForeignKey(a => a.Account).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapTexts(ModelBuilder model)
    {
        model.Entity<Policy>(policy =>
        {
            policy.Property(p => p.Name).HasMaxLength(Policy.LongestTitle);
            policy.Property(p => p.NameFolded).HasMaxLength(2 * Policy.LongestTitle);
            policy.Property(p => p.NameSpanish).HasMaxLength(Policy.LongestTitle);
            policy.Property(p => p.Document).HasMaxLength(80);
            policy.HasIndex(p => new { p.NameFolded, p.Id });
        });
        model.Entity<PolicyVersion>(version =>
        {
            version.HasKey(v => new { v.Policy, v.Number });
            version.Property(v => v.Title).HasMaxLength(Policy.LongestTitle);
            version.Property(v => v.TitleSpanish).HasMaxLength(Policy.LongestTitle);
            version.Property(v => v.Text).HasMaxLength(Policy.LongestText);
            version.Property(v => v.TextSpanish).HasMaxLength(Policy.LongestText);
            version.Property(v => v.Hash).HasMaxLength(64);
            version.Property(v => v.WhatChanged).HasMaxLength(Policy.LongestNote);
            version.Property(v => v.EndedWhy).HasMaxLength(Policy.LongestNote);
            version.HasOne<Policy>().WithMany().HasForeignKey(v => v.Policy).OnDelete(DeleteBehavior.Restrict);
            version.ToTable(t => t.HasCheckConstraint("ck_policy_version_state", Codes.Check<PolicyState>("state")));
            version.ToTable(t => t.HasCheckConstraint("ck_policy_version_adopted_by", Codes.Check<PolicyAuthority>("adopted_by")));
        });
        model.Entity<PolicyReading>(reading =>
        {
            reading.Property(r => r.Title).HasMaxLength(Policy.LongestTitle);
            reading.Property(r => r.Text).HasMaxLength(Policy.LongestText);
            reading.Property(r => r.TextSpanish).HasMaxLength(Policy.LongestText);
            reading.Property(r => r.Hash).HasMaxLength(64);
            reading.HasIndex(r => new { r.Policy, r.Number, r.Id });
            reading.HasOne<Policy>().WithMany().HasForeignKey(r => r.Policy).OnDelete(DeleteBehavior.Restrict);
            reading.ToTable(t => t.HasCheckConstraint("ck_policy_reading_ordinal", "ordinal BETWEEN 1 AND 2"));
        });
    }
}
