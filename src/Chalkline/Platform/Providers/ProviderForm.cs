using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Platform.Providers;

/// <summary>A provider as its form has it; what was not sent has its usual value.</summary>
public sealed record ProviderForm
{
    public const string Google = "google", Entra = "entra", Other = "other";

    public string? Name { get; init; }
    public string? Issuer { get; init; }
    public string? ClientId { get; init; }

    /// <summary>Empty: the one that is kept stays.</summary>
    public string? Secret { get; init; }
    public string? Scopes { get; init; } = "openid email profile";
    public string? EmailClaim { get; init; } = "email";
    public string? NameClaim { get; init; } = "name";
    public string? GroupsClaim { get; init; }
    public string? HostedDomain { get; init; }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public string? TrustsEmail { get; init; } = "no";

    /// <summary>Of the record that the form was filled in on.</summary>
    public string? Version { get; init; }

    /// <summary>What is known before anything is typed.</summary>
    public static ProviderForm Preset(string? kind) => kind switch
    {
        // Google's tokens have no groups, so there is no claim to name.
        Google => new() { Name = "Google", Issuer = ReadProvider.GoogleIssuer },
        Entra => new() { Name = "Microsoft", Issuer = "https://login.microsoftonline.com/TENANT-ID/v2.0", GroupsClaim = "groups", TrustsEmail = "yes" },
        _ => new() { GroupsClaim = "groups" },
    };

    internal static ProviderForm Of(SignInProvider p) => new()
    {
        Name = p.Name,
        Issuer = p.Issuer,
        ClientId = p.ClientId,
        Scopes = p.Scopes,
        EmailClaim = p.EmailClaim,
        NameClaim = p.NameClaim,
        GroupsClaim = p.GroupsClaim,
        HostedDomain = p.HostedDomain,
        TrustsEmail = p.TrustsEmail ? "yes" : "no",
        Version = p.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>A provider as a form asks for it, without faults.</summary>
/// <param name="Secret">Null: the one that is kept stays.</param>
internal sealed record ProviderValues(string Name, string Issuer, string ClientId, string? Secret, string Scopes, string EmailClaim, string NameClaim, string? GroupsClaim,
    string? HostedDomain, bool TrustsEmail);

/// <summary>Reads a provider's form.</summary>
internal static class ReadProvider
{
    public const string GoogleIssuer = "https://accounts.google.com";

    private static readonly string[] EntraHosts = ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"];

    /// <param name="kept">The provider whose secret stays where none is typed; null for a new one.</param>
    /// <param name="settings">Which issuers may be entered here.</param>
    /// <param name="faults">What is wrong, by field.</param>
    /// <returns>Null where something is wrong.</returns>
    public static ProviderValues? Run(ProviderForm form, SignInProvider? kept, ProviderSettings settings, Language language, Faults faults)
    {
        var values = new ProviderValues(Text(form.Name), Text(form.Issuer), Text(form.ClientId), Optional(form.Secret), string.Join(' ', Text(form.Scopes).Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            Text(form.EmailClaim), Text(form.NameClaim), Optional(form.GroupsClaim), Optional(form.HostedDomain)?.ToLowerInvariant(), form.TrustsEmail == "yes");
        Length("name", values.Name, ProviderLimits.Name);
        Length("clientId", values.ClientId, ProviderLimits.ClientId);
        Length("emailClaim", values.EmailClaim, ProviderLimits.Claim);
        Length("nameClaim", values.NameClaim, ProviderLimits.Claim);
        if (values.GroupsClaim is { } groups) Length("groupsClaim", groups, ProviderLimits.Claim);
        if (AgainstIssuer(values.Issuer, settings) is { } issuer) Add("issuer", issuer);
        if (values.Secret is { Length: > ProviderLimits.Secret }) Add("secret", nameof(ProviderWords.TooLong), ProviderLimits.Secret);
        else if (values.Secret is null && kept?.ProtectedSecret is null) Add("secret", nameof(ProviderWords.SecretMissing));
        // The secret that is kept was given to one issuer: no other is to see it.
        else if (values.Secret is null && kept!.Issuer != values.Issuer) Add("secret", nameof(ProviderWords.SecretAgain));
        if (values.Scopes.Length > ProviderLimits.Scopes) Add("scopes", nameof(ProviderWords.TooLong), ProviderLimits.Scopes);
        else if (!values.Scopes.Split(' ').Contains("openid") || values.Scopes.Any(c => c is < ' ' or > '~' or '"' or '\\')) Add("scopes", nameof(ProviderWords.ScopesWrong));
        if (values.HostedDomain is { } domain && (domain.Length > ProviderLimits.Domain || Uri.CheckHostName(domain) != UriHostNameType.Dns)) Add("hostedDomain", nameof(ProviderWords.DomainWrong));
        if (values.HostedDomain is null && values.Issuer == GoogleIssuer) Add("hostedDomain", nameof(ProviderWords.DomainMissing));
        return faults.None ? values : null;

        void Length(string field, string text, int most)
        {
            if (text.Length == 0) Add(field, nameof(ProviderWords.Missing));
            else if (text.Length > most) Add(field, nameof(ProviderWords.TooLong), most);
        }

        void Add(string field, string word, params object[] with) => faults.Add(field, Wording.Say(ProviderWords.ResourceManager, language, word, with));
    }

    /// <summary>The word for what is wrong with an issuer; null where nothing is.</summary>
    private static string? AgainstIssuer(string text, ProviderSettings settings)
    {
        if (text.Length == 0) return nameof(ProviderWords.Missing);
        if (text.Length > ProviderLimits.Issuer) return nameof(ProviderWords.IssuerTooLong);
        if (!settings.MayAsk(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Query.Length > 0 || uri.Fragment.Length > 0) return nameof(ProviderWords.IssuerWrong);
        // Entra's addresses for several tenants let people of other organizations in.
        return EntraHosts.Contains(uri.Host) && !(uri.Segments.Length > 1 && Guid.TryParse(uri.Segments[1].TrimEnd('/'), out _)) ? nameof(ProviderWords.IssuerTenant) : null;
    }

    private static string Text(string? typed) => typed?.Trim() ?? "";

    private static string? Optional(string? typed) => Text(typed) is { Length: > 0 } text ? text : null;
}
