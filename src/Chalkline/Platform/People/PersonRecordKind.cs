namespace Chalkline.Platform.People;

/// <summary>A person's account as a record: with a history for those who may read the audit log, and nothing that others write about them.</summary>
internal sealed class PersonRecordKind : IRecordKind
{
    public const string KindName = "account";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct) =>
        await PersonReads.Find(db, person, new(id), ct) is { } account
            ? new(account.Name, $"/people/{id}", person.May(PlatformRights.AuditLogRead) ? RecordParts.History : RecordParts.None, MayWrite: false) : null;
}
