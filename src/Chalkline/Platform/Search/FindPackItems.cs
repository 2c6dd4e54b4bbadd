using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>Items of the packs that the district uses, by all that they say in the reader's language: data elements, rules of law.</summary>
internal sealed class FindPackItems(DistrictPacks packs, PackReader reader) : ISearchContent
{
    public string Says(Language language) => Wording.Say(SearchPageWords.ResourceManager, language, nameof(SearchPageWords.PackItems));

    public async Task<IReadOnlyList<FoundText>> Find(DistrictDb db, Person person, Language language, SearchWords words, CancellationToken ct)
    {
        if (!person.May(PlatformRights.PacksRead)) return [];
        var found = new List<(bool Called, FoundText Text)>();
        foreach (var use in await DistrictPacks.Current(db).OrderBy(u => u.Pack).Select(u => new { u.Pack, u.Release }).ToListAsync(ct))
        {
            if (await packs.At(db, PackId.Parse(use.Pack), PackVersion.Parse(use.Release), ct) is not { } pack) continue;
            // What an item is called stands under the first key of its kind.
            var name = reader.KindOf(pack).Keys[0].Name;
            foreach (var item in pack.Items.Where(i => words.AreIn(i.Fields.AllTexts.Select(t => t.In(language)).Prepend(i.Id))))
            {
                var title = item.Fields.Text(name)?.In(language) ?? item.Id;
                found.Add((words.AreIn(title), new(title, $"/packs/{pack.Id.Slug}#{item.Id}")));
            }
        }
        return [.. found.OrderByDescending(f => f.Called).Take(Paging.Size).Select(f => f.Text)];
    }
}
