using System.Globalization;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Reviews of the demonstration's tools: one through with everything, one in the middle with an answer that blocks, some begun; as the people of each role do them.</summary>
internal sealed class VettingDemonstration(TimeProvider time) : IDemonstration
{
    private const string Privacy = "privacy-security", Curriculum = "curriculum", Legal = "legal-procurement";

    public DemonstrationStage Stage => DemonstrationStage.Work;

    private sealed record Cast(Person Lead, Person Superintendent, Person Privacy, Person Curriculum)
    {
        public Person Of(string area) => area == VettingDemonstration.Curriculum ? Curriculum : Privacy;
    }

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var cast = new Cast(await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct), await scene.Somebody(Role.Reviewer, Privacy, ct), await scene.Somebody(Role.Reviewer, Curriculum, ct));
        foreach (var reviewer in new[] { cast.Privacy, cast.Curriculum }) await scene.DeclaresNoInterests(time, reviewer, ct);
        foreach (var name in new[] { "Planner F", "Slides K", "Captions O" }) await Whole(scene, cast, name, ct);
        await Blocked(scene, cast, "Tutor A", ct);
        await Begun(scene, cast, "Essay C", ct);
        await Decides(scene, cast, "Early Alert G", ct);
    }

    /// <summary>Everything is reviewed: two areas by our own people, the rest accepted from elsewhere.</summary>
    private async Task Whole(DemonstrationScene scene, Cast cast, string name, CancellationToken ct)
    {
        var tool = await Plan(scene, cast, name, ct);
        var policy = await Keep(scene, cast.Privacy, tool, "Terms and privacy policy for " + name, scene.Today.AddDays(300), ct);
        foreach (var area in new[] { Privacy, Curriculum })
        {
            await Answer(scene, cast.Of(area), tool, area, policy, int.MaxValue, ct);
            Must(await scene.Do(async (services, _) => await services.GetRequiredService<FinishReview>().Run(cast.Of(area), tool.Id, area,
                new() { Verdict = "for", Summary = "It does what the papers say, and no more.", Confirmed = "yes", Version = await VersionOf(services, tool.Id, ct) }, Language.English, ct)));
        }
        await Answer(scene, cast.Privacy, tool, VettingRules.Law, policy, int.MaxValue, ct);
        var vetting = await scene.Do((services, _) => services.GetRequiredService<ReadVetting>().Of(services.GetRequiredService<DistrictDb>(), tool, Language.English, ct));
        foreach (var area in vetting.Areas.Select(a => a.Area).Except([Privacy, Curriculum, VettingRules.Law]))
            await Accept(scene, cast, tool, area, area == Legal ? ReviewSource.State : ReviewSource.OtherDistrict, DemonstrationScene.Invented(area == Legal ? "State contract office" : "Juniper Mesa School District"), ct);
    }

    /// <summary>Half of it is answered: the vendor trains on what students write, one paper has run out, and the vendor's answers wait.</summary>
    private async Task Blocked(DemonstrationScene scene, Cast cast, string name, CancellationToken ct)
    {
        var tool = await Plan(scene, cast, name, ct);
        var report = await Keep(scene, cast.Privacy, tool, "Security report of Vendor A", scene.Today.AddDays(-12), ct);
        await Keep(scene, cast.Lead, tool, "Privacy policy of Vendor A", null, ct);
        await Answer(scene, cast.Privacy, tool, Privacy, report, 12, ct);
        await Answer(scene, cast.Curriculum, tool, Curriculum, report, 4, ct);
        Must(await scene.Do((services, _) => services.GetRequiredService<AnswerQuestions>().Run(cast.Privacy, tool.Id, Privacy,
            [new("vetting:privacy.training", "yes", "The policy says that drafts may be used to improve the service, and no switch turns it off.", [report.ToString()], "0", true, false)], Language.English, ct)));
        await Ask(scene, cast, tool, true, ct);
        await Ask(scene, cast, tool, false, ct);
    }

    private async Task Begun(DemonstrationScene scene, Cast cast, string name, CancellationToken ct)
    {
        var tool = await Plan(scene, cast, name, ct);
        var guide = await Keep(scene, cast.Curriculum, tool, "Guide for teachers of Vendor C", scene.Today.AddDays(20), ct);
        await Answer(scene, cast.Curriculum, tool, Curriculum, guide, int.MaxValue, ct);
        await Accept(scene, cast, tool, Privacy, ReviewSource.Certifier, DemonstrationScene.Invented("Student Data Seal"), ct);
    }

    /// <summary>What a person reviews, and what an audit found.</summary>
    private async Task Decides(DemonstrationScene scene, Cast cast, string name, CancellationToken ct)
    {
        var tool = await Plan(scene, cast, name, ct);
        var audit = await Keep(scene, cast.Lead, tool, "Audit of flags by group, spring", scene.Today.AddDays(200), ct);
        var email = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Users.Where(a => a.Id == cast.Curriculum.Id).Select(a => a.Email).SingleAsync(ct));
        await Sign(scene, cast, tool, StatementKind.HumanReview, new() { Who = email, Text = "Every flag, before anybody talks with the student, within two school days.", Confirmed = "yes" }, ct);
        await Sign(scene, cast, tool, StatementKind.Audit, new()
        {
            Who = DemonstrationScene.Invented("Institute of a state university"),
            Text = "Flags of 2,100 students by language, disability and family income.",
            Day = DayText.Field(scene.Today.AddDays(-60)),
            Finding = Codes.Of(AuditFinding.Mended),
            Evidence = audit.ToString(),
            Confirmed = "yes",
        }, ct);
    }

    private static Task<Tool> Plan(DemonstrationScene scene, Cast cast, string name, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var full = DemonstrationScene.Invented(name);
        var tool = await services.GetRequiredService<DistrictDb>().Set<Tool>().AsNoTracking().SingleAsync(t => t.Name == full, ct);
        var due = DayText.Field(scene.Today.AddDays(10));
        return Must(await services.GetRequiredService<PlanReviews>().Run(cast.Lead, tool.Id,
            [new(Privacy, cast.Privacy.Id.ToString(), due, ""), new(Curriculum, cast.Curriculum.Id.ToString(), due, ""), new(VettingRules.Law, cast.Privacy.Id.ToString(), due, "")], Language.English, ct));
    });

    private async Task<EvidenceId> Keep(DemonstrationScene scene, Person by, Tool tool, string name, DateOnly? expires, CancellationToken ct) =>
        await scene.Do((services, _) => KeepEvidence.Add(services.GetRequiredService<DistrictDb>(), time, by, tool, new()
        {
            Name = DemonstrationScene.Invented(name),
            For = "vendor",
            Link = "https://www.example.org/papers",
            SeenOn = DayText.Field(scene.Today.AddDays(-3)),
            ExpiresOn = DayText.Field(expires),
        }, ct)) is AimResult<VettingEvidence>.Done kept ? kept.Record.Id : throw new InvalidOperationException($"{name} could not be kept.");

    /// <summary>The good answer to the first questions of an area; of what may not apply, that it does not.</summary>
    private static async Task Answer(DemonstrationScene scene, Person by, Tool tool, string area, EvidenceId evidence, int most, CancellationToken ct) => Must(await scene.Do(async (services, _) =>
    {
        var vetting = await services.GetRequiredService<ReadVetting>().Of(services.GetRequiredService<DistrictDb>(), tool, Language.English, ct);
        var maybe = vetting.Laws.Where(l => l.Standing == RuleStanding.AppliesIf).Select(l => l.Line.Question.Key).ToHashSet();
        var typed = vetting.Area(area)!.Lines.Take(most).Select(l => l.Question).Select(q => maybe.Contains(q.Key)
            ? new TypedAnswer(q.Key, "not-applicable", "Asked the business office: it is not so here.", [], "", false, false)
            : new(q.Key, q.IsGood(VettingReply.Yes) ? "yes" : "no", "Seen in the vendor's papers.", q.Blocks ? [evidence.ToString()] : [], "", false, false)).ToList();
        return await services.GetRequiredService<AnswerQuestions>().Run(by, tool.Id, area, typed, Language.English, ct);
    }));

    /// <summary>The lead answers for the tool, so the superintendent signs, too.</summary>
    private static async Task Accept(DemonstrationScene scene, Cast cast, Tool tool, string area, ReviewSource source, string name, CancellationToken ct)
    {
        Must(await scene.Do(async (services, _) => await services.GetRequiredService<FinishReview>().Accept(cast.Lead, tool.Id, area, new()
        {
            Source = Codes.Of(source),
            Name = name,
            Link = "https://www.example.org/review",
            Day = DayText.Field(scene.Today.AddDays(-90)),
            Covers = "The version that we would use, for teachers, on the web and on tablets.",
            Until = DayText.Field(scene.Today.AddDays(365)),
            Verdict = "for",
            Why = "They asked what we ask, of the same version.",
            Version = await VersionOf(services, tool.Id, ct),
        }, Language.English, ct)));
        if (area != Privacy) Must(await scene.Do((services, _) => services.GetRequiredService<FinishReview>().Countersign(cast.Superintendent, tool.Id, area, ct)));
    }

    private static async Task Ask(DemonstrationScene scene, Cast cast, Tool tool, bool answered, CancellationToken ct)
    {
        string[] questions = ["vetting:privacy.training", "vetting:privacy.purpose", "vetting:privacy.least-data"];
        var asked = await scene.Do((services, _) => services.GetRequiredService<AskVendor>().Run(cast.Lead, tool.Id, new() { Addressee = DemonstrationScene.Invented("Privacy office of Vendor A"), Days = "21", Questions = questions }, Language.English, ct));
        if (asked is not AskVendorResult.Asked { Token: var token }) throw new InvalidOperationException($"The vendor could not be asked: {asked}");
        if (!answered) return;
        await scene.Do((services, _) => services.GetRequiredService<VendorAnswers>().Save(token,
            [.. questions.Select((q, i) => new TypedVendorAnswer(q, i == 0 ? "partly" : "yes", i == 0 ? "Schools may ask us to leave their drafts out." : "See our policy.", "https://www.example.org/policy"))], "0", true, ct));
    }

    private async Task Sign(DemonstrationScene scene, Cast cast, Tool tool, StatementKind kind, StatementForm form, CancellationToken ct) => Must(await scene.Do(async (services, _) =>
        await SignStatement.Run(services.GetRequiredService<DistrictDb>(), time, cast.Lead, tool.Id, kind, form with { Version = await VersionOf(services, tool.Id, ct) }, ct)));

    private static async Task<string> VersionOf(IServiceProvider services, ToolId tool, CancellationToken ct) =>
        (await services.GetRequiredService<DistrictDb>().Set<Tool>().AsNoTracking().Where(t => t.Id == tool).Select(t => t.Version).SingleAsync(ct)).ToString(CultureInfo.InvariantCulture);

    private static Tool Must(AimResult<Tool> came) => came is AimResult<Tool>.Done done ? done.Record
        : throw new InvalidOperationException("The demonstration's reviews could not be made: " + (came is AimResult<Tool>.Refused refused ? string.Join("; ", refused.Faults.Select(f => $"{f.Field} {f.Word} {string.Join(", ", f.Values)}")) : came.ToString()));
}
