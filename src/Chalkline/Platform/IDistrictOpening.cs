namespace Chalkline.Platform;

/// <summary>What is checked and done before a district is served for the first time by this process: contributed by a capability.</summary>
public interface IDistrictOpening
{
    /// <exception cref="StoreRefusalException">The district must not be served by this program as it stands.</exception>
    Task Open(DistrictDb db, CancellationToken ct);
}
