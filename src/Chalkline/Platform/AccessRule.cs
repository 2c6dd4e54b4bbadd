using Chalkline.Platform.Access;

namespace Chalkline.Platform;

/// <summary>Who may use an endpoint: every one has exactly one, and the access matrix in <c>docs/</c> is made of them.</summary>
public abstract record AccessRule
{
    private AccessRule()
    {
    }

    /// <summary>Anyone, signed in or not, for a reason.</summary>
    public sealed record Anyone(string Why) : AccessRule;

    /// <summary>Everyone who is signed in, on matters of their own.</summary>
    public sealed record SignedIn(string Why) : AccessRule;

    public sealed record Needs(Right Right) : AccessRule;
}

/// <summary>How an endpoint says who may use it. One that says nothing is closed.</summary>
public static class AccessRules
{
    public static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint, string why) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule.Anyone(why)).AllowAnonymous();

    public static TBuilder ForSignedIn<TBuilder>(this TBuilder endpoint, string why) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule.SignedIn(why)).RequireAuthorization(p => p.RequireAuthenticatedUser());

    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Right right) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule.Needs(right)).RequireAuthorization(p => p.AddRequirements(new RightRequirement(right)));
}
