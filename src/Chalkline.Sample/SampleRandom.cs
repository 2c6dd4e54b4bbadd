namespace Chalkline.Sample;

/// <summary>
/// xoshiro256** 1.0 (Blackman and Vigna 2018, public domain reference at prng.di.unimi.it), its state filled by SplitMix64 as its authors advise.
/// Our own, because <see cref="Random"/> does not promise the same numbers in the next release, and a sample must be the same for ever.
/// </summary>
/// <remarks>
/// Normals are made by inversion (<see cref="NormalQuantile"/>), one a draw. Everything from the bits to the printed decimals uses only
/// + − × ÷ and square root, which IEEE 754 rounds the same everywhere and which the runtime does not fuse; the logarithm, sine and
/// exponential of a platform's library may differ in the last bit, and are not used.
/// </remarks>
internal sealed class SampleRandom
{
    private ulong _s0, _s1, _s2, _s3;

    internal SampleRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>
    /// The stream of one purpose and one index (a school, say) under a seed. Streams are independent and can be made in any order,
    /// so that schools are generated in parallel and still come out the same.
    /// </summary>
    public static SampleRandom Stream(ulong seed, StreamPurpose purpose, ulong index)
    {
        var state = seed;
        state = SplitMix64(ref state) ^ (ulong)purpose;
        state = SplitMix64(ref state) ^ index;
        state = SplitMix64(ref state);
        return new(SplitMix64(ref state), SplitMix64(ref state), SplitMix64(ref state), SplitMix64(ref state));
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014; constants of Vigna's reference).</summary>
    internal static ulong SplitMix64(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong Next()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on the open interval (0, 1): the middles of 2⁵² equal cells, each exactly a double.</summary>
    public double Uniform() => ((Next() >> 12) + .5) * (1.0 / (1L << 52));

    public double Normal() => NormalQuantile.At(Uniform());

    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>Uniform on 0 … <paramref name="count"/> − 1 (Lemire's multiplication; its bias, at most count/2⁶⁴, is left in).</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Fisher and Yates.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

/// <summary>What a stream of random numbers is for. The numbers are part of the seed's meaning and never change.</summary>
internal enum StreamPurpose : ulong { SchoolAssignment = 1, SchoolSizes = 2, School = 3 }
