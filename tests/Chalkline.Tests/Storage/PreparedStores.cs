using System.Collections.Concurrent;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(Chalkline.Tests.Storage.PreparedStores.Folders))]

namespace Chalkline.Tests.Storage;

/// <summary>How far stores are prepared.</summary>
internal enum Preparation
{
    /// <summary>Of the host, and of cedar-valley and juniper: empty, and in no directory yet.</summary>
    Migrated,

    /// <summary>The districts were opened once, too, on the first day of <see cref="SteppedClock"/>: with the packs that the program ships.</summary>
    Opened,
}

/// <summary>Stores that were made once, for tests to start from copies of them.</summary>
/// <param name="folder">The data folder they are in.</param>
/// <param name="databaseName">Of the database on the tests' PostgreSQL; null on SQLite.</param>
internal sealed class PreparedStores(string folder, string? databaseName)
{
    private readonly string _folder = folder;
    private static readonly ConcurrentDictionary<(Database, Preparation), Lazy<Task<PreparedStores>>> Made = [];

    public string? DatabaseName => databaseName;

    /// <summary>Those of the program's capabilities; made when a test first asks for them.</summary>
    public static Task<PreparedStores> Of(Database database, Preparation preparation) =>
        Made.GetOrAdd((database, preparation), _ => new(() => preparation == Preparation.Migrated ? Migrate(database) : Open(database))).Value;

    public void CopyFiles(string to)
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(_folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<PreparedStores> Migrate(Database database)
    {
        var installation = await Installation.On(database);
        foreach (var slug in new[] { Installation.Cedar, Installation.Juniper }) await installation.Stores.Prepare(slug, null, CancellationToken.None);
        return await installation.Close(database);
    }

    private static async Task<PreparedStores> Open(Database database)
    {
        var installation = await Installation.Copied(database);
        await using (var services = Capabilities.Services(installation.Settings, new SteppedClock()))
            foreach (var slug in new[] { Installation.Cedar, Installation.Juniper }) await services.GetRequiredService<DistrictDirectory>().StateOf(slug, CancellationToken.None);
        return await installation.Close(database);
    }

    /// <summary>Takes the folders away after the last test; databases go with their server.</summary>
    internal sealed class Folders : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var made in Made.Values) Directory.Delete((await made.Value)._folder, recursive: true);
        }
    }
}
