using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Somebody as whom a click signs in.</summary>
/// <param name="Says">The roles, in words.</param>
public sealed record SignInChoice(AccountId Account, string Name, string Says);

/// <summary>People as whom anybody may sign in by a click on the sign-in page. Nobody contributes any but the demonstration.</summary>
public interface ISignInChoices
{
    /// <summary>Where the form goes, within the district; its field is <c>account</c>.</summary>
    string Path { get; }

    Task<IReadOnlyList<SignInChoice>> Of(DistrictDb db, Language language, CancellationToken ct);
}
