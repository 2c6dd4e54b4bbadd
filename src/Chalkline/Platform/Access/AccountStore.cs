using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Chalkline.Platform.Access;

/// <summary>ASP.NET's Identity on a district's store. It saves nothing by itself: what it changes is saved by the commit that tells of it.</summary>
internal sealed class AccountStore : UserOnlyStore<Account, DistrictDb, AccountId, IdentityUserClaim<AccountId>, IdentityUserLogin<AccountId>,
    IdentityUserToken<AccountId>, IdentityUserPasskey<AccountId>>
{
    public AccountStore(DistrictDb db, IdentityErrorDescriber describer) : base(db, describer) => AutoSaveChanges = false;
}
