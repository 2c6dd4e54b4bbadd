namespace Chalkline.Platform;

/// <summary>Where clamd, the antivirus daemon, listens: a host and port, or a Unix socket.</summary>
/// <param name="Port">0 for a socket.</param>
public readonly record struct ClamdAddress(string Host, int Port)
{
    private const int UsualPort = 3310;

    /// <summary>Reads <c>host:3310</c>, <c>host</c> or <c>/run/clamav/clamd.ctl</c>; null for what is none.</summary>
    public static ClamdAddress? Parse(string text)
    {
        if (text.StartsWith('/')) return new(text, 0);
        return Uri.TryCreate("clamd://" + text, UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, AbsolutePath: "" or "/", Query: "", UserInfo: "" }
            ? new(uri.Host, uri.Port < 0 ? UsualPort : uri.Port) : null;
    }

    public override string ToString() => Port == 0 ? Host : $"{Host}:{Port}";
}
