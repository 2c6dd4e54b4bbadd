using System.Xml.Linq;
using Chalkline.Platform.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Web;

/// <summary>Keys of data protection in the host's store, so that they outlive a restart and all nodes share them.</summary>
internal sealed class HostKeyRing(DistrictStores stores) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var host = stores.OpenHost();
        return [.. host.ProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var host = stores.OpenHost();
        host.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        host.SaveChanges();
    }
}
