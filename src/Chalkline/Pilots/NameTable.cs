using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>Numbers for the names that stand in a column, the same for all workers of a reading: in order of first appearance.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Lock _lock = new();

    public NameTable(params IEnumerable<string> known)
    {
        foreach (var name in known) Id(name);
    }

    /// <summary>Read it when the workers have ended.</summary>
    public List<string> Names => _names;

    public int Id(string name)
    {
        lock (_lock)
        {
            if (_ids.TryGetValue(name, out var id)) return id;
            _ids[name] = _names.Count;
            _names.Add(name);
            return _names.Count - 1;
        }
    }

    /// <summary>The number of a name that may not be there: −1.</summary>
    public int Find(string name)
    {
        lock (_lock) return _ids.GetValueOrDefault(name, -1);
    }
}

/// <summary>
/// One worker's view of a <see cref="NameTable"/>: finds a name's number from its UTF-8 bytes without making a string. Open addressing.
/// </summary>
internal sealed class NameCache(NameTable table)
{
    private byte[]?[] _keys = new byte[]?[64];
    private int[] _ids = new int[64];
    private int _count;
    private byte[] _last = [];
    private int _lastId = -1;

    /// <summary>Different names this worker has met.</summary>
    public int Count => _count;

    /// <summary>The name's number; −1 where this worker has not met it.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (_lastId >= 0 && name.SequenceEqual(_last)) return _lastId; // rows with the same value mostly stand together
        var at = Slot(name);
        if (_keys[at] is null) return -1;
        (_last, _lastId) = (_keys[at]!, _ids[at]);
        return _lastId;
    }

    /// <summary>The number of a name that <see cref="Find"/> did not know.</summary>
    public int Add(ReadOnlySpan<byte> name, string text)
    {
        if (_count * 2 >= _keys.Length) Grow();
        var at = Slot(name);
        _keys[at] = name.ToArray();
        _count++;
        return _ids[at] = table.Id(text);
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        var mask = _keys.Length - 1;
        var at = (int)UnitKey.Mixed(name) & mask;
        while (_keys[at] is { } key && !name.SequenceEqual(key)) at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var (keys, ids) = (_keys, _ids);
        _keys = new byte[]?[keys.Length * 2];
        _ids = new int[_keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not { } key) continue;
            var at = Slot(key);
            (_keys[at], _ids[at]) = (key, ids[i]);
        }
    }
}

/// <summary>A unit's identifier as 128 bits.</summary>
internal static class UnitKey
{
    private const ulong Odd1 = 0x9E3779B97F4A7C15UL, Odd2 = 0xD6E8FEB86659FD93UL;

    /// <summary>
    /// Of identifiers up to 15 bytes an exact, invertible image; of longer ones two independent 64-bit hashes, which for a district's
    /// students meet by chance less than once in 10²⁰ readings. Never 0.
    /// </summary>
    public static UnitId Of(ReadOnlySpan<byte> id)
    {
        ulong high = 0, low = 0;
        if (id.Length <= 15)
        {
            low = Tail(id[..Math.Min(8, id.Length)]);
            if (id.Length > 8) high = Tail(id[8..]);
            high |= (ulong)(id.Length + 1) << 56;
        }
        else
        {
            low = Mixed(id);
            high = Hash(id, Odd2) | 1UL << 63;
        }
        // Feistel rounds: invertible, and every bit of one half depends on all of the other.
        low ^= Finish(high);
        high ^= Finish(low);
        low ^= Finish(high);
        return (high | low) == 0 ? new UnitId(1, 1) : new UnitId(high, low);
    }

    /// <summary>A 64-bit hash of bytes.</summary>
    public static ulong Mixed(ReadOnlySpan<byte> bytes) => Hash(bytes, Odd1);

    private static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Finish(hash ^ BitConverter.ToUInt64(bytes)) + seed;
            bytes = bytes[8..];
        }
        return Finish(hash ^ Tail(bytes));
    }

    /// <summary>Up to eight bytes as a number, the first one lowest.</summary>
    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 8) return BitConverter.ToUInt64(bytes);
        ulong tail = 0;
        for (var i = 0; i < bytes.Length; i++) tail |= (ulong)bytes[i] << (8 * i);
        return tail;
    }

    private static ulong Finish(ulong x)
    {
        x = unchecked((x ^ (x >> 32)) * Odd2);
        x = unchecked((x ^ (x >> 29)) * Odd1);
        return x ^ (x >> 32);
    }
}
