using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Web;

/// <summary>
/// One connection for all that a request reads, in place of one a query: each time that PostgreSQL's pool hands one out, the schema is set anew, and all of it undone afterwards.
/// It is given back before the page is made or anything is sent, so that a browser that reads slowly keeps none.
/// </summary>
internal static class HeldConnection
{
    private static readonly object Key = new();

    /// <summary>From here on. Only of requests that have no body: one that comes slowly would keep it, too.</summary>
    public static async Task Hold(HttpContext http, DistrictDb db)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return;
        await db.Database.OpenConnectionAsync(http.RequestAborted);
        http.Items[Key] = db;
        http.Response.OnStarting(() =>
        {
            GiveBack(http);
            return Task.CompletedTask;
        });
    }

    /// <summary>Where something is still being read, as soon as that has ended.</summary>
    public static void GiveBack(HttpContext http)
    {
        if (http.Items.Remove(Key, out var held)) ((DistrictDb)held!).Database.CloseConnection();
    }
}
