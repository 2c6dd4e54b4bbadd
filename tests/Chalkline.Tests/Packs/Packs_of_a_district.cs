using System.Text;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Packs;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class Packs_of_a_district
{
    private static readonly DistrictPacks Packs = new(PackText.Reader);

    private static readonly byte[] First = Encoding.UTF8.GetBytes(PackText.Of("1.0.0", ("kept", "Kept"), ("changed", "Before"), ("retired", "Retired")));
    private static readonly byte[] Second = Encoding.UTF8.GetBytes(PackText.Of("1.1.0", ("new", "New"), ("changed", "After"), ("kept", "Kept")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_those_of_the_program_once_it_is_opened(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await Open(installation, PackText.Shipped);
        await Open(installation, PackText.Shipped);
        await using var db = installation.Open();
        Assert.Equal(PackText.Shipped.All.Count, await db.Set<PackUse>().CountAsync(Ct));
        Assert.Equal(PackText.Shipped.All.Count, await db.Set<AuditRecord>().CountAsync(e => e.Action == "pack.adopted", Ct));
        var elements = Assert.Single(await Packs.InUse(db, "data-elements", Ct));
        Assert.Equal(PackText.DataElements.Hash, elements.Hash);
        Assert.Equal(elements, await Packs.InUse(db, elements.Id, Ct));
        Assert.Null(await Packs.InUse(db, PackText.Id, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_adopted_once_by_two_who_open_it_at_the_same_moment(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open(installation, PackText.Shipped), Ct)));
        await using var db = installation.Open();
        Assert.Equal(PackText.Shipped.All.Count, await db.Set<PackUse>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_it_closed_where_a_released_version_has_other_content(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await using (var db = installation.Open())
        {
            var other = PackText.Read(PackText.DataElements.Yaml.Change("title: Data elements", "title: Elements of data"));
            db.Add(PackRelease.Of(other, PackRelease.Shipped, installation.Stores.Time.Now(), null));
            await db.Commit(new(Actor.System, "test.done", other.Id.Subject, []), Ct);
        }
        var directory = new DistrictDirectory(installation.Stores, [Adoption(installation, PackText.Shipped)]);
        for (var i = 0; i < 2; i++)
            Assert.Contains("a released version never changes", (await Assert.ThrowsAsync<StoreRefusalException>(() => directory.StateOf(Installation.Cedar, Ct))).Message);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_by_upload_are_upgraded_and_go_back_without_losing_an_answer(Database database)
    {
        await using var installation = await Installation.Copied(database);
        Assert.IsType<UploadPackResult.Added>(await Upload(installation, First));
        Assert.False(Assert.IsType<UploadPackResult.Added>(await Upload(installation, Second)).InUse);
        Assert.Equal("1.0.0", await InUse(installation));
        await using (var db = installation.Open())
        {
            var change = Change(db, installation, new AnswersInTheLog());
            await db.Commit(new(Actor.System, AnswersInTheLog.Answered("retired"), PackText.Id.Subject, []), Ct);
            await db.Commit(new(Actor.System, AnswersInTheLog.Answered("retired"), PackText.Id.Subject, []), Ct);
            var possible = (await change.Upgrade(PackText.Id, null, Ct))!;
            var preview = await change.Preview(possible, Ct);
            Assert.Equal(["kept"], preview.Kept.Select(c => c.Item.Id));
            Assert.Equal("changed", Assert.Single(preview.Changed).Item.Id);
            Assert.Equal(["name"], preview.Changed[0].Keys);
            Assert.Equal(["new"], preview.New.Select(c => c.Item.Id));
            Assert.Equal(("retired", 2), (preview.Retired[0].Item.Id, preview.Retired[0].Answers));
            Assert.IsType<ChangePackVersionResult.Changed>(await change.ApplyUpgrade(Actor.Operator, PackText.Id, new(1, 1, 0), possible.Use.Ordinal, possible.Use.Version, Ct));
            // What was answered is there, on a version that can be read.
            Assert.Equal(2, (await new AnswersInTheLog().CountByItem(db, PackText.Id, new(1, 0, 0), Ct))["retired"]);
            Assert.Contains((await Packs.At(db, PackText.Id, new(1, 0, 0), Ct))!.Items, i => i.Id == "retired");
        }
        Assert.Equal("1.1.0", await InUse(installation));
        await Undo(installation);
        Assert.Equal("1.0.0", await InUse(installation));
        await using var read = installation.Open();
        Assert.Null(await Change(read, installation).Undo(PackText.Id, Ct));
        Assert.NotNull(await Change(read, installation).Upgrade(PackText.Id, new(1, 1, 0), Ct));
        Assert.Equal(["pack.uploaded", "pack.uploaded", "pack.upgraded", "pack.upgrade-undone"],
            await read.Set<AuditRecord>().Where(e => e.SubjectKind == "pack" && e.Action.StartsWith("pack.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_changed_by_one_of_two_who_saw_the_same_preview(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await Upload(installation, First);
        await Upload(installation, Second);
        await using var one = installation.Open();
        await using var other = installation.Open();
        await Change(one, installation).ApplyUpgrade(Actor.Operator, PackText.Id, new(1, 1, 0), 1, 0, Ct);
        await Undo(installation);
        // The use in force is the first again, but not as it was when the preview was made.
        await Assert.ThrowsAsync<StaleWriteException>(() => Change(other, installation).ApplyUpgrade(Actor.Operator, PackText.Id, new(1, 1, 0), 1, 0, Ct));
        Assert.Equal("1.0.0", await InUse(installation));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_no_upload_that_shrinks_changes_a_version_or_takes_the_programs_name(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await Upload(installation, Second);
        Assert.Contains("a version never shrinks", Fault(await Upload(installation, First)));
        Assert.Contains("a released version never changes", Fault(await Upload(installation, Encoding.UTF8.GetBytes(PackText.Of("1.1.0", ("other", "Other"))))));
        Assert.Contains("urn:chalkline:pack:local:data-elements", Fault(await Upload(installation, Encoding.UTF8.GetBytes(PackText.DataElements.Yaml))));
        Assert.IsType<UploadPackResult.KnownAlready>(await Upload(installation, Second));
        await using var db = installation.Open();
        Assert.Equal(1, await db.Set<PackRelease>().CountAsync(Ct));
    }

    private static string Fault(UploadPackResult result) => Assert.Single(Assert.IsType<UploadPackResult.Faulty>(result).Faults).Text;

    private static AdoptPacks Adoption(Installation installation, ShippedPacks shipped) => new(shipped, installation.Stores.Time);

    private static async Task Open(Installation installation, ShippedPacks shipped)
    {
        await using var db = installation.Open();
        await Adoption(installation, shipped).Open(db, Ct);
    }

    private static async Task<UploadPackResult> Upload(Installation installation, byte[] content)
    {
        await using var db = installation.Open();
        return await new UploadPack(db, PackText.Reader, installation.Stores.Time).Run(Actor.Operator, content, Ct);
    }

    private static async Task<string?> InUse(Installation installation)
    {
        await using var db = installation.Open();
        return (await Packs.InUse(db, PackText.Id, Ct))?.Version.ToString();
    }

    private static async Task Undo(Installation installation)
    {
        await using var db = installation.Open();
        var change = Change(db, installation);
        var use = (await change.Undo(PackText.Id, Ct))!.Use;
        Assert.IsType<ChangePackVersionResult.Changed>(await change.ApplyUndo(Actor.Operator, PackText.Id, use.Ordinal, use.Version, Ct));
    }

    private static ChangePackVersion Change(DistrictDb db, Installation installation, params IPackAnswers[] answers) =>
        new(db, Packs, PackText.Shipped, answers, installation.Stores.Time);

    /// <summary>Answers kept, for want of another table, as entries of the audit log.</summary>
    internal sealed class AnswersInTheLog : IPackAnswers
    {
        private const string Prefix = "answer.";

        public static string Answered(string item) => Prefix + item;

        public async Task<IReadOnlyDictionary<string, int>> CountByItem(DistrictDb db, PackId pack, PackVersion version, CancellationToken ct)
        {
            var subject = pack.Subject.Id;
            var actions = await db.Set<AuditRecord>().Where(e => e.SubjectId == subject && e.Action.StartsWith(Prefix)).Select(e => e.Action).ToListAsync(ct);
            return actions.CountBy(a => a[Prefix.Length..]).ToDictionary();
        }
    }
}
