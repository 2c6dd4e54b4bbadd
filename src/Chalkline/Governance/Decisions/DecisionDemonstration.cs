using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>A delegation table that the board adopted, a decision within it, one that went beyond it to the board's next meeting, and one that waits.</summary>
internal sealed class DecisionDemonstration(DistrictPacks packs, TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, superintendent, clerk) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct), await scene.Somebody(Role.BoardClerk, ct));
        var reviewer = await scene.Somebody(Role.Reviewer, ct);
        foreach (var person in new[] { lead, superintendent, clerk }) await Do(scene, s => DeclareConflicts.Run(Db(s), time, person, new() { Any = "no" }, ct));
        await Do(scene, s => DeclareConflicts.Run(Db(s), time, reviewer, new() { Any = "yes", What = "My sister works for a vendor of reading software." }, ct));
        await Do(scene, s => ChangeBoard.Describe(Db(s), clerk, new() { Seats = "7", Majority = "of-votes" }, ct));
        var inForce = await Adopt(scene, lead, clerk, ct);
        var small = await Do(scene, s => AskForDecision.Run(Db(s), time, reviewer, Small, ct));
        if (inForce) await Do(scene, s => s.GetRequiredService<MakeDecision>().Run(lead, new(small), new() { Approve = "yes", Reason = "It takes no student data, costs little, and every school asked for it." }, ct));
        await Do(scene, s => AskForDecision.Run(Db(s), time, reviewer, Middle, ct));
        var large = await Do(scene, s => AskForDecision.Run(Db(s), time, lead, Large, ct));
        await Do(scene, s => ChangeBoard.ToNextMeeting(Db(s), time, lead, new(large), "action", ct));
    }

    /// <summary>The board adopted the table at its last meeting; where the calendar begins with one to come, the table is on that agenda, and until then the board decides everything.</summary>
    /// <returns>Whether it is in force.</returns>
    private async Task<bool> Adopt(DemonstrationScene scene, Person lead, Person clerk, CancellationToken ct)
    {
        var form = await scene.Do(async (s, _) => DelegationPacks.Form((await packs.InUse(Db(s), DelegationPacks.KindName, ct)).First(p => p.Id.Name == "delegation-middle"), Language.English));
        var table = await Do(scene, s => DraftDelegation.Run(Db(s), time, lead, form, Language.English, ct));
        var last = await scene.Do(async (s, _) => (await SchoolCalendars.Load(Db(s), ct)).BoardMeetings.Select(m => (DateOnly?)m.FirstDay).LastOrDefault(d => d <= scene.Today));
        if (last is not { } day)
        {
            await Do(scene, s => ChangeBoard.ToNextMeeting(Db(s), time, lead, new(table), "action", ct));
            return false;
        }
        var item = await Do(scene, s => ChangeBoard.ToMeeting(Db(s), time, clerk, new(table), day, "action", ct));
        var motion = await scene.Do((s, _) => Db(s).Set<Proposal>().Where(p => p.Id == new ProposalId(table)).Select(p => p.Motion).SingleAsync(ct));
        var vote = new BoardVoteForm { Motion = motion, MovedBy = DemonstrationScene.Invented("Ms. Calder"), SecondedBy = DemonstrationScene.Invented("Mr. Ibarra"), VotesFor = "5", VotesAgainst = "1", Abstained = "0", Absent = "1" };
        await Do(scene, s => s.GetRequiredService<EnterVote>().Run(clerk, new(item), vote, ct));
        return true;
    }

    private static ProposalForm Small => new()
    {
        Title = "A checker of reading levels for teachers",
        Kind = "tool-use",
        Tier = "no-student-data",
        Amount = "900",
        Background = "Teachers paste texts of their own and see how hard they are to read. No student uses it.",
        FiscalEffect = "$900 for one school year from the curriculum fund.",
        Motion = "Teachers of all schools may use the checker of reading levels through June.",
    };

    private static ProposalForm Middle => new()
    {
        Title = "Pilot of the reading tutor in grades 3 to 5",
        Kind = "pilot",
        Tier = "student-data",
        Amount = "12000",
        Background = "Twelve classes with the tutor and twelve without, for nine weeks. It gets names of classes and what students read aloud, which is deleted after the pilot.",
        FiscalEffect = "$12,000 from the literacy grant; nothing after the pilot unless it is decided again.",
        Motion = "The reading tutor is piloted in twelve classes of grades 3 to 5 for nine weeks.",
    };

    private static ProposalForm Large => new()
    {
        Title = "Writing feedback in grades 9 to 12",
        Kind = "purchase",
        Tier = "student-data",
        Amount = "84000",
        Background = "After a pilot in both high schools, teachers ask for feedback on drafts. Students' texts are kept for one year. It is beyond the superintendent's delegation.",
        FiscalEffect = "$84,000 for two school years: $42,000 a year from the instructional technology fund, within the adopted budget.",
        Motion = "The board approves the two-year agreement on writing feedback in grades 9 to 12 for at most $84,000.",
    };

    private static DistrictDb Db(IServiceProvider services) => services.GetRequiredService<DistrictDb>();

    private static async Task<Guid> Do(DemonstrationScene scene, Func<IServiceProvider, Task<GovernanceResult>> act) => await scene.Do((services, _) => act(services)) switch
    {
        GovernanceResult.Done done => done.Id,
        GovernanceResult.Refused refused => throw new InvalidOperationException("The demonstration's decisions: " + string.Join("; ", refused.Faults.Select(f => f.Word))),
        var other => throw new InvalidOperationException($"The demonstration's decisions: {other}"),
    };
}
