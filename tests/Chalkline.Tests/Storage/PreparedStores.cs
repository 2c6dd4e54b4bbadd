using System.Collections.Concurrent;
using Xunit;

[assembly: AssemblyFixture(typeof(Chalkline.Tests.Storage.PreparedStores.Folders))]

namespace Chalkline.Tests.Storage;

/// <summary>Stores that were migrated once, for tests to start from copies of them.</summary>
/// <param name="folder">The data folder they are in.</param>
/// <param name="databaseName">Of the database on the tests' PostgreSQL; null on SQLite.</param>
internal sealed class PreparedStores(string folder, string? databaseName)
{
    private readonly string _folder = folder;
    private static readonly ConcurrentDictionary<Database, Lazy<Task<PreparedStores>>> Made = [];

    public string? DatabaseName => databaseName;

    /// <summary>Those of the program's capabilities; made when a test first asks for them.</summary>
    public static Task<PreparedStores> Of(Database database) => Made.GetOrAdd(database, d => new(() => Make(d))).Value;

    public void CopyFiles(string to)
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(_folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<PreparedStores> Make(Database database)
    {
        var installation = await Installation.On(database);
        foreach (var slug in new[] { Installation.Cedar, Installation.Juniper }) await installation.Stores.Prepare(slug, null, CancellationToken.None);
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
