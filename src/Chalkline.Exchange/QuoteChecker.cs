using System.Numerics;

namespace Chalkline.Exchange;

/// <summary>
/// Holds a block to RFC 4180 where it has quotes: one opens only at a field's start and closes only at its end, spaces aside; two in
/// a row inside are one. Anything else is a fault, since a single stray quote would shift every field after it.
/// </summary>
internal struct QuoteChecker(RecordBlock block, byte delimiter)
{
    private bool mayOpen = true;
    private bool closedBefore;
    private int lastOpened;

    /// <summary>The first fault, if there was one.</summary>
    public ExchangeException? Fault { get; private set; }

    /// <summary>Its position in the block, within the last step.</summary>
    public int FaultPlace { get; private set; }

    /// <param name="at">Position of the 64 bytes.</param>
    /// <param name="separators">Delimiters and line breaks outside quotes.</param>
    /// <param name="marks">Quotes.</param>
    /// <param name="within">Bytes inside quotes, the opening one included and the closing one not.</param>
    public void Step(int at, ulong separators, ulong marks, ulong within, string path)
    {
        var opening = marks & within;
        var closing = marks & ~within;
        var legalBefore = ((separators | closing) << 1) | (mayOpen ? 1UL : 0);
        var closed = (closing << 1) | (closedBefore ? 1UL : 0);
        var suspects = (opening & ~legalBefore) | (closed & ~(separators | opening));
        for (; suspects != 0 && Fault is null; suspects &= suspects - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(suspects);
            if (place >= block.End) break;
            var afterClosing = ((closed >> (place - at)) & 1) != 0;
            if (afterClosing ? EndsAfterSpaces(place) : StartsBeforeSpaces(place)) continue;
            Fault = Stray(place, afterClosing, path);
            FaultPlace = place;
        }
        mayOpen = (separators | closing) >> 63 != 0;
        closedBefore = closing >> 63 != 0;
        if (opening != 0) lastOpened = at + BitOperations.Log2(opening);
    }

    public readonly ExchangeException Unclosed(string path) =>
        new("a quote is opened and never closed", path, block.LineAt(lastOpened));

    private readonly ExchangeException Stray(int place, bool afterClosing, string path) => afterClosing
        ? new("text after a closing quote; inside a quoted field a quote is written twice", path, block.LineAt(place - 1))
        : new("a quote inside a field that does not begin with one; put the field in quotes and write the quote twice", path, block.LineAt(place));

    private readonly bool EndsAfterSpaces(int place)
    {
        for (; place < block.End; place++)
        {
            var c = block.Buffer[place];
            if (c == delimiter || c == (byte)'\n') return true;
            if (!RecordBlock.IsSpace(c)) return false;
        }
        return true;
    }

    private readonly bool StartsBeforeSpaces(int place)
    {
        for (place--; place >= RecordBlock.Front; place--)
        {
            var c = block.Buffer[place];
            if (c == delimiter || c == (byte)'\n') return true;
            if (!RecordBlock.IsSpace(c)) return false;
        }
        return true;
    }
}
