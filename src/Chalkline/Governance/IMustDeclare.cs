using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Who must declare conflicts of interest though no role says so: contributed by whoever makes them answer for something. Those who review or decide must by their roles.</summary>
public interface IMustDeclare
{
    IQueryable<AccountId> Of(DistrictDb db);
}
