using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Chalkline.Platform.Reminders;

/// <summary>Which server takes the installation's mail.</summary>
/// <param name="Server">Null: mail is not set up.</param>
internal sealed record MailSettings(MailServer? Server);

/// <summary>Senders of mail.</summary>
internal static class MailSender
{
    /// <summary>An address, or a name with an address.</summary>
    public static bool IsOne(string text) => !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var sender) && sender.Domain.Length > 0;
}

/// <summary>What came of handing one message to the mail server.</summary>
internal abstract record SendMailResult
{
    private SendMailResult()
    {
    }

    public sealed record Sent : SendMailResult;

    /// <summary>This message is not taken; others may be.</summary>
    /// <param name="ForGood">Trying again does not help (a reply of 500 and more).</param>
    public sealed record NotTaken(bool ForGood, int Reply) : SendMailResult;

    /// <summary>The server takes nobody's mail as things stand.</summary>
    public sealed record Down(MailFault Fault, int? Reply) : SendMailResult;
}

/// <summary>A message for one person: text and the same as a page.</summary>
/// <param name="Id">The same for the same digest, so that a mail program which got it twice shows it once.</param>
internal sealed record OutgoingMail(string To, string Subject, string Text, string Html, string Id);

/// <summary>One connection to the mail server, for as many messages as there are; opened by the first.</summary>
internal sealed class SendMail(MailServer server, TimeProvider time) : IAsyncDisposable
{
    private const int PatienceMilliseconds = 20_000;

    /// <summary>RFC 5321: the server closes the channel.</summary>
    private const int Closing = 421, Permanent = 500;

    // Whether a certificate was revoked is not asked, as of every other line of this program: many districts' servers may not ask outside.
    private readonly SmtpClient _smtp = new() { Timeout = PatienceMilliseconds, CheckCertificateRevocation = false };

    public async Task<SendMailResult> Run(OutgoingMail mail, CancellationToken ct)
    {
        if (!MailboxAddress.TryParse(mail.To, out var to)) return new SendMailResult.NotTaken(ForGood: true, Permanent);
        using var message = Message(mail, to);
        try
        {
            await Connect(ct);
            await _smtp.SendAsync(message, ct);
            return new SendMailResult.Sent();
        }
        catch (SmtpCommandException e) when (e.ErrorCode != SmtpErrorCode.SenderNotAccepted && (int)e.StatusCode is not Closing)
        {
            return new SendMailResult.NotTaken((int)e.StatusCode >= Permanent, (int)e.StatusCode);
        }
        catch (Exception e) when (DownBy(e, ct) is { } down)
        {
            return down;
        }
    }

    /// <summary>Connects and signs in, and sends nothing. Null: it can be used.</summary>
    public async Task<SendMailResult.Down?> Look(CancellationToken ct)
    {
        try
        {
            await Connect(ct);
            return null;
        }
        catch (Exception e) when (DownBy(e, ct) is { } down)
        {
            return down;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_smtp.IsConnected) await _smtp.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException)
        {
            // It has hung up first.
        }
        _smtp.Dispose();
    }

    private async Task Connect(CancellationToken ct)
    {
        if (!_smtp.IsConnected)
        {
            await _smtp.ConnectAsync(server.Host, server.Port, server.Tls switch
            {
                MailTls.None => SecureSocketOptions.None,
                MailTls.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.StartTls,
            }, ct);
        }
        if (server.User is { } user && !_smtp.IsAuthenticated) await _smtp.AuthenticateAsync(user, server.Password ?? "", ct);
    }

    private static SendMailResult.Down? DownBy(Exception e, CancellationToken ct) => e switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => new(MailFault.SenderRefused, (int)refused.StatusCode),
        SmtpCommandException refused => new(MailFault.NotReached, (int)refused.StatusCode),
        MailKit.Security.AuthenticationException => new(MailFault.SignInRefused, null),
        SslHandshakeException or NotSupportedException => new(MailFault.NotEncrypted, null),
        IOException or SocketException or ProtocolException or TimeoutException or ServiceNotConnectedException => new(MailFault.NotReached, null),
        OperationCanceledException when !ct.IsCancellationRequested => new(MailFault.NotReached, null),
        _ => null,
    };

    private MimeMessage Message(OutgoingMail mail, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(server.From);
        var message = new MimeMessage { Subject = OneLine(mail.Subject), Date = time.Now(), MessageId = $"{mail.Id}@{from.Domain}" };
        message.From.Add(from);
        message.To.Add(to);
        // RFC 3834: nobody's answering machine is to answer.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new MultipartAlternative { new TextPart("plain") { Text = mail.Text }, new TextPart("html") { Text = mail.Html } };
        return message;
    }

    /// <summary>What stands in a header is one line, whatever somebody typed as a name.</summary>
    internal static string OneLine(string text) => string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
