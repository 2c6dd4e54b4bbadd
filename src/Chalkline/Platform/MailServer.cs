using System.Globalization;

namespace Chalkline.Platform;

/// <summary>How the line to the mail server is encrypted.</summary>
public enum MailTls
{
    /// <summary>Not at all: for a server on this computer.</summary>
    None,

    /// <summary>From the server's offer on; a server that offers none is not used.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}

/// <summary>The server that takes the installation's mail.</summary>
/// <param name="User">Null: it takes mail without a sign-in.</param>
/// <param name="From">The sender: an address, or a name with an address.</param>
public sealed record MailServer(string Host, int Port, MailTls Tls, string? User, string? Password, string From)
{
    /// <summary>For people: never the password.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}, {(Tls == MailTls.None ? "unencrypted" : Tls == MailTls.Tls ? "TLS" : "STARTTLS")}{(User is null ? "" : ", with a sign-in")}, as {From}");
}
