namespace Chalkline.Platform;

/// <summary>How versions of a pack may follow on each other.</summary>
public static class PackRules
{
    /// <summary>Why a version cannot be had beside those that there are; null where it can, or is there already with the very same content.</summary>
    /// <param name="known">Of the same pack.</param>
    public static string? AgainstFollowing(Pack pack, IReadOnlyCollection<(PackVersion Version, string Hash)> known)
    {
        foreach (var (version, hash) in known)
        {
            if (version == pack.Version)
                return hash == pack.Hash ? null : $"{version} is there with other content, and a released version never changes; raise the version";
        }
        if (known.Count == 0) return null;
        var newest = known.Max(k => k.Version);
        return pack.Version.CompareTo(newest) > 0 ? null : $"{pack.Version} is lower than {newest}, which is there; a version never shrinks";
    }

    /// <summary>Why a district cannot add the pack at all; null where it can.</summary>
    public static string? AgainstUploading(Pack pack) =>
        pack.Id.IsLocal ? null : $"ids of a district's own packs begin with urn:chalkline:pack:local:, such as urn:chalkline:pack:local:{pack.Id.Name}";
}
