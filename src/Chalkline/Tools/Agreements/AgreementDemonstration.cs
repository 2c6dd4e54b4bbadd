using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Procurement;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>The demonstration's agreements, what its tools take, and how some are bought: in force, near the end, renewed, ended, amended, a draft; taken and allowed, and not.</summary>
internal sealed class AgreementDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    /// <param name="Ends">Days from today.</param>
    /// <param name="Allows">Codes of elements.</param>
    private sealed record Plot(string Tool, AgreementKind Kind, int Begins, int Ends, string Allows)
    {
        public bool Signed { get; init; } = true;
        public bool Renews { get; init; }
        public bool Amended { get; init; }

        /// <summary>Why it was ended early; null: it was not.</summary>
        public string? EndedWhy { get; init; }
        public TrainingUse Training { get; init; }
    }

    private static readonly Plot[] All =
    [
        new("Tutor A", AgreementKind.Ndpa, -200, 520, "student-name.name enrollment.grade schedule.courses in-app-performance.progress student-id.provider") { Amended = true },
        new("Essay C", AgreementKind.StateAddendum, -400, 75, "student-name.name student-work.content enrollment.grade"),
        new("Reader E", AgreementKind.Ndpa, -330, 26, "student-name.name use.interaction enrollment.grade") { Renews = true },
        new("Planner F", AgreementKind.Terms, -90, 275, "none.none") { Training = TrainingUse.Deidentified },
        new("Early Alert G", AgreementKind.Own, -500, 230, "student-id.local attendance.school transcript.grades") { EndedWhy = "The vendor was sold, and the new owner wants other terms." },
        new("Translator H", AgreementKind.Own, 0, 365, "guardian-name.name guardian-contact.email") { Signed = false },
        new("Bus P", AgreementKind.Own, 0, 365, "") { Signed = false },
        new("Captions O", AgreementKind.Ndpa, -150, 110, "assessment.voice technology.ip-cookies"),
    ];

    /// <summary>Tool, where from, what for, elements.</summary>
    private static readonly (string Tool, DataSource From, string Purpose, string Elements)[] Taken =
    [
        ("Tutor A", DataSource.StudentSystem, "To know who is in which class", "student-name.name enrollment.grade schedule.courses"),
        ("Tutor A", DataSource.TypedByStudents, "To choose the next exercise", "in-app-performance.progress"),
        ("Essay C", DataSource.LearningSystem, "To give feedback on drafts", "student-name.name student-work.content"),
        ("Essay C", DataSource.TypedByTeachers, "To fit feedback to the course", "special.disability"),
        ("Reader E", DataSource.SignIn, "To keep each student's settings", "student-name.name student-id.provider"),
        ("Planner F", DataSource.TypedByTeachers, "Nothing about students goes in", "none.none"),
        ("Early Alert G", DataSource.StudentSystem, "To say who may drop out", "student-id.local attendance.school transcript.grades conduct.behavior"),
        ("Translator H", DataSource.StudentSystem, "To write to families", "guardian-name.name guardian-contact.email demographics.language"),
        ("Captions O", DataSource.TypedByStudents, "To caption what is said", "assessment.voice"),
    ];

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, superintendent) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Superintendent, ct));
        var catalog = await scene.Do((services, _) => services.GetRequiredService<ReadElements>().Of(services.GetRequiredService<DistrictDb>(), ct));
        var signer = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Users.Where(a => a.Id == superintendent.Id).Select(a => a.Email).SingleAsync(ct));
        foreach (var plot in All) await Agree(scene, plot, lead, signer!, catalog, ct);
        foreach (var (name, from, purpose, elements) in Taken)
        {
            var tool = await Find(scene, name, ct);
            Must(await scene.Do((services, _) => TakeData.Add(services.GetRequiredService<DistrictDb>(), time, lead, tool.Id,
                new() { Elements = Known(catalog, elements), Source = Codes.Of(from), Purpose = purpose, Version = tool.Version.ToString(CultureInfo.InvariantCulture) }, catalog, Language.English, ct)));
        }
        await Buy(scene, lead, ct);
    }

    private async Task Agree(DemonstrationScene scene, Plot plot, Person lead, string signer, ElementCatalog catalog, CancellationToken ct)
    {
        var tool = await Find(scene, plot.Tool, ct);
        var agreement = Must(await scene.Do((services, _) => KeepAgreement.Add(services.GetRequiredService<DistrictDb>(), time, lead, Draft(scene, plot, tool), ct)));
        if (plot.Allows.Length == 0) return;
        agreement = Must(await scene.Do((services, _) => KeepAgreement.Allow(services.GetRequiredService<DistrictDb>(), lead, agreement.Id,
            new() { Elements = Known(catalog, plot.Allows), Purpose = "To do what the tool is for, and nothing else", Version = Of(agreement) }, catalog, ct)));
        if (!plot.Signed) return;
        agreement = Must(await scene.Do((services, _) => SignAgreement.Sign(services.GetRequiredService<DistrictDb>(), time, lead, agreement.Id, new()
        {
            Day = DayText.Field(scene.Today.AddDays(plot.Begins - 10)),
            SignedFor = signer,
            VendorSigner = DemonstrationScene.Invented("Head of sales"),
            Version = Of(agreement),
        }, Language.English, ct)));
        if (plot.EndedWhy is { } why)
            Must(await scene.Do((services, _) => SignAgreement.End(services.GetRequiredService<DistrictDb>(), lead, agreement.Id, new() { Day = DayText.Field(scene.Today.AddDays(-20)), Why = why, Version = Of(agreement) }, ct)));
        if (plot.Amended) Must(await scene.Do((services, _) => SignAgreement.Amend(services.GetRequiredService<DistrictDb>(), time, lead, agreement.Id, ct)));
    }

    private static AgreementForm Draft(DemonstrationScene scene, Plot plot, Tool tool) => new()
    {
        Name = DemonstrationScene.Invented($"Student data, {plot.Tool}"),
        Vendor = tool.Vendor.ToString(),
        Kind = Codes.Of(plot.Kind),
        Tools = [tool.Id.ToString()],
        Purposes = "Teaching and learning in the district's schools. Nothing is sold, and no profile is made for advertising.",
        Basis = Codes.Of(LegalBasis.SchoolOfficial),
        StoredIn = "United States, a cloud company",
        SubProcessors = "A cloud company in the United States",
        BreachHours = "72",
        Retention = "While the account is open, and 60 days after.",
        Disposal = "Returned on request and deleted within 60 days, with a certificate.",
        Training = Codes.Of(plot.Training),
        TrainingWhat = plot.Training == TrainingUse.None ? "" : "Its own model, with lesson plans that name nobody.",
        FirstDay = DayText.Field(scene.Today.AddDays(plot.Begins)),
        LastDay = DayText.Field(scene.Today.AddDays(plot.Ends)),
        NoticeBy = plot.Renews ? DayText.Field(scene.Today.AddDays(plot.Ends - 10)) : "",
        RenewsItself = plot.Renews ? "yes" : null,
        OthersMayJoin = plot.Kind == AgreementKind.Ndpa ? "yes" : null,
    };

    /// <summary>How two of the tools are bought.</summary>
    private async Task Buy(DemonstrationScene scene, Person lead, CancellationToken ct)
    {
        var (tutor, essay) = (await Find(scene, "Tutor A", ct), await Find(scene, "Essay C", ct));
        foreach (var (seller, amount) in new[] { ("Vendor A", "18000"), ("Reseller Z", "19450.50") })
            Must(await scene.Do((services, _) => KeepPurchase.Add(services.GetRequiredService<DistrictDb>(), time, lead, tutor.Id,
                new() { Seller = DemonstrationScene.Invented(seller), Amount = amount, Day = DayText.Field(scene.Today.AddDays(-40)), ValidUntil = DayText.Field(scene.Today.AddDays(50)) }, ct)));
        Must(await scene.Do((services, _) => KeepPurchase.Run(services.GetRequiredService<DistrictDb>(), time, lead, tutor.Id, new()
        {
            Way = Codes.Of(PurchaseWay.Cooperative),
            Cooperative = DemonstrationScene.Invented("A purchasing cooperative"),
            ContractNumber = "C-2026-14",
            OrderNumber = "PO-10417",
            Ordered = "18000",
            NotToExceed = "20000",
            ApprovedBy = "Board, in the minutes of its last meeting",
            Years = "3",
            LicenseYearly = "18000",
            TrainingOnce = "4200",
            TrainingYearly = "600",
            DevicesOnce = "2500",
            StaffHoursOnce = "60",
            StaffHoursYearly = "20",
            HourRate = "48",
        }, ct)));
        Must(await scene.Do((services, _) => KeepPurchase.Run(services.GetRequiredService<DistrictDb>(), time, lead, essay.Id, new()
        {
            Way = Codes.Of(PurchaseWay.SoleSource),
            WhyOnlyThey = "Only the vendor itself sells it.",
            Years = "1",
            LicenseYearly = "9500",
        }, ct)));
    }

    private static Task<Tool> Find(DemonstrationScene scene, string name, CancellationToken ct) => scene.Do((services, _) =>
    {
        var invented = DemonstrationScene.Invented(name);
        return services.GetRequiredService<DistrictDb>().Set<Tool>().AsNoTracking().SingleAsync(t => t.Name == invented, ct);
    });

    private static string[] Known(ElementCatalog catalog, string codes) => [.. codes.Split(' ').Select(c => catalog.Find(c)?.Code ?? throw new InvalidOperationException("The demonstration names a data element that the pack does not have: " + c))];

    private static string Of(Agreement agreement) => agreement.Version.ToString(CultureInfo.InvariantCulture);

    private static T Must<T>(AimResult<T> came) where T : class => came is AimResult<T>.Done done ? done.Record
        : throw new InvalidOperationException("The demonstration's agreements could not be made: " + (came is AimResult<T>.Refused refused ? string.Join("; ", refused.Faults.Select(f => $"{f.Field} {f.Word}")) : came.ToString()));
}
