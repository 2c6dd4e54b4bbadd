using System.Buffers.Binary;
using Chalkline.Platform.Files;
using Xunit;

namespace Chalkline.Tests.Files;

public sealed class What_a_file_is
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Good { get; } = new()
    {
        { "a.pdf", SomeFiles.Pdf }, { "a.PNG", SomeFiles.Png }, { "a.jpg", SomeFiles.Jpeg }, { "a.jpeg", SomeFiles.Jpeg }, { "a.webp", SomeFiles.Webp }, { "a.docx", SomeFiles.Docx },
        { "a.xlsx", SomeFiles.Xlsx }, { "a.pptx", SomeFiles.Pptx }, { "a.odt", SomeFiles.Odt }, { "a.csv", SomeFiles.Text("name,grade\nÑúñez,7\n") },
        { "a.txt", SomeFiles.Text("\uFEFFA note – with < and > in it\f\n") }, { "b.docx", SomeFiles.DocxWith(("word/embeddings/sheet.xlsx", SomeFiles.Xlsx)) },
    };

    public static TheoryData<string, byte[], string> Bad { get; } = new()
    {
        { "a.exe", "MZ"u8.ToArray(), nameof(FileWords.FaultType) },
        { "a", SomeFiles.Pdf, nameof(FileWords.FaultType) },
        { "a.html", SomeFiles.Text("<html>"), nameof(FileWords.FaultType) },
        { "a.svg", SomeFiles.Text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), nameof(FileWords.FaultType) },
        { "a.docm", SomeFiles.Docx, nameof(FileWords.FaultType) },
        { "a.pdf", SomeFiles.Png, nameof(FileWords.FaultOtherType) },
        { "a.xlsx", SomeFiles.Docx, nameof(FileWords.FaultOtherType) },
        { "a.pdf", SomeFiles.Text("just text"), nameof(FileWords.FaultOtherType) },
        { "a.png", "MZ\0\0"u8.ToArray(), nameof(FileWords.FaultNotWhatItSays) },
        { "a.txt", [0x41, 0xC3, 0x28], nameof(FileWords.FaultNotWhatItSays) },
        { "a.txt", [0x41, 0xC3], nameof(FileWords.FaultNotWhatItSays) },
        { "a.csv", "a,b\0\n"u8.ToArray(), nameof(FileWords.FaultNotWhatItSays) },
        { "a.docx", SomeFiles.Zip(("anything.txt", "x"u8.ToArray())), nameof(FileWords.FaultNotWhatItSays) },
        { "a.txt", SomeFiles.Text(" \n<!DOCTYPE html><script>alert(1)</script>"), nameof(FileWords.FaultCode) },
        { "a.txt", SomeFiles.Text("\uFEFF<?xml version=\"1.0\"?><svg/>"), nameof(FileWords.FaultCode) },
        { "a.txt", SomeFiles.Text("#!/bin/sh\nrm -rf ~"), nameof(FileWords.FaultCode) },
        { "a.docx", SomeFiles.DocxWith(("word/vbaProject.bin", [1])), nameof(FileWords.FaultMacros) },
        { "a.docx", SomeFiles.Docx[..^30], nameof(FileWords.FaultDamaged) },
        { "a.docx", [.. "PK\x03\x04"u8, .. new byte[200]], nameof(FileWords.FaultDamaged) },
    };

    public static TheoryData<string, byte[]> Bombs { get; } = new()
    {
        // 40 MB of zeros, packed into 40 kB.
        { "one entry", SomeFiles.DocxWith(("word/media/a.bin", new byte[40_000_000])) },
        { "a zip in it", SomeFiles.DocxWith(("word/embeddings/a.zip", SomeFiles.Zip(("b.bin", new byte[40_000_000])))) },
        { "zips in zips", SomeFiles.DocxWith(("a.zip", SomeFiles.Zip(("b.zip", SomeFiles.Zip(("c.zip", SomeFiles.Zip(("d.bin", [1])))))))) },
        { "many entries", SomeFiles.DocxWith([.. Enumerable.Range(0, 5001).Select(i => ($"word/{i}.xml", Array.Empty<byte>()))]) },
        { "an end that says little", SaysLittle(SomeFiles.DocxWith([.. Enumerable.Range(0, 6000).Select(i => ($"word/{i}.xml", Array.Empty<byte>()))])) },
        { "an end that leads elsewhere", Leads(SomeFiles.Docx) },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Is_told_by_its_content(string name, byte[] content)
    {
        var found = Assert.IsType<CheckFileResult.Good>(await CheckFile.Run(new MemoryStream(content), name, Ct));
        Assert.Contains(Path.GetExtension(name)[1..].ToLowerInvariant(), found.Type.Endings);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Is_refused_with_its_reason(string name, byte[] content, string word) =>
        Assert.Equal(word, Assert.IsType<CheckFileResult.Refused>(await CheckFile.Run(new MemoryStream(content), name, Ct)).Fault.Word);

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Is_refused_where_it_would_grow_beyond_measure(string what, byte[] content) =>
        Assert.True(await CheckFile.Run(new MemoryStream(content), "a.docx", Ct) is CheckFileResult.Refused { Fault.Word: nameof(FileWords.FaultBomb) }, what);

    [Fact]
    public async Task Is_told_of_text_that_is_divided_anywhere()
    {
        // Longer than a block, with a character of several bytes across its end.
        var text = new string('a', (1 << 16) - 1) + "ñ" + new string('b', 100_000);
        Assert.IsType<CheckFileResult.Good>(await CheckFile.Run(new MemoryStream(SomeFiles.Text(text)), "a.txt", Ct));
    }

    /// <summary>The number of entries in the zip's end, changed to one.</summary>
    private static byte[] SaysLittle(byte[] zip)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 22 + 8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 22 + 10), 1);
        return zip;
    }

    /// <summary>The zip's end, changed so that a reader looks for another one before it.</summary>
    private static byte[] Leads(byte[] zip)
    {
        var changed = zip.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(changed.Length - 22 + 16), uint.MaxValue);
        return changed;
    }
}
