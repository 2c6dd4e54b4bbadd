using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Chalkline.Tests.People;

/// <summary>An authenticator in memory (WebAuthn Level 3): one ES256 credential, attestation "none", and the browser that talks to it.</summary>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, HasCredential = 0x40;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);

    /// <summary>Counted up by every signature; 0 stays 0, as with passkeys that are synced.</summary>
    public uint Counter { get; set; } = 1;

    public byte[]? UserHandle { get; set; }

    /// <summary>What the page's address is, as the browser puts it into what is signed.</summary>
    public string Origin { get; init; } = origin;

    /// <summary><c>navigator.credentials.create</c>, as JSON.</summary>
    public JsonObject Create(JsonNode options)
    {
        UserHandle = Base64Url.DecodeFromChars(options["user"]!["id"]!.GetValue<string>());
        var client = ClientData("webauthn.create", options);
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString([.. AuthenticatorData(options["rp"]!["id"]!.GetValue<string>(), HasCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()]);
        writer.WriteEndMap();
        return Credential(new JsonObject { ["clientDataJSON"] = Text(client), ["attestationObject"] = Text(writer.Encode()), ["transports"] = new JsonArray("internal") });
    }

    /// <summary><c>navigator.credentials.get</c>, as JSON.</summary>
    public JsonObject Get(JsonNode options)
    {
        if (Counter > 0) Counter++;
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options["rpId"]!.GetValue<string>(), 0);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(signature),
            ["userHandle"] = Text(UserHandle!),
        });
    }

    public void Dispose() => _key.Dispose();

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Text(_id),
        ["rawId"] = Text(_id),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] ClientData(string type, JsonNode options) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = options["challenge"]!.GetValue<string>(), ["origin"] = Origin, ["crossOrigin"] = false }.ToJsonString());

    private byte[] AuthenticatorData(string relyingParty, byte more)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), (byte)(UserPresent | UserVerified | more), .. counter];
    }

    /// <summary>COSE: kty EC2, alg ES256, curve P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (key, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            writer.WriteInt32(key);
            writer.WriteInt32(value);
        }
        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
