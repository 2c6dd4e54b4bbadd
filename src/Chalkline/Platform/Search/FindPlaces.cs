using Chalkline.Design;

namespace Chalkline.Platform.Search;

/// <summary>Places of the navigation, by what they are called and what one finds there.</summary>
internal sealed class FindPlaces(IEnumerable<INavigation> navigation) : ISearchContent
{
    public string Says(Language language) => Wording.Say(SearchPageWords.ResourceManager, language, nameof(SearchPageWords.Places));

    public Task<IReadOnlyList<FoundText>> Find(DistrictDb db, Person person, Language language, SearchWords words, CancellationToken ct)
    {
        var links = navigation.SelectMany(n => n.LinksFor(person, language)).Where(l => words.AreIn(l.Text, l.Sentence ?? ""));
        // What is called so comes before what only tells of it.
        return Task.FromResult<IReadOnlyList<FoundText>>([.. links.OrderByDescending(l => words.AreIn(l.Text)).Take(Paging.Size).Select(l => new FoundText(l.Text, l.Path))]);
    }
}
