using Chalkline.Roadmap;

namespace Chalkline.Tools.Agreements;

/// <summary>What an agreement must be, and what each step of it takes. Pure.</summary>
internal static class AgreementRules
{
    private const int MostTools = 200, MostBreachHours = 8760, MostYears = 20;

    /// <summary>What people write of an agreement, read. Ids are not yet known to exist.</summary>
    public sealed record Terms(string Name, VendorId? Vendor, AgreementKind Kind, IReadOnlyList<ToolId> Tools, string Parties, string Purposes, LegalBasis Basis, string StoredIn, string SubProcessors,
        int? BreachHours, string Retention, string Disposal, TrainingUse Training, string TrainingWhat, string StateTerms, bool OthersMayJoin, DateOnly? FirstDay, DateOnly? LastDay, DateOnly? NoticeBy, bool RenewsItself);

    public static (Terms Terms, List<AimFault> Faults) Read(AgreementForm form)
    {
        var reading = new FormReading();
        var tools = (form.Tools ?? []).Select(t => reading.Id<ToolId>(t, nameof(form.Tools))).OfType<ToolId>().Distinct().ToList();
        if (tools.Count > MostTools) reading.Refuse(nameof(form.Tools), nameof(AimWords.FaultChoice));
        var terms = new Terms(
            reading.Line(form.Name, nameof(form.Name), Agreement.LongestName),
            reading.Id<VendorId>(form.Vendor, nameof(form.Vendor)),
            reading.Choice<AgreementKind>(form.Kind, nameof(form.Kind)),
            tools,
            reading.Line(form.Parties, nameof(form.Parties), Agreement.LongestLine, required: false),
            reading.Block(form.Purposes, nameof(form.Purposes), Agreement.LongestText, required: false),
            reading.Choice<LegalBasis>(form.Basis, nameof(form.Basis)),
            reading.Line(form.StoredIn, nameof(form.StoredIn), Agreement.LongestLine, required: false),
            reading.Block(form.SubProcessors, nameof(form.SubProcessors), Agreement.LongestText, required: false),
            reading.Whole(form.BreachHours, nameof(form.BreachHours), 1, MostBreachHours, required: false),
            reading.Block(form.Retention, nameof(form.Retention), Agreement.LongestText, required: false),
            reading.Block(form.Disposal, nameof(form.Disposal), Agreement.LongestText, required: false),
            string.IsNullOrWhiteSpace(form.Training) ? TrainingUse.None : reading.Choice<TrainingUse>(form.Training, nameof(form.Training)),
            reading.Block(form.TrainingWhat, nameof(form.TrainingWhat), Agreement.LongestText, required: false),
            reading.Line(form.StateTerms, nameof(form.StateTerms), Agreement.LongestLine, required: false),
            form.OthersMayJoin is not null,
            reading.Day(form.FirstDay, nameof(form.FirstDay), required: false),
            reading.Day(form.LastDay, nameof(form.LastDay), required: false),
            reading.Day(form.NoticeBy, nameof(form.NoticeBy), required: false),
            form.RenewsItself is not null);
        if (terms.Training != TrainingUse.None && terms.TrainingWhat.Length == 0) reading.Refuse(nameof(form.TrainingWhat), nameof(AgreementWords.FaultTraining));
        if (terms.LastDay < terms.FirstDay) reading.Refuse(nameof(form.LastDay), nameof(AgreementWords.FaultEndBefore));
        if (terms.LastDay > terms.FirstDay?.AddYears(MostYears)) reading.Refuse(nameof(form.LastDay), nameof(AgreementWords.FaultTooLong), MostYears);
        Notice(reading, nameof(form.NoticeBy), terms.NoticeBy, terms.LastDay);
        if (terms.RenewsItself && terms.LastDay is null) reading.Refuse(nameof(form.LastDay), nameof(AgreementWords.FaultRenewsWithoutEnd));
        return (terms, reading.Faults);
    }

    /// <summary>What is missing before anybody can sign: a word of <see cref="AgreementWords"/> each.</summary>
    public static IEnumerable<string> Missing(Agreement agreement, int tools, int elements)
    {
        if (tools == 0) yield return nameof(AgreementWords.MissingTools);
        if (elements == 0) yield return nameof(AgreementWords.MissingElements);
        if (agreement.Purposes.Length == 0) yield return nameof(AgreementWords.MissingPurposes);
        if (agreement.FirstDay is null) yield return nameof(AgreementWords.MissingFrom);
        if (agreement.Disposal.Length == 0) yield return nameof(AgreementWords.MissingDisposal);
    }

    /// <summary>A signature as it was typed.</summary>
    public static (DateOnly? Day, string SignedFor, string VendorSigner) Signature(FormReading reading, AgreementFull full, AgreementStepForm form, DateOnly today)
    {
        var day = reading.Day(form.Day, nameof(form.Day));
        var (ours, theirs) = (reading.Line(form.SignedFor, nameof(form.SignedFor), Agreement.LongestLine), reading.Line(form.VendorSigner, nameof(form.VendorSigner), Agreement.LongestLine));
        if (day > today) reading.Refuse(nameof(form.Day), nameof(AgreementWords.FaultSignedLater));
        if (full.Agreement.SignedOn is not null) reading.Refuse("", nameof(AgreementWords.FaultSigned));
        foreach (var word in Missing(full.Agreement, full.Tools.Count, full.Elements.Count)) reading.Refuse("", word);
        return (day, ours, theirs);
    }

    /// <summary>The next term of an agreement that says that it renews itself.</summary>
    public static (DateOnly? LastDay, DateOnly? NoticeBy) Renewal(FormReading reading, Agreement agreement, AgreementStepForm form)
    {
        var (until, notice) = (reading.Day(form.LastDay, nameof(form.LastDay)), reading.Day(form.NoticeBy, nameof(form.NoticeBy), required: false));
        if (agreement is not { SignedOn: not null, RenewsItself: true, EndedOn: null }) reading.Refuse("", nameof(AgreementWords.FaultNoRenewal));
        if (until <= agreement.LastDay) reading.Refuse(nameof(form.LastDay), nameof(AgreementWords.FaultRenewalEarlier));
        if (until > agreement.LastDay?.AddYears(MostYears)) reading.Refuse(nameof(form.LastDay), nameof(AgreementWords.FaultTooLong), MostYears);
        Notice(reading, nameof(form.NoticeBy), notice, until);
        return (until, notice);
    }

    /// <summary>An early end, with its reason.</summary>
    public static (DateOnly? Day, string Why) EarlyEnd(FormReading reading, Agreement agreement, AgreementStepForm form)
    {
        var (day, why) = (reading.Day(form.Day, nameof(form.Day)), reading.Block(form.Why, nameof(form.Why), Agreement.LongestText));
        if (agreement is not { SignedOn: not null, EndedOn: null }) reading.Refuse("", nameof(AgreementWords.FaultNotSigned));
        if (day < agreement.FirstDay || day > agreement.LastDay) reading.Refuse(nameof(form.Day), nameof(AgreementWords.FaultEndOutside));
        return (day, why);
    }

    private static void Notice(FormReading reading, string field, DateOnly? notice, DateOnly? until)
    {
        if (notice is not null && (until is null || notice > until)) reading.Refuse(field, nameof(AgreementWords.FaultNotice));
    }
}
