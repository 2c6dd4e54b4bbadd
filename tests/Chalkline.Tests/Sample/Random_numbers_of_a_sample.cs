using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Sample;

public sealed class Random_numbers_of_a_sample
{
    [Fact]
    public void are_those_of_the_published_xoshiro256_star_star()
    {
        var random = new SampleRandom(1, 2, 3, 4);

        Assert.Equal(
            [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832],
            Enumerable.Range(0, 8).Select(_ => random.Next()));
    }

    [Fact]
    public void are_seeded_by_the_published_SplitMix64()
    {
        var state = 1234567UL;

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => SampleRandom.SplitMix64(ref state)).ToArray());
    }

    // R: qnorm(p)
    [Theory]
    [InlineData(1e-16, -8.2220822161304348)]
    [InlineData(1e-12, -7.0344838253011321)]
    [InlineData(1e-8, -5.61200124417479)]
    [InlineData(.001, -3.0902323061678132)]
    [InlineData(.0249, -1.9616778690637862)]
    [InlineData(.0751, -1.4388253927525398)]
    [InlineData(.3, -.52440051270804067)]
    [InlineData(.5, 0)]
    [InlineData(.6, .25334710313579978)]
    [InlineData(.975, 1.9599639845400536)]
    [InlineData(.99999, 4.2648907939238399)]
    public void are_normal_by_the_quantile_that_R_has(double p, double z) => Assert.Equal(z, NormalQuantile.At(p), 4e-15);

    [Fact]
    public void differ_between_seeds_purposes_and_indexes()
    {
        ulong[] first =
        [
            SampleRandom.Stream(1, StreamPurpose.School, 0).Next(), SampleRandom.Stream(2, StreamPurpose.School, 0).Next(),
            SampleRandom.Stream(1, StreamPurpose.SchoolSizes, 0).Next(), SampleRandom.Stream(1, StreamPurpose.School, 1).Next(),
        ];

        Assert.Equal(4, first.Distinct().Count());
    }
}
