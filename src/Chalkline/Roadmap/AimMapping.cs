using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>How challenges, measures, goals and use cases stand in a district's store.</summary>
internal static class AimMapping
{
    public static IReadOnlyList<ISearchEntries> Search { get; } = [new ChallengeSearch(), AimRecords.Measures, AimRecords.Goals, AimRecords.UseCases];

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ChallengeId>();
        conventions.Id<MeasureId>();
        conventions.Id<MeasureValueId>();
        conventions.Id<StagedValuesId>();
        conventions.Id<GoalId>();
        conventions.Id<UseCaseId>();
        conventions.Properties<AimKind>().HaveConversion<CodeText<AimKind>>();
        conventions.Properties<ChallengeCategory>().HaveConversion<CodeText<ChallengeCategory>>();
        conventions.Properties<ChallengeState>().HaveConversion<CodeText<ChallengeState>>();
        conventions.Properties<ChallengeVoice>().HaveConversion<CodeText<ChallengeVoice>>();
        conventions.Properties<MeasureDirection>().HaveConversion<CodeText<MeasureDirection>>();
        conventions.Properties<MeasureLevel>().HaveConversion<CodeText<MeasureLevel>>();
        conventions.Properties<UseCaseLevel>().HaveConversion<CodeText<UseCaseLevel>>();
        conventions.Properties<UseCasePurpose>().HaveConversion<CodeText<UseCasePurpose>>();
        conventions.Properties<UseCaseData>().HaveConversion<CodeText<UseCaseData>>();
    }

    public static void Map(ModelBuilder model)
    {
        MapMeasures(model);
        MapChallenges(model);
        MapGoals(model);
        MapUseCases(model);
    }

    private static void MapMeasures(ModelBuilder model)
    {
        model.Entity<Measure>(measure =>
        {
            measure.Property(m => m.Name).HasMaxLength(Measure.LongestName);
            measure.Property(m => m.NameFolded).HasMaxLength(2 * Measure.LongestName);
            measure.Property(m => m.Unit).HasMaxLength(Measure.LongestUnit);
            measure.Property(m => m.Source).HasMaxLength(Measure.LongestText);
            measure.Property(m => m.RetiredWhy).HasMaxLength(Measure.LongestText);
            measure.HasIndex(m => m.NameFolded).IsUnique();
            measure.ToTable(t => t.HasCheckConstraint("ck_measure_direction", Codes.Check<MeasureDirection>("direction")));
            measure.ToTable(t => t.HasCheckConstraint("ck_measure_level", Codes.Check<MeasureLevel>("level")));
            measure.ToTable(t => t.HasCheckConstraint("ck_measure_domain", Codes.Check<AimKind>("domain")));
        });
        model.Entity<MeasureValue>(value =>
        {
            value.Property(v => v.StudentGroup).HasMaxLength(Measure.LongestGroup);
            value.Property(v => v.Cell).HasMaxLength(200);
            value.HasOne<Measure>().WithMany().HasForeignKey(v => v.Measure).OnDelete(DeleteBehavior.Restrict);
            value.HasOne<School>().WithMany().HasForeignKey(v => v.School).OnDelete(DeleteBehavior.Restrict);
            value.HasIndex(v => new { v.Measure, v.Cell }).IsUnique();
            value.HasIndex(v => new { v.Measure, v.Day });
            value.ToTable(t => t.HasCheckConstraint("ck_measure_value_students", "students >= 0"));
        });
        model.Entity<StagedValues>(staged =>
        {
            staged.NotInBackups();
            staged.Property(s => s.FileName).HasMaxLength(200);
            staged.Property(s => s.ContentHash).HasMaxLength(64);
            staged.HasIndex(s => s.ExpiresAt);
        });
    }

    private static void MapChallenges(ModelBuilder model) => model.Entity<Challenge>(challenge =>
    {
        challenge.Ignore(c => c.IsPublished).Ignore(c => c.Name);
        challenge.Property(c => c.LinkHash).HasMaxLength(64);
        challenge.Property(c => c.Title).HasMaxLength(Challenge.LongestTitle);
        challenge.Property(c => c.Text).HasMaxLength(Challenge.LongestText);
        challenge.Property(c => c.PublicTitle).HasMaxLength(Challenge.LongestTitle);
        challenge.Property(c => c.PublicText).HasMaxLength(Challenge.LongestText);
        challenge.Property(c => c.Answer).HasMaxLength(Challenge.LongestAnswer);
        challenge.Property(c => c.HiddenReason).HasMaxLength(Challenge.LongestReason);
        challenge.HasOne<Challenge>().WithMany().HasForeignKey(c => c.PartOf).OnDelete(DeleteBehavior.Restrict);
        challenge.HasOne<Measure>().WithMany().HasForeignKey(c => c.Measure).OnDelete(DeleteBehavior.Restrict);
        challenge.HasIndex(c => c.LinkHash).IsUnique();
        challenge.ToTable(t => t.HasCheckConstraint("ck_challenge_category", Codes.Check<ChallengeCategory>("category")));
        challenge.ToTable(t => t.HasCheckConstraint("ck_challenge_state", Codes.Check<ChallengeState>("state")));
        challenge.ToTable(t => t.HasCheckConstraint("ck_challenge_voice", Codes.Check<ChallengeVoice>("voice")));
    });

    private static void MapGoals(ModelBuilder model) => model.Entity<Goal>(goal =>
    {
        goal.Ignore(g => g.Line);
        goal.Property(g => g.Name).HasMaxLength(Goal.LongestName);
        goal.Property(g => g.NameFolded).HasMaxLength(2 * Goal.LongestName);
        goal.Property(g => g.StudentGroup).HasMaxLength(Measure.LongestGroup);
        goal.Property(g => g.DroppedWhy).HasMaxLength(Goal.LongestWhy);
        goal.HasOne<Challenge>().WithMany().HasForeignKey(g => g.Challenge).OnDelete(DeleteBehavior.Restrict);
        goal.HasOne<Measure>().WithMany().HasForeignKey(g => g.Measure).OnDelete(DeleteBehavior.Restrict);
        goal.HasOne<School>().WithMany().HasForeignKey(g => g.School).OnDelete(DeleteBehavior.Restrict);
        goal.ToTable(t => t.HasCheckConstraint("ck_goal_kind", Codes.Check<AimKind>("kind")));
        goal.ToTable(t => t.HasCheckConstraint("ck_goal_days", "target_day > baseline_day"));
    });

    private static void MapUseCases(ModelBuilder model)
    {
        model.Entity<UseCase>(one =>
        {
            one.Ignore(u => u.Grades).Ignore(u => u.Roles);
            one.Property(u => u.Name).HasMaxLength(UseCase.LongestName);
            one.Property(u => u.NameFolded).HasMaxLength(2 * UseCase.LongestName);
            one.Property(u => u.GradeCodes).HasMaxLength(60);
            one.Property(u => u.RoleCodes).HasMaxLength(200);
            one.Property(u => u.Summary).HasMaxLength(UseCase.LongestText);
            one.Property(u => u.ImpactWhy).HasMaxLength(UseCase.LongestWhy);
            one.Property(u => u.RiskWhy).HasMaxLength(UseCase.LongestWhy);
            one.HasOne<Goal>().WithMany().HasForeignKey(u => u.Goal).OnDelete(DeleteBehavior.Restrict);
            one.ToTable(t => t.HasCheckConstraint("ck_use_case_level", Codes.Check<UseCaseLevel>("level")));
            one.ToTable(t => t.HasCheckConstraint("ck_use_case_purpose", Codes.Check<UseCasePurpose>("purpose")));
            one.ToTable(t => t.HasCheckConstraint("ck_use_case_data", Codes.Check<UseCaseData>("data")));
            one.ToTable(t => t.HasCheckConstraint("ck_use_case_scales", "impact BETWEEN 1 AND 5 AND risk BETWEEN 1 AND 5"));
        });
        model.Entity<UseCaseCriteria>(criteria =>
        {
            criteria.HasKey(c => new { c.UseCase, c.Number });
            criteria.Property(c => c.Text).HasMaxLength(UseCase.LongestCriteria);
            criteria.HasOne<UseCase>().WithMany().HasForeignKey(c => c.UseCase).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
