using Chalkline.Design;
using Chalkline.Platform;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Briefing.Packet;

/// <summary>Takes the district's own Word document for packets: one with a macro, or that is no Word document, is refused.</summary>
internal sealed class TakeLetterhead(DistrictDb db, TimeProvider time)
{
    /// <summary>Larger than letterheads with a picture are.</summary>
    public const int MostBytes = 5_000_000;

    public async Task<ChangeTemplateResult> Run(Person by, string fileName, Stream content, Language language, CancellationToken ct)
    {
        var faults = new Faults();
        if (content.Length is 0 or > MostBytes) faults.Add("file", PacketText.Say(language, nameof(PacketWords.FaultSize), MostBytes / 1_000_000));
        else if (await UploadedDocument.Fault(content, fileName, language, ct) is { } fault) faults.Add("file", fault);
        else if (!Path.GetExtension(fileName).Equals(".docx", StringComparison.OrdinalIgnoreCase)) faults.Add("file", PacketText.Say(language, nameof(PacketWords.FaultWord)));
        else if (!Opens(content)) faults.Add("file", PacketText.Say(language, nameof(PacketWords.FaultWord)));
        if (!faults.None) return new ChangeTemplateResult.Refused(faults);
        var bytes = new byte[content.Length];
        content.Position = 0;
        await content.ReadExactlyAsync(bytes, ct);
        var letterhead = await db.Set<PacketLetterhead>().SingleOrDefaultAsync(ct);
        var name = Path.GetFileName(fileName);
        if (letterhead is null) db.Add(letterhead = new() { FileName = name, Content = bytes });
        (letterhead.FileName, letterhead.Content, letterhead.UploadedAt) = (name[^Math.Min(name.Length, 200)..], bytes, time.Now());
        await db.Commit(new(by.Actor, "packet.letterhead-taken", new("packet", Guid.Empty), AuditEntry.Fields(("bytes", null, bytes.Length), ("sha256", null, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))))), ct);
        return new ChangeTemplateResult.Done(default);
    }

    public async Task Remove(Person by, CancellationToken ct)
    {
        if (await db.Set<PacketLetterhead>().SingleOrDefaultAsync(ct) is not { } letterhead) return;
        db.Remove(letterhead);
        await db.Commit(new(by.Actor, "packet.letterhead-removed", new("packet", Guid.Empty), []), ct);
    }

    /// <summary>It opens as a document that runs nothing and fetches nothing from elsewhere.</summary>
    private static bool Opens(Stream content)
    {
        content.Position = 0;
        try
        {
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            using var word = WordprocessingDocument.Open(copy, isEditable: false);
            return word.MainDocumentPart is { VbaProjectPart: null } main && word.DocumentType == DocumentFormat.OpenXml.WordprocessingDocumentType.Document
                && !main.ExternalRelationships.Any() && main.Parts.All(p => !p.OpenXmlPart.ExternalRelationships.Any());
        }
        catch (Exception e) when (e is OpenXmlPackageException or IOException or InvalidDataException or InvalidOperationException or System.Xml.XmlException or ArgumentException)
        {
            return false;
        }
    }
}
