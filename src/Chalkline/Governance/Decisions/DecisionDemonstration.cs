using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;

namespace Chalkline.Governance.Decisions;

/// <summary>A delegation table that the board adopted, a decision within it, one that went beyond it to the board's next meeting, and one that waits.</summary>
internal sealed class DecisionDemonstration(DistrictPacks packs, TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, superintendent, clerk) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct), await scene.Somebody(Role.BoardClerk, ct));
        var reviewer = await scene.Somebody(Role.Reviewer, ct);
        foreach (var person in new[] { lead, superintendent, clerk }) await scene.Must((db, _) => DeclareConflicts.Run(db, time, person, new() { Any = "no" }, ct));
        await scene.Must((db, _) => DeclareConflicts.Run(db, time, reviewer, new() { Any = "yes", What = "My sister works for a vendor of reading software." }, ct));
        await scene.Must((db, _) => ChangeBoard.Describe(db, clerk, new() { Seats = "7", Majority = "of-votes" }, ct));
        var inForce = await Adopt(scene, lead, ct);
        var small = await scene.Must((db, _) => AskForDecision.Run(db, time, reviewer, Small, null, ct));
        if (inForce) await scene.Must((_, s) => s.GetRequiredService<MakeDecision>().Run(lead, new(small), new() { Approve = "yes", Reason = "It takes no student data, costs little, and every school asked for it." }, Language.English, ct));
        await scene.Must((db, _) => AskForDecision.Run(db, time, reviewer, Middle, null, ct));
        var large = await scene.Must((db, _) => AskForDecision.Run(db, time, lead, Large, null, ct));
        await scene.Must((db, _) => ChangeBoard.ToNextMeeting(db, time, lead, new(large), "action", ct));
    }

    /// <summary>Drafts the table that the board has adopted.</summary>
    /// <returns>Whether it is in force; where not, the board decides everything until its next meeting.</returns>
    private async Task<bool> Adopt(DemonstrationScene scene, Person lead, CancellationToken ct)
    {
        var form = await scene.Read(async db => DelegationPacks.Form((await packs.InUse(db, DelegationPacks.KindName, ct)).First(p => p.Id.Name == "delegation-middle"), Language.English));
        return await scene.AtTheBoard(time, new(await scene.Must((db, _) => DraftDelegation.Run(db, time, lead, form, Language.English, ct))), "action", ct);
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
}
