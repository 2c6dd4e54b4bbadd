using System.Text;
using Chalkline.Platform.Storage;

namespace Chalkline.Platform;

/// <summary>
/// The audit log as JSON lines, from the first entry to the last: <c>{"hash":…,"entry":…}</c>, where the entry is the very text that was hashed. Whoever
/// has the file can verify it without Chalkline: SHA-256 of the text between <c>"entry":</c> and the last brace.
/// </summary>
public static class ExportLog
{
    /// <summary>Writes it as it is now; takes the memory of a few entries.</summary>
    /// <returns>The number of entries.</returns>
    public static async Task<long> To(Stream to, DistrictDb db, CancellationToken ct)
    {
        await using var snapshot = await StoreSnapshot.Of(db, ct);
        await using var select = snapshot.Command("SELECT hash, body FROM audit_record ORDER BY sequence");
        await using var row = await select.ExecuteReaderAsync(ct);
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        long entries = 0;
        for (; await row.ReadAsync(ct); entries++) await writer.WriteLineAsync($$"""{"hash":"{{row.GetString(0)}}","entry":{{row.GetString(1)}}}""".AsMemory(), ct);
        await writer.FlushAsync(ct);
        return entries;
    }
}
