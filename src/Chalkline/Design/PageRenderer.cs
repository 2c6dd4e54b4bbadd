using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chalkline.Design;

/// <summary>Draws a component as HTML. Components take parameters only, so that it needs no services.</summary>
public sealed class PageRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HtmlRenderer _renderer;

    public PageRenderer()
    {
        _services = new ServiceCollection().BuildServiceProvider();
        _renderer = new(_services, NullLoggerFactory.Instance);
    }

    /// <summary>The whole page as text; what a component throws comes out of here, before a byte was sent.</summary>
    public Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent =>
        _renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await _renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }
}
