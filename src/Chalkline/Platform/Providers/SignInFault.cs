using Chalkline.Design;

namespace Chalkline.Platform.Providers;

/// <summary>Why a sign-in by a provider came to nothing. Words: <c>Fault…</c>; each says what would mend it and who can.</summary>
internal enum SignInFault
{
    /// <summary>No such provider, or it is disabled or has no secret.</summary>
    NotOffered,

    /// <summary>The answer belongs to no sign-in that this browser has begun: forged, sent twice, or too late.</summary>
    NotBegun,

    /// <summary>The person, or the provider, said no.</summary>
    Declined,
    Unreachable,

    /// <summary>The provider does not know us: client id or secret are wrong.</summary>
    ClientRefused,
    CodeRefused,
    NoToken,
    TokenUnreadable,
    TokenAlgorithm,
    TokenSignature,
    TokenIssuer,
    TokenAudience,
    TokenExpired,
    TokenNonce,

    /// <summary>The person is of another domain than the one that may sign in.</summary>
    OtherDomain,
    NoEmail,
    EmailNotVerified,

    /// <summary>Nobody has invited the person, and no group of theirs gives a role.</summary>
    NotInvited,

    /// <summary>The e-mail address is of an account that another person at the same provider signs in to.</summary>
    OtherSubject,
    Deactivated,

    /// <summary>The person is in too many groups for the provider to name them.</summary>
    GroupsNotTold,
}

/// <summary>Faults as answers.</summary>
internal static class SignInFaults
{
    public static int Status(this SignInFault fault) => fault switch
    {
        SignInFault.NotOffered => StatusCodes.Status404NotFound,
        SignInFault.NotBegun or SignInFault.CodeRefused => StatusCodes.Status400BadRequest,
        SignInFault.Unreachable => StatusCodes.Status503ServiceUnavailable,
        SignInFault.ClientRefused or SignInFault.NoToken or SignInFault.TokenUnreadable or SignInFault.TokenAlgorithm or SignInFault.TokenSignature or SignInFault.TokenIssuer
            or SignInFault.TokenAudience or SignInFault.TokenExpired or SignInFault.TokenNonce => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status403Forbidden,
    };

    /// <param name="provider">Its name on the button.</param>
    public static string Text(this SignInFault fault, Language language, string provider) =>
        Wording.Say(ProviderWords.ResourceManager, language, "Fault" + fault, provider);
}
