using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Chalkline.Platform;

/// <summary>
/// The tokens of a YAML text, one ahead. Not YamlDotNet's parser, which compiles regular expressions for the names of anchors before it reads a
/// word: that alone takes longer than everything else that an evaluation reads.
/// </summary>
internal sealed class YamlTokens(string text)
{
    private readonly Scanner _scanner = new(new StringReader(text));
    private Token? _next;

    /// <summary>The line where the last token that was taken ends, from 1.</summary>
    public int LastLine { get; private set; } = 1;

    /// <summary>The token that comes next, not yet taken.</summary>
    /// <exception cref="YamlException">The text goes wrong here, or ends here.</exception>
    /// <exception cref="InvalidOperationException">The text ends within brackets.</exception>
    public Token Next
    {
        get
        {
            if (_next is not null) return _next;
            if (!_scanner.MoveNextWithoutConsuming()) throw new YamlException("the text ends here, and more was expected");
            _next = _scanner.Current!;
            return _next is Error error ? throw new SyntaxErrorException(error.Start, error.End, error.Value) : _next;
        }
    }

    public Token Take()
    {
        var token = Next;
        _next = null;
        _scanner.ConsumeCurrent();
        LastLine = (int)token.End.Line;
        return token;
    }

    public bool TryTake<T>() where T : Token
    {
        if (Next is not T) return false;
        Take();
        return true;
    }

    /// <summary>Something else stands where this was expected.</summary>
    public YamlException Unexpected(string expected) => new SemanticErrorException(Next.Start, Next.End, expected + " was expected");
}
