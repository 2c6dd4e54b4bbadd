using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Chalkline.Platform.Access;

/// <summary>Hashes of passwords, made and held against what is typed.</summary>
internal sealed class Passwords
{
    private readonly PasswordHasher<Account> _hasher;
    private readonly string _nobodys;

    public Passwords(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new(options);
        _nobodys = Hash(SecretToken.New());
    }

    // The hasher asks for an account and does not look at it.
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <param name="hash">Null: there is no such account, or it has no password. The answer takes as long.</param>
    public PasswordVerdict Verify(string? hash, string password)
    {
        var verdict = _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, password);
        return hash is null || verdict == PasswordVerificationResult.Failed ? PasswordVerdict.Wrong
            : verdict == PasswordVerificationResult.SuccessRehashNeeded ? PasswordVerdict.RightButOld : PasswordVerdict.Right;
    }
}

/// <summary>A password beside a hash.</summary>
internal enum PasswordVerdict
{
    Wrong,
    Right,

    /// <summary>Right, and the hash is weaker than those of today.</summary>
    RightButOld,
}
