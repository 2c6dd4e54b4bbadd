namespace Chalkline.Sample;

/// <summary>Bytes of rows, written field by field without a string between. The caller gives enough room.</summary>
internal ref struct RowBuffer(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    public int Length { get; private set; }

    public void Byte(char ascii) => _bytes[Length++] = (byte)ascii;

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes[Length..]);
        Length += text.Length;
    }

    /// <summary>A number with leading zeros up to the width; it must fit.</summary>
    public void Number(long value, int width)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            _bytes[Length + i] = (byte)('0' + digit);
        }
        Length += width;
    }

    /// <summary>A number 0 to 999 without leading zeros.</summary>
    public void Small(int value) => Number(value, value < 10 ? 1 : value < 100 ? 2 : 3);

    public void Flag(bool value) => Byte(value ? '1' : '0');
}
