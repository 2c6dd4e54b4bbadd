using Chalkline.Platform;
using Chalkline.Platform.Files;
using Chalkline.Tests.Operation;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Chalkline.Tests.Files;

public sealed class The_virus_scanner
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sees_the_whole_file_and_finds_it_clean(bool socket)
    {
        var path = socket ? Path.Combine(Directory.CreateTempSubdirectory("clamd-").FullName, "clamd.ctl") : null;
        await using var clamd = PretendClamd.That("stream: OK", path);
        var content = new byte[200_000];
        new Random(7).NextBytes(content);
        Assert.IsType<VirusScanResult.Clean>(await Scan(clamd.Address, content));
        Assert.Equal(content, clamd.Seen);
        if (path is not null) Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Names_what_it_found()
    {
        await using var clamd = PretendClamd.That("stream: Eicar-Test-Signature FOUND");
        Assert.Equal("Eicar-Test-Signature", Assert.IsType<VirusScanResult.Infected>(await Scan(clamd.Address, SomeFiles.Pdf)).Name);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: ERROR")]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("stream:  FOUND")]
    public async Task Whose_answer_is_none_has_not_looked(string answer)
    {
        await using var clamd = PretendClamd.That(answer);
        Assert.IsType<VirusScanResult.NotScanned>(await Scan(clamd.Address, SomeFiles.Pdf));
    }

    [Fact]
    public async Task That_cannot_be_reached_has_not_looked()
    {
        Assert.IsType<VirusScanResult.NotScanned>(await Scan(new("127.0.0.1", RunningServer.FreePort()), SomeFiles.Pdf));
        Assert.IsType<VirusScanResult.NotScanned>(await Scan(new("/no/such/clamd.ctl", 0), SomeFiles.Pdf));
    }

    [Theory]
    [InlineData("localhost", "localhost:3310")]
    [InlineData("av.district.org:3311", "av.district.org:3311")]
    [InlineData("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl")]
    [InlineData("http://localhost:3310", null)]
    [InlineData("localhost:99999", null)]
    [InlineData("a b", null)]
    public void Has_an_address(string given, string? read) => Assert.Equal(read, ClamdAddress.Parse(given)?.ToString());

    private static Task<VirusScanResult> Scan(ClamdAddress address, byte[] content) =>
        new VirusScan(new(address), NullLogger<VirusScan>.Instance).Run(new MemoryStream(content), Ct);
}
