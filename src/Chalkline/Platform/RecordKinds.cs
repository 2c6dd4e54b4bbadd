namespace Chalkline.Platform;

/// <summary>Records by kind and id, as somebody sees them: what every address under <c>/records</c> asks first.</summary>
internal sealed class RecordKinds(DistrictDb db, IEnumerable<IRecordKind> kinds)
{
    /// <summary>Null where there is no such record, where this person may not see it, or may not see this part of it.</summary>
    public async Task<RecordPlace?> Find(Person person, Subject record, RecordParts part, CancellationToken ct) =>
        kinds.FirstOrDefault(k => k.Kind == record.Kind) is { } kind && await kind.Find(db, person, record.Id, ct) is { } place && place.Parts.HasFlag(part) ? place : null;

    /// <inheritdoc cref="IRecordKind.FilesChange"/>
    public Task FilesChange(Subject record, CancellationToken ct) => kinds.FirstOrDefault(k => k.Kind == record.Kind)?.FilesChange(db, record.Id, ct) ?? Task.CompletedTask;
}
