using System.Globalization;
using System.Text;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Platform.Files;
using Chalkline.Roadmap;
using Chalkline.Tests.People;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Blocking;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Incidents;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Procurement;
using Chalkline.Tools.Register;
using Chalkline.Tools.Requests;
using Chalkline.Tools.Vetting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>Fills a register: two of five tools are reviewed, each with its answers and 25 pieces of evidence, a file each; every second tool has an agreement in force.</summary>
internal sealed class LargeRegister(TestSite site, int tools, AccountId lead, AccountId reviewer)
{
    public const int AnswersOfEach = 60, EvidenceOfEach = 25;

    private const int ElementsOfEach = 12, ToolsOfVendor = 4, ToolsAtOnce = 25;

    private readonly List<SchoolId> _schools = [];
    private readonly List<UseCaseId> _cases = [];
    private readonly List<VendorId> _vendors = [];
    private IReadOnlyList<string> _elements = [];
    private IReadOnlyList<(string Area, string Pack, string Item, string Release, VettingReply Reply)> _questions = [];

    public List<Tool> Tools { get; } = [];

    public List<AgreementId> Agreements { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>In use, and reviewed in every area.</summary>
    public Tool Reviewed => Tools[0];

    public async Task Fill()
    {
        await Ground();
        for (var i = 0; i < tools; i += ToolsAtOnce)
        {
            var (first, last) = (i, Math.Min(tools, i + ToolsAtOnce));
            await site.Do(async (db, time) =>
            {
                for (var n = first; n < last; n++) await AddTool(db, time, n);
                await db.Commit(Done, Ct);
                return true;
            });
        }
    }

    private static AuditEntry Done => new(Actor.System, "test.done", new("test", Guid.Empty), []);

    private static bool IsReviewed(int n) => n % 5 < 2;

    /// <summary>Schools, use cases and vendors.</summary>
    private async Task Ground()
    {
        for (var i = 0; i < 10; i++) _schools.Add(await site.AddSchool($"School {i}"));
        var (challenge, measure) = (await site.AddChallenge(), await site.AddMeasure());
        for (var i = 0; i < 20; i++) _cases.Add(await site.AddUseCase(await site.AddGoal(challenge, measure, $"Goal {i}"), $"Case {i}"));
        await site.Do(async (db, time) =>
        {
            for (var i = 0; i * ToolsOfVendor < tools; i++)
            {
                var vendor = new Vendor { Id = time.NewId<VendorId>(), Name = $"Vendor {i:000}", NameFolded = $"vendor {i:000}", Website = "https://example.org", CreatedAt = time.Now() };
                _vendors.Add(vendor.Id);
                db.Add(vendor);
            }
            await db.Commit(Done, Ct);
            _elements = [.. (await site.App.Services.GetRequiredService<ReadElements>().Of(db, Ct)).All.Where(e => e.Group != DataElement.NoData).Select(e => e.Code)];
            return true;
        });
    }

    private static ToolStage StageOf(int n) => IsReviewed(n) ? n % 10 == 1 ? ToolStage.InReview : ToolStage.InUse
        : (n % 10) switch { 2 or 3 or 4 => ToolStage.NotYetReviewed, 7 => ToolStage.InReview, 8 => ToolStage.Requested, _ => n % 20 == 9 ? ToolStage.Prohibited : ToolStage.Refused };

    private async Task AddTool(DistrictDb db, TimeProvider time, int n)
    {
        var tool = new Tool
        {
            Id = time.NewId<ToolId>(),
            Vendor = _vendors[n / ToolsOfVendor],
            Name = $"Tool {n:000}",
            NameFolded = $"tool {n:000}",
            Purpose = "To practice reading",
            Stage = StageOf(n),
            StageSince = time.Now(),
            Owner = n % 7 == 6 ? null : lead,
            Tier = n % 11 == 10 ? null : IsReviewed(n) ? RiskTier.StudentData : (RiskTier)(n % 3),
            TierWhy = "It takes names.",
            GradeCodes = "06 07 08",
            UserCodes = "students teachers",
            Students = 200 + n,
            Staff = 10,
            Generative = true,
            YearlyCost = 1000 + n,
            Funding = "General fund",
            ContractEnd = new DateOnly(2026, 11, 1).AddDays(n),
            ReviewBy = new DateOnly(2026, 11, 1).AddDays(n),
            CreatedAt = time.Now(),
        };
        Tools.Add(tool);
        db.Add(tool);
        AddTies(db, time, tool, n);
        AddData(db, time, tool, n);
        AddRequests(db, time, tool, n);
        if (n % 8 == 0) AddIncident(db, time, tool, n);
        if (!IsReviewed(n)) return;
        if (_questions.Count == 0) _questions = await Questions(db, tool);
        AddReviews(db, time, tool, n);
        AddAnswers(db, time, tool);
        AddPurchase(db, time, tool, n);
    }

    private void AddTies(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        db.Add(new ToolUseCase { Tool = tool.Id, UseCase = _cases[n % _cases.Count] });
        db.AddRange(Enumerable.Range(0, 3).Select(i => new ToolSchool { Tool = tool.Id, School = _schools[(n + i) % _schools.Count] }));
        db.Add(new ToolFeature { Id = time.NewId<ToolFeatureId>(), Tool = tool.Id, Name = "Chat", IsAi = true, Since = new(2026, 9, 1), AddedAt = time.Now() });
        db.Add(new ToolAddress { Tool = tool.Id, Kind = AddressKind.Domain, Value = $"tool{n}.example.org" });
        db.AddRange(Enumerable.Range(0, 4).Select(i => new ToolMove { Id = time.NewId<ToolMoveId>(), Tool = tool.Id, FromStage = ToolStage.InReview, ToStage = tool.Stage, Why = "Asked for.", AskedBy = lead, AskedAt = time.Now(), State = ToolMoveState.Done, MovedAt = time.Now() }));
        if (n % 10 == 0) db.Add(new ToolConcern { Id = time.NewId<ToolConcernId>(), Tool = tool.Id, Kind = ConcernKind.FeatureAdded, Why = "It draws now.", RaisedAt = time.Now() });
    }

    private void AddData(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        var taken = Enumerable.Range(0, ElementsOfEach).Select(e => _elements[(n + e) % _elements.Count]).ToList();
        db.AddRange(taken.Select((e, i) => new DataUse { Id = time.NewId<DataUseId>(), Tool = tool.Id, Element = e, Source = (DataSource)(i % 6), Purpose = "To work", AddedAt = time.Now(), AddedBy = lead }));
        if (n % 2 == 1) return;
        var agreement = new Agreement { Id = time.NewId<AgreementId>(), Vendor = tool.Vendor, Name = tool.Name, NameFolded = tool.NameFolded, Number = 1, SignedOn = new(2026, 9, 1), FirstDay = new(2026, 9, 1), LastDay = new DateOnly(2026, 11, 1).AddDays(n), CreatedAt = time.Now() };
        Agreements.Add(agreement.Id);
        db.Add(agreement);
        db.Add(new AgreementTool { Agreement = agreement.Id, Tool = tool.Id });
        db.AddRange(taken.Skip(2).Select(e => new AgreementElement { Agreement = agreement.Id, Element = e, Purpose = "To work" }));
    }

    /// <summary>Two that ask for the same, and one that nobody has read.</summary>
    private void AddRequests(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        var first = Request(RequestState.Open, null);
        db.AddRange(first, Request(RequestState.Merged, first.Id));
        if (n % 5 == 0) db.Add(Request(RequestState.New, null));

        ToolRequest Request(RequestState state, ToolRequestId? into) => new()
        {
            Id = time.NewId<ToolRequestId>(),
            Asker = Asker.Teacher,
            AskedBy = reviewer,
            AskedAt = time.Now(),
            Name = tool.Name,
            NameFolded = tool.NameFolded,
            Purpose = "For my class",
            State = state,
            MergedInto = into,
            Tool = state == RequestState.New ? null : tool.Id,
        };
    }

    private void AddIncident(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        var running = n % 32 == 0;
        var incident = new Incident
        {
            Id = time.NewId<IncidentId>(),
            State = running ? IncidentState.Open : IncidentState.Closed,
            Asker = Asker.Teacher,
            ReportedBy = reviewer,
            ReportedAt = time.Now(),
            ToolNamed = tool.Name,
            What = "It showed a name.",
            KnownAt = time.Now(),
            Tool = tool.Id,
            Kind = "harmful-content",
            KindName = "Harmful content",
            Severity = (Severity)(n / 8 % 4),
            TakenUpAt = time.Now(),
            TakenUpBy = lead,
            ClosedAt = running ? null : time.Now(),
            ClosedBy = running ? null : lead,
        };
        db.Add(incident);
        db.AddRange(Enumerable.Range(1, 5).Select(i => new IncidentStep { Id = Guid.CreateVersion7(), Incident = incident.Id, Place = i, Text = $"Step {i}" }));
        db.AddRange(Enumerable.Range(1, 2).Select(i => new IncidentClock { Id = Guid.CreateVersion7(), Incident = incident.Id, Place = i, Rule = "", Jurisdiction = "US", Start = ClockStart.Known, Count = 72, Unit = ClockUnit.Hours, ToWhom = "Families", What = "Tell them" }));
    }

    /// <summary>The first questions that are asked of a tool, each with its good answer.</summary>
    private async Task<IReadOnlyList<(string, string, string, string, VettingReply)>> Questions(DistrictDb db, Tool tool)
    {
        var vetting = await site.App.Services.GetRequiredService<ReadVetting>().Of(db, tool, Language.English, Ct);
        var areas = vetting.Areas.Select(a => a.Area).Append(VettingRules.Law).Select(a => vetting.Area(a)!);
        return [.. areas.SelectMany(a => a.Lines.Select(l => (a.Area, l.Question.Pack.Id.Urn, l.Question.Item.Id, l.Question.Pack.Version.ToString(), l.Question.IsGood(VettingReply.Yes) ? VettingReply.Yes : VettingReply.No))).Take(AnswersOfEach)];
    }

    private void AddReviews(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        var finished = tool.Stage == ToolStage.InUse;
        db.AddRange(Roles.ReviewAreas.Append(VettingRules.Law).Select(area => new AreaReview
        {
            Tool = tool.Id,
            Area = area,
            Reviewer = reviewer,
            Due = new DateOnly(2026, 11, 1).AddDays(n),
            AssignedAt = time.Now(),
            Verdict = finished ? AreaVerdict.For : null,
            Summary = finished ? "It does what it says." : "",
            FinishedAt = finished ? time.Now() : null,
            FinishedBy = finished ? reviewer : null,
            RenewBy = finished ? new DateOnly(2027, 1, 1).AddDays(n) : null,
        }));
        db.Add(new VettingStatement { Tool = tool.Id, Kind = StatementKind.HumanReview, Account = reviewer, Text = "Each week", SignedBy = lead, SignedAt = time.Now() });
    }

    private void AddAnswers(DistrictDb db, TimeProvider time, Tool tool)
    {
        var evidence = Enumerable.Range(0, EvidenceOfEach).Select(i => new VettingEvidence { Id = time.NewId<EvidenceId>(), Vendor = tool.Vendor, Name = $"Paper {i:00}", NameFolded = $"paper {i:00}", ExpiresOn = new DateOnly(2026, 11, 10).AddDays(i * 20), CreatedAt = time.Now(), CreatedBy = reviewer }).ToList();
        db.AddRange(evidence);
        foreach (var one in evidence) AddFile(db, time, one.Id);
        foreach (var (i, (_, pack, item, release, reply)) in _questions.Index())
        {
            db.Add(new VettingAnswer { Tool = tool.Id, Pack = pack, Item = item, Release = release, Reply = reply, Note = "Seen in the paper.", AnsweredBy = reviewer, AnsweredAt = time.Now() });
            db.Add(new AnswerEvidence { Tool = tool.Id, Pack = pack, Item = item, Evidence = evidence[i % EvidenceOfEach].Id });
        }
    }

    private void AddFile(DistrictDb db, TimeProvider time, EvidenceId evidence)
    {
        var bytes = Encoding.UTF8.GetBytes(evidence.ToString());
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        db.Add(new FileContent { Sha256 = hash, Bytes = bytes.Length, Whole = true, StagedAt = time.Now() });
        db.Add(new FileChunk { Sha256 = hash, Number = 0, Data = bytes });
        db.Add(new AttachedFile { Id = time.NewId<FileId>(), RecordKind = VettingRecords.EvidenceKind, RecordId = evidence.Value, Name = "paper.txt", NameFolded = "paper.txt", Number = 1, Sha256 = hash, Bytes = bytes.Length, Type = "txt", UploadedAt = time.Now(), UploadedBy = reviewer });
    }

    private static void AddPurchase(DistrictDb db, TimeProvider time, Tool tool, int n)
    {
        db.Add(new Purchase { Tool = tool.Id, Way = PurchaseWay.MicroPurchase, OrderNumber = n.ToString(CultureInfo.InvariantCulture), Ordered = 1000, Years = 3, LicenseYearly = 1000, TrainingOnce = 200, CreatedAt = time.Now() });
        db.AddRange(Enumerable.Range(0, 3).Select(i => new Quote { Id = time.NewId<QuoteId>(), Tool = tool.Id, Seller = $"Seller {i}", Amount = 1000 + i, Day = new(2026, 8, 1), AddedAt = time.Now() }));
    }
}
