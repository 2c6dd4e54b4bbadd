using System.Diagnostics.CodeAnalysis;
using System.Reflection;

// In the namespace of the whole program, so that it comes before the framework's methods of the same names.
namespace Chalkline;

/// <summary>
/// <c>MapGet</c> and <c>MapPost</c> as the framework has them, but a handler's parameters are bound by code that is compiled when the endpoint is first asked for. There are hundreds
/// of endpoints, and to compile them all took most of a start.
/// </summary>
internal static class LateBoundEndpoints
{
    private static readonly string[] Get = [HttpMethods.Get], Post = [HttpMethods.Post];

    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, handler, Get);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, handler, Post);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string pattern, Delegate handler, string[] methods) =>
        RouteHandlerServices.Map(routes, pattern, handler, methods, Infer, Bind);

    private static RequestDelegateMetadataResult Infer(MethodInfo method, RequestDelegateFactoryOptions? options) => RequestDelegateFactory.InferMetadata(method, options);

    private static RequestDelegateResult Bind(Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        // What was inferred is inferred again then: to keep it is to keep a table of converters an endpoint, which are megabytes.
        var bound = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options).RequestDelegate);
        return new(http => bound.Value(http), metadata?.EndpointMetadata ?? []);
    }
}
