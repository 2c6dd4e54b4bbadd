using Chalkline.Platform;
using Chalkline.Tools.Imports;
using Chalkline.Tools.PublicPage;
using Chalkline.Tools.Register;
using Chalkline.Tools.Requests;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools;

/// <summary>How tools stand in a district's store, part by part.</summary>
internal sealed class ToolsMapping : IStoreMapping
{
    private static readonly IReadOnlyList<IStoreMapping> Parts = [new RegisterMapping(), new ImportsMapping(), new PublicPageMapping(), new RequestMapping()];

    public IReadOnlyList<ISearchEntries> Search { get; } = [.. Parts.SelectMany(p => p.Search)];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        foreach (var part in Parts) part.Conventions(conventions);
    }

    public void Map(ModelBuilder model)
    {
        foreach (var part in Parts) part.Map(model);
    }
}
