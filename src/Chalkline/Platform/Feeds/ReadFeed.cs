using Chalkline.Design;
using Chalkline.Platform.Access;
using Chalkline.Platform.Reminders;
using Chalkline.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Feeds;

/// <summary>What a calendar program reads by a link: work that waits for the person by a day, and the days that the capabilities know, under the person's rights of this moment.</summary>
internal sealed class ReadFeed(DistrictDb db, ReadWork work, IEnumerable<IDates> sources, SiteAddress site, TimeProvider time)
{
    private const int DaysBack = 60, DaysAhead = 400, Most = 2000;

    /// <summary>How often it is written down that somebody read it.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromHours(1);

    /// <summary>The calendar; null where the token opens none.</summary>
    public async Task<string?> Run(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.HashOf(token), time.Now());
        if (await db.Set<CalendarFeed>().AsNoTracking().SingleOrDefaultAsync(f => f.TokenHash == hash, ct) is not { } feed) return null;
        if ((await WorkPeople.Load(db, [feed.Account], ct)).GetValueOrDefault(feed.Account) is not { } person) return null;
        if (feed.ReadAt is not { } read || now - read >= Noted)
            await db.Lease(d => d.Set<CalendarFeed>().Where(f => f.TokenHash == hash).ExecuteUpdateAsync(f => f.SetProperty(x => x.ReadAt, now), ct), ct);
        var language = Language.Find(person.Language) ?? Language.English;
        var asked = await work.Question(person, language, ct);
        var name = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "Chalkline";
        return IcsFile.Write($"Chalkline, {name}", language.Code, now, (await Entries(asked, language, ct)).Take(Most).Select(e =>
            new IcsEvent($"{e.Key}@{db.District.Text}.chalkline", SendMail.OneLine(e.Title), e.First, e.Last, site.Of(db.District, e.Path))));
    }

    /// <summary>In the order of days; what is work and a date is there once.</summary>
    private async Task<IEnumerable<DatedEntry>> Entries(WorkQuestion asked, Language language, CancellationToken ct)
    {
        var (from, to) = (asked.Today.AddDays(-DaysBack), asked.Today.AddDays(DaysAhead));
        var all = new List<DatedEntry>();
        foreach (var line in (await work.Of(asked, ct)).ForUs)
            if (line.Item.Due is { } due) all.Add(new(line.Item.Key, ReminderText.Say(language, nameof(ReminderWords.DueTitle), line.Item.Title), due, due, line.Item.Path));
        foreach (var source in sources) all.AddRange(await source.Of(asked, from, to, ct));
        return all.DistinctBy(e => e.Key).Where(e => e.First <= to && e.Last >= from).OrderBy(e => e.First).ThenBy(e => e.Key, StringComparer.Ordinal);
    }
}
