using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance;

/// <summary>What the demonstration does with governance: as people do it, and it must come about.</summary>
internal static class GovernanceScene
{
    /// <returns>The id of what was made or changed.</returns>
    public static async Task<Guid> Must(this DemonstrationScene scene, Func<DistrictDb, IServiceProvider, Task<GovernanceResult>> act) =>
        await scene.Do((services, _) => act(services.GetRequiredService<DistrictDb>(), services)) switch
        {
            GovernanceResult.Done done => done.Id,
            GovernanceResult.Refused refused => throw new InvalidOperationException("The demonstration's governance: " + string.Join("; ", refused.Faults.Select(f => $"{f.Word} {string.Join(", ", f.Values)}"))),
            var other => throw new InvalidOperationException($"The demonstration's governance: {other}"),
        };

    /// <summary>Somebody declares for this school year that no vendor is anything to them; where something was declared already, that stays.</summary>
    public static async Task DeclaresNoInterests(this DemonstrationScene scene, TimeProvider time, Person by, CancellationToken ct)
    {
        if (!await scene.Read(db => DecisionRequests.HasDeclared(db, by.Id, scene.Today, ct))) await scene.Must((db, _) => DeclareConflicts.Run(db, time, by, new() { Any = "no" }, ct));
    }

    /// <summary>Somebody who may says yes to a matter that waits.</summary>
    public static Task Decides(this DemonstrationScene scene, Person by, Guid matter, string reason, CancellationToken ct) =>
        scene.Must((_, services) => services.GetRequiredService<MakeDecision>().Run(by, new(matter), new() { Approve = "yes", Reason = reason, Untouched = "yes" }, Language.English, ct));

    /// <summary>
    /// The board approved a matter at its last meeting; where the calendar begins with one to come, it stands on that agenda.
    /// </summary>
    /// <returns>Whether it was approved.</returns>
    public static async Task<bool> AtTheBoard(this DemonstrationScene scene, TimeProvider time, ProposalId matter, string reading, CancellationToken ct)
    {
        var clerk = await scene.Somebody(Role.BoardClerk, ct);
        if (await scene.LastBoardMeeting(ct) is not { } day)
        {
            await scene.Must((db, _) => ChangeBoard.ToNextMeeting(db, time, clerk, matter, reading, ct));
            return false;
        }
        var item = await scene.Must((db, _) => ChangeBoard.ToMeeting(db, time, clerk, matter, day, reading, ct));
        var motion = await scene.Read(db => db.Set<Proposal>().Where(p => p.Id == matter).Select(p => p.Motion).SingleAsync(ct));
        var vote = new BoardVoteForm { Motion = motion, MovedBy = DemonstrationScene.Invented("Ms. Calder"), SecondedBy = DemonstrationScene.Invented("Mr. Ibarra"), VotesFor = "5", VotesAgainst = "1", Abstained = "0", Absent = "1" };
        await scene.Must((_, services) => services.GetRequiredService<EnterVote>().Run(clerk, new(item), vote, Language.English, ct));
        return true;
    }

    /// <summary>Null: the calendar has none before today.</summary>
    public static Task<DateOnly?> LastBoardMeeting(this DemonstrationScene scene, CancellationToken ct) =>
        scene.Read(async db => (await SchoolCalendars.Load(db, ct)).BoardMeetings.Select(m => (DateOnly?)m.FirstDay).LastOrDefault(d => d <= scene.Today));

    public static Task<T> Read<T>(this DemonstrationScene scene, Func<DistrictDb, Task<T>> read) => scene.Do((services, _) => read(services.GetRequiredService<DistrictDb>()));
}
