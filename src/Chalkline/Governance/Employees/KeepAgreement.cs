using Chalkline.Design;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Employees;

/// <summary>An agreement as it is typed.</summary>
public sealed record AgreementForm
{
    public string? Title { get; init; }
    public string? Association { get; init; }
    public string? Text { get; init; }
    public string? AgreedOn { get; init; }
    public string? EndsOn { get; init; }
    public string? Version { get; init; }

    public static AgreementForm Of(EmployeeAgreement agreement) => new()
    {
        Title = agreement.Title,
        Association = agreement.Association,
        Text = agreement.Text,
        AgreedOn = DayText.Field(agreement.AgreedOn),
        EndsOn = DayText.Field(agreement.EndsOn),
        Version = agreement.Version.ToString(Language.Numbers),
    };
}

/// <summary>Keeps the record of what was agreed with an association; what it said before stands in the audit log by its days and title.</summary>
internal sealed class KeepAgreement(DistrictDb db, TimeProvider time)
{
    /// <param name="id">Null: a new one.</param>
    public async Task<GovernanceResult> Run(Person by, EmployeeAgreementId? id, AgreementForm form, CancellationToken ct)
    {
        var agreement = id is { } known ? await db.Set<EmployeeAgreement>().SingleOrDefaultAsync(a => a.Id == known, ct)
            : new() { Id = time.NewId<EmployeeAgreementId>(), Title = "", Association = "", Text = "", CreatedAt = time.Now() };
        if (agreement is null) return new GovernanceResult.NotFound();
        var reading = new FormReading();
        var before = (agreement.Title, agreement.AgreedOn, agreement.EndsOn);
        (agreement.Title, agreement.Association) = (reading.Line(form.Title, nameof(form.Title), EmployeeAgreement.LongestTitle), reading.Line(form.Association, nameof(form.Association), EmployeeAgreement.LongestTitle));
        agreement.Text = PolicyWording.Clean(form.Text);
        if (agreement.Text.Length == 0) reading.Refuse(nameof(form.Text), nameof(AimWords.FaultMissing));
        if (agreement.Text.Length > EmployeeAgreement.LongestText) reading.Refuse(nameof(form.Text), nameof(AimWords.FaultLong), EmployeeAgreement.LongestText);
        (agreement.AgreedOn, agreement.EndsOn) = (reading.Day(form.AgreedOn, nameof(form.AgreedOn)) ?? default, reading.Day(form.EndsOn, nameof(form.EndsOn), required: false));
        if (agreement.EndsOn < agreement.AgreedOn) reading.Refuse(nameof(form.EndsOn), nameof(RuleWords.FaultEndsBefore));
        if (!reading.IsGood) return reading.Refused();
        if (id is null)
        {
            db.Add(agreement);
        }
        else
        {
            db.Raise(agreement);
            db.Expect(agreement, FormReading.Version(form.Version));
        }
        await db.Commit(new(by.Actor, id is null ? "employee-agreement.added" : "employee-agreement.changed", new(EmployeeAgreementRecord.KindName, agreement.Id.Value),
            AuditEntry.Fields(("title", id is null ? null : before.Title, agreement.Title), ("agreedOn", id is null ? null : DayText.Field(before.AgreedOn), DayText.Field(agreement.AgreedOn)),
                ("endsOn", id is null ? null : DayText.Field(before.EndsOn), DayText.Field(agreement.EndsOn)))), ct);
        return new GovernanceResult.Done(agreement.Id.Value);
    }
}
