using System.Globalization;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>What was decided on the demonstration's tools, through the program's own gates: approved, recorded as in use, refused, prohibited; and one to which an AI feature was added since.</summary>
internal sealed class LivesDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    /// <param name="Step">What is asked of whoever decides.</param>
    public sealed record Plot(string Tool, ToolStage Step, string Why, string Reason)
    {
        public string Conditions { get; init; } = "";
    }

    private static readonly Plot[] Plots =
    [
        new("Planner F", ToolStage.ApprovedForUse, "Teachers in three schools ask for it, and every area has reviewed it.", "It saves teachers time and takes nothing about students.") { Conditions = "Nothing about a student is typed in. The teacher reads every plan before it is used." },
        new("Slides K", ToolStage.ApprovedForPilot, "Two departments want to try it for a term.", "Nothing about students goes in, and a term is enough to see.") { Conditions = "Social studies and science at two schools, through the end of the term." },
        new("Captions O", ToolStage.InUse, "It has been in use for years; now every area has reviewed it and an agreement binds the vendor.", "Students who do not hear well follow lessons with it.") { Conditions = "Recordings are deleted after the lesson." },
        new("Code M", ToolStage.Refused, "The vendor will not sign our agreement.", "Without an agreement nothing about students goes out."),
        new("Counselor N", ToolStage.Prohibited, "A program that students tell their worries to, and that nobody watches.", "A student in need must reach a person."),
    ];

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        foreach (var plot in Plots) await Decide(scene, time, plot, ct);
        var (lead, captions) = (await scene.Somebody(Role.AiLead, ct), await Find(scene, "Captions O", ct));
        Must(await scene.Do((services, _) => EnterTool.AddFeature(services.GetRequiredService<DistrictDb>(), time, lead, captions.Id,
            new() { Name = "Summaries of what was said", IsAi = "yes", Since = DayText.Field(scene.Today.AddDays(-2)) }, Language.English, ct)));
    }

    public static async Task Decide(DemonstrationScene scene, TimeProvider time, Plot plot, CancellationToken ct)
    {
        var (lead, superintendent, tool) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct), await Find(scene, plot.Tool, ct));
        Must(await scene.Do((services, _) => services.GetRequiredService<MoveTool>().Ask(lead, tool.Id, new()
        {
            To = Codes.Of(plot.Step),
            Why = plot.Why,
            Conditions = plot.Conditions,
            ReviewBy = ToolLife.IsDecided(plot.Step) ? DayText.Field(scene.Today.AddDays(300)) : "",
            Version = tool.Version.ToString(CultureInfo.InvariantCulture),
        }, Language.English, ct)));
        var proposal = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Set<ToolMove>().Where(m => m.Tool == tool.Id && m.State == ToolMoveState.Asked).Select(m => m.Proposal).SingleAsync(ct));
        // What shapes decisions about students is the board's; and so is everything where the calendar begins today, because no board has delegated anything yet.
        if (tool.Tier == RiskTier.ShapesDecisions || await scene.LastBoardMeeting(ct) is null)
        {
            await scene.AtTheBoard(time, new(proposal!.Value), "action", ct);
            return;
        }
        await scene.Decides(superintendent, proposal!.Value, plot.Reason, ct);
        if ((await Find(scene, plot.Tool, ct)).Stage != plot.Step) throw new InvalidOperationException($"The demonstration's {plot.Tool} did not come to {plot.Step}.");
    }

    private static Task<Tool> Find(DemonstrationScene scene, string name, CancellationToken ct) => scene.Do((services, _) =>
    {
        var invented = DemonstrationScene.Invented(name);
        return services.GetRequiredService<DistrictDb>().Set<Tool>().AsNoTracking().SingleAsync(t => t.Name == invented, ct);
    });

    private static void Must(AimResult<Tool> came)
    {
        if (came is not AimResult<Tool>.Done)
            throw new InvalidOperationException("The demonstration's tools could not be moved: " + (came is AimResult<Tool>.Refused refused ? string.Join("; ", refused.Faults.Select(f => $"{f.Field} {f.Word} {string.Join(", ", f.Values)}")) : came.ToString()));
    }
}

/// <summary>What only a published page allows: a tool does not go before families were told.</summary>
internal sealed class RetiringDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public Task Fill(DemonstrationScene scene, CancellationToken ct) =>
        LivesDemonstration.Decide(scene, time, new("Bus P", ToolStage.Retiring, "The contract ends in summer, and the new planner comes with the buses.", "It is not used any more from July."), ct);
}
