using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Further ways to sign in that a district's sign-in page offers beside password and passkey, each a link.</summary>
public interface ISignInMeans
{
    /// <summary>The links in the order in which they are shown, each with its path within the district.</summary>
    /// <param name="returnTo">Where the person was on the way to, within the district; whoever follows the link is led on to it. Null: to the first page.</param>
    Task<IReadOnlyList<PageLink>> Links(DistrictDb db, Language language, string? returnTo, CancellationToken ct);
}
