using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Tests.Evaluate;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class Checking_packs
{
    [Fact]
    public async Task Names_every_fault_with_its_file_line_and_key()
    {
        using var folder = new CliFolder();
        folder.Write("packs/a.yaml", PackText.Smallest.Change("    sensitivity: low", "    sensitivty: low"));
        folder.Write("packs/b.yaml", PackText.Smallest.Change("version: 1.0.0", "version: one").Change("locale: en", "locale: es"));
        var result = await CliFolder.Run("packs", "check", folder.At("packs"));
        Assert.Equal(CommandLine.YourFault, result.Exit);
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal($"chalkline: {folder.At("packs/a.yaml")}:13: items[1].sensitivty: unknown key; did you mean 'sensitivity'?", lines[0]);
        Assert.StartsWith($"chalkline: {folder.At("packs/b.yaml")}:3: version: ", lines[1]);
        Assert.StartsWith($"chalkline: {folder.At("packs/b.yaml")}:4: locale: ", lines[2]);
    }

    [Fact]
    public async Task Refuses_two_files_with_one_id_and_a_version_that_shrinks_or_has_other_content_than_the_shipped_one()
    {
        using var folder = new CliFolder();
        var shipped = PackText.File("packs/data-elements.yaml");
        folder.Write("a.yaml", shipped.Change("version: 1.0.0", "version: 0.9.0"));
        folder.Write("b.yaml", shipped);
        var result = await CliFolder.Run("packs", "check", folder.Root);
        Assert.Equal(CommandLine.YourFault, result.Exit);
        Assert.Contains("0.9.0 is lower than 1.0.0", result.Error);
        Assert.Contains("urn:chalkline:pack:data-elements is the id of", result.Error);
        var other = folder.Write("c.yml", shipped.Change("title: Data elements", "title: Elements"));
        Assert.Contains("a released version never changes", (await CliFolder.Run("packs", "check", other)).Error);
    }

    [Fact]
    public async Task Says_that_good_packs_are_good()
    {
        using var folder = new CliFolder();
        var result = await CliFolder.Run("packs", "check", folder.Write("a.yaml", PackText.Smallest));
        Assert.Equal((CommandLine.Done, ""), (result.Exit, result.Error));
        Assert.Equal(CommandLine.Done, (await CliFolder.Run("packs", "check")).Exit);
        Assert.Equal(CommandLine.Done, (await CliFolder.Run("packs", "check", Path.Combine(House.SourceTree.Root, "packs"))).Exit);
    }

    [Fact]
    public async Task Says_so_where_there_is_nothing_to_check()
    {
        using var folder = new CliFolder();
        Assert.Contains("there is no such file", (await CliFolder.Run("packs", "check", folder.At("none.yaml"))).Error);
        Assert.Contains("there is no pack in this folder", (await CliFolder.Run("packs", "check", folder.Root)).Error);
    }

    [Fact]
    public async Task Lists_what_comes_with_the_program()
    {
        var result = await CliFolder.Run("packs", "list");
        Assert.Equal(PackText.Shipped.All.Select(p => p.Id.Urn), result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
        Assert.Equal(PackSchema.Of(PackText.Reader.Kinds), (await CliFolder.Run("packs", "schema")).Output.ReplaceLineEndings("\n"));
    }
}
