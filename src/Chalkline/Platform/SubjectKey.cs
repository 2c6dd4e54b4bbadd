using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chalkline.Platform.Auditing;

namespace Chalkline.Platform;

/// <summary>
/// What the audit log says of a value about a student: not the value, but the HMAC-SHA-256 of its canonical JSON under a key of that student's
/// own. Whoever has the value and the key can show that the log means it; deleting the student destroys the key, and the log keeps verifying.
/// </summary>
public sealed class SubjectKey
{
    private SubjectKey(Guid subject, byte[] key) => (Subject, Key) = (subject, key);

    /// <summary>The student's id.</summary>
    public Guid Subject { get; private init; }

    /// <summary>32 random bytes.</summary>
    public byte[] Key { get; private init; }

    public static SubjectKey New(Guid subject) => new(subject, RandomNumberGenerator.GetBytes(32));

    /// <summary>The value as it may stand in the log: <c>hmac:</c> and 64 hexadecimal digits.</summary>
    public string Seal(JsonNode? value) => "hmac:" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, CanonicalJson.Bytes(value)));

    /// <summary>Whether what the log has is the seal of this value.</summary>
    public bool Sealed(string sealedText, JsonNode? value) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Seal(value)), System.Text.Encoding.UTF8.GetBytes(sealedText));
}
