using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chalkline.Platform;

/// <summary>An address to listen at.</summary>
/// <param name="Host"><c>localhost</c> (IPv4 and IPv6), an IP address, or <c>*</c> for all of this computer's.</param>
/// <param name="Ip">Null where all are meant.</param>
/// <param name="Port">0: a free one.</param>
public readonly record struct ListenAddress(bool IsHttps, string Host, IPAddress? Ip, int Port)
{
    public bool IsLoopback => Ip is not null && IPAddress.IsLoopback(Ip);

    /// <summary>Null where the text is none: a scheme, a host, and a port unless it is the scheme's own.</summary>
    public static ListenAddress? Parse(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end < 0 || text[..end] is not ("http" or "https")) return null;
        var (secure, rest) = (text[..end] == "https", text[(end + 3)..].TrimEnd('/'));
        var colon = rest.EndsWith(']') ? -1 : rest.LastIndexOf(':');
        var (host, port) = (colon < 0 ? rest : rest[..colon], secure ? 443 : 80);
        if (colon >= 0 && (!int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort)) return null;
        if (host == "*") return new(secure, host, null, port);
        // A free port cannot be the same on both loopback addresses.
        if (host == "localhost") return port == 0 ? null : new(secure, host, IPAddress.Loopback, port);
        if (!IPAddress.TryParse(host, out var ip)) return null;
        return ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? new(secure, "*", null, port) : new(secure, host, ip, port);
    }

    /// <summary>Why nobody could listen here now; null where somebody could.</summary>
    internal string? Fault()
    {
        try
        {
            using var listener = new TcpListener(Ip ?? IPAddress.Any, Port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "is in use by another program" : "cannot be listened at: " + e.Message;
        }
    }

    /// <summary>As it is typed in a browser on this computer.</summary>
    public override string ToString() => Address(IsHttps, Ip is null ? "localhost" : Host, Port);

    internal static string Address(bool secure, string host, int port) =>
        (secure ? "https://" : "http://") + host + (port == (secure ? 443 : 80) ? "" : ":" + port.ToString(CultureInfo.InvariantCulture));
}
