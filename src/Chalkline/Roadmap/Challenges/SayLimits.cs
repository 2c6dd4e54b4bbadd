using Chalkline.Platform;

namespace Chalkline.Roadmap.Challenges;

/// <summary>How much the public form takes: gently by address, because a whole school is behind one, and in total, so that nobody fills a district's store.</summary>
internal sealed class SayLimits() : PublicLimits(PerAddress, InTotal)
{
    public const int PerAddress = 20, InTotal = 300;
}
