using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A sentence across the top of every page, such as that all of it is invented.</summary>
public interface IRibbon
{
    string Says(Language language);
}
