using Microsoft.AspNetCore.Authorization;

namespace Chalkline.Platform.Access;

/// <summary>A right, as ASP.NET's authorization asks for it.</summary>
internal sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

/// <summary>Met by a person for whom the right goes anywhere; how far is the query's business.</summary>
internal sealed class RightHandler : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.Person() is { } person && person.May(requirement.Right)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
