using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>How decisions stand in a district's store, with the delegation, the board's votes and the conflicts of interest that they rest on.</summary>
internal sealed class DecisionMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [new ProposalSearch()];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ProposalId>();
        conventions.Id<DecisionId>();
        conventions.Id<BoardMeetingId>();
        conventions.Id<BoardItemId>();
        conventions.Id<BoardVoteId>();
        conventions.Id<DelegationTableId>();
        conventions.Id<DelegationLineId>();
        conventions.Id<ConflictDeclarationId>();
        conventions.Properties<DecisionKind>().HaveConversion<CodeText<DecisionKind>>();
        conventions.Properties<RiskTier>().HaveConversion<CodeText<RiskTier>>();
        conventions.Properties<ProposalState>().HaveConversion<CodeText<ProposalState>>();
        conventions.Properties<DecidingBody>().HaveConversion<CodeText<DecidingBody>>();
        conventions.Properties<BoardReading>().HaveConversion<CodeText<BoardReading>>();
        conventions.Properties<BoardMajority>().HaveConversion<CodeText<BoardMajority>>();
    }

    public void Map(ModelBuilder model)
    {
        MapDelegation(model);
        MapProposals(model);
        MapBoard(model);
        MapConflicts(model);
    }

    private static void MapDelegation(ModelBuilder model)
    {
        model.Entity<DelegationTable>(table =>
        {
            table.Property(t => t.Name).HasMaxLength(DelegationRules.LongestName);
            table.HasMany(t => t.Lines).WithOne().HasForeignKey(l => l.Delegation).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<DelegationLine>(line =>
        {
            line.HasIndex(l => l.Delegation);
            line.ToTable(t => t.HasCheckConstraint("ck_delegation_line_body", "body IN ('director', 'superintendent')"));
        });
    }

    private static void MapProposals(ModelBuilder model)
    {
        model.Entity<Proposal>(proposal =>
        {
            proposal.Property(p => p.Title).HasMaxLength(DecisionRules.LongestTitle);
            proposal.Property(p => p.Background).HasMaxLength(DecisionRules.LongestText);
            proposal.Property(p => p.FiscalEffect).HasMaxLength(DecisionRules.LongestMotion);
            proposal.Property(p => p.Motion).HasMaxLength(DecisionRules.LongestMotion);
            proposal.Property(p => p.SubjectKind).HasMaxLength(40);
            proposal.HasIndex(p => new { p.State, p.Id });
            proposal.ToTable(t => t.HasCheckConstraint("ck_proposal_kind", Codes.Check<DecisionKind>("kind")));
            proposal.ToTable(t => t.HasCheckConstraint("ck_proposal_tier", Codes.Check<RiskTier>("tier")));
            proposal.ToTable(t => t.HasCheckConstraint("ck_proposal_state", Codes.Check<ProposalState>("state")));
        });
        model.Entity<Decision>(decision =>
        {
            decision.Property(d => d.Reason).HasMaxLength(DecisionRules.LongestText);
            decision.Property(d => d.Sha256).HasMaxLength(64);
            decision.HasIndex(d => d.Proposal).IsUnique();
            decision.HasIndex(d => d.Supersedes).IsUnique();
            decision.HasIndex(d => d.At);
            decision.HasOne<Proposal>().WithMany().HasForeignKey(d => d.Proposal).OnDelete(DeleteBehavior.Restrict);
            decision.ToTable(t => t.HasCheckConstraint("ck_decision_body", Codes.Check<DecidingBody>("body")));
            decision.ToTable(t => t.HasCheckConstraint("ck_decision_who", "(body = 'board') = (decided_by IS NULL)"));
        });
        model.Entity<Countersignature>(signature =>
        {
            signature.HasKey(s => s.Decision);
            signature.HasOne<Decision>().WithMany().HasForeignKey(s => s.Decision).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapBoard(ModelBuilder model)
    {
        model.Entity<BoardProfile>(profile =>
        {
            profile.Property(p => p.Id).ValueGeneratedNever();
            profile.ToTable(t => t.HasCheckConstraint("ck_board_profile_majority", Codes.Check<BoardMajority>("majority")));
        });
        model.Entity<BoardMeeting>(meeting =>
        {
            meeting.Property(m => m.MinutesAddress).HasMaxLength(BoardRules.LongestAddress);
            meeting.HasIndex(m => m.Day).IsUnique();
        });
        model.Entity<BoardItem>(item =>
        {
            item.HasIndex(i => i.Meeting);
            item.HasIndex(i => i.Proposal);
            item.HasOne<BoardMeeting>().WithMany().HasForeignKey(i => i.Meeting).OnDelete(DeleteBehavior.Restrict);
            item.HasOne<Proposal>().WithMany().HasForeignKey(i => i.Proposal).OnDelete(DeleteBehavior.Restrict);
            item.ToTable(t => t.HasCheckConstraint("ck_board_item_reading", Codes.Check<BoardReading>("reading")));
        });
        model.Entity<BoardVote>(vote =>
        {
            vote.Property(v => v.Motion).HasMaxLength(DecisionRules.LongestMotion);
            vote.Property(v => v.MovedBy).HasMaxLength(BoardRules.LongestName);
            vote.Property(v => v.SecondedBy).HasMaxLength(BoardRules.LongestName);
            vote.Property(v => v.AbstainedWho).HasMaxLength(BoardRules.LongestNote);
            vote.HasIndex(v => v.Item).IsUnique();
            vote.HasOne<BoardItem>().WithMany().HasForeignKey(v => v.Item).OnDelete(DeleteBehavior.Restrict);
            vote.ToTable(t => t.HasCheckConstraint("ck_board_vote_sum", "votes_for + votes_against + abstained + absent = seats"));
        });
    }

    private static void MapConflicts(ModelBuilder model)
    {
        model.Entity<ConflictDeclaration>(declaration =>
        {
            declaration.Property(d => d.What).HasMaxLength(DecisionRules.LongestText);
            declaration.HasIndex(d => new { d.Account, d.SchoolYear });
        });
        model.Entity<Abstention>(abstention =>
        {
            abstention.HasKey(a => new { a.Proposal, a.Account });
            abstention.Property(a => a.Why).HasMaxLength(BoardRules.LongestNote);
            abstention.HasOne<Proposal>().WithMany().HasForeignKey(a => a.Proposal).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
