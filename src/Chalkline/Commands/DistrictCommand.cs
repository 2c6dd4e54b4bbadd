using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline district</c>: makes a district, lists those that there are.</summary>
internal static class DistrictCommand
{
    public static Command Create() => new("district", "Make a district in this installation, or list those that there are.") { Add(), List() };

    private static Command Add()
    {
        var slug = new Argument<string>("SLUG") { Description = "The district's name in addresses: cedar-valley." };
        return StoreWork.Of(new Command("add", "Make a district's store, and the one-time link that makes its first administrator.") { slug }, async (parsed, stores, ct) =>
        {
            var district = StoreOptions.SlugOf(parsed.GetRequiredValue(slug));
            if (!await new DistrictDirectory(stores).Add(district, ct))
                throw new UsageException($"there is a district {district} already. Those that there are: chalkline district list");
            var link = await new Setup(stores).NewLink(district, ct);
            Console.WriteLine($"""
                Made the district {district}.
                Its first administrator follows this path at the site's address, once, within {Setup.LinkLasts.TotalHours:N0} hours:
                  {link}
                """);
            return CommandLine.Done;
        }, create: true);
    }

    private static Command List() =>
        StoreWork.Of(new Command("list", "Each district's slug, name, the state of its store, and the last entry of its audit log."), async (_, stores, ct) =>
        {
            var districts = await new DistrictOverview(stores).All(ct);
            if (districts.Count == 0) Console.WriteLine("There is no district yet. Make one: chalkline district add SLUG");
            var width = districts.Select(d => d.Slug.Text.Length).DefaultIfEmpty().Max();
            foreach (var d in districts)
            {
                var log = d.Log is { } head ? $"entry {head.Sequence:N0}{(d.LastAt is { } at ? $" of {at:yyyy-MM-dd HH:mm} UTC" : "")}" : "";
                Console.WriteLine($"{d.Slug.Text.PadRight(width)}  {Said(d.State),-8}  {log,-36}  {d.Name}".TrimEnd());
            }
            return CommandLine.Done;
        });

    private static string Said(StoreState? state) => state switch
    {
        null => "making",
        StoreState.Behind => "behind",
        StoreState.Missing => "missing",
        StoreState.Newer => "newer",
        _ => "current",
    };
}
