using Chalkline.Platform;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Blocking;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Imports;
using Chalkline.Tools.Incidents;
using Chalkline.Tools.Procurement;
using Chalkline.Tools.PublicPage;
using Chalkline.Tools.Register;
using Chalkline.Tools.Requests;
using Chalkline.Tools.Vetting;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools;

/// <summary>How tools stand in a district's store, part by part.</summary>
internal sealed class ToolsMapping : IStoreMapping
{
    private static readonly IReadOnlyList<IStoreMapping> Parts =
        [new RegisterMapping(), new ImportsMapping(), new PublicPageMapping(), new RequestMapping(), new AgreementMapping(), new DataMapping(), new PurchaseMapping(), new VettingMapping(),
            new IncidentMapping(), new BlockMapping()];

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
