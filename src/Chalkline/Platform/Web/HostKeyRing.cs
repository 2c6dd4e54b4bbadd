using System.Xml.Linq;
using Chalkline.Platform.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Chalkline.Platform.Web;

/// <summary>Keys of data protection in the host's store, so that they outlive a restart and all nodes share them.</summary>
internal sealed class HostKeyRing(DistrictStores stores) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        // In plain SQL, because every start waits for it; and not asynchronous, because data protection is not.
        using var connection = stores.OpenHostConnection(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM protection_key";
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var host = stores.OpenHost();
        host.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        host.SaveChanges();
    }
}
