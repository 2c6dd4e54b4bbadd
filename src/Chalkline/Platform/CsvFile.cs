using System.Globalization;
using Chalkline.Exchange;
using Microsoft.Net.Http.Headers;

namespace Chalkline.Platform;

/// <summary>A list as a CSV file, row by row.</summary>
public static class CsvFile
{
    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="rows">As many cells as the header has; null is an empty cell.</param>
    public static IResult Of(string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows) => new Answer(name, header, rows);

    /// <summary>
    /// A cell that a spreadsheet would take for a formula (it begins with = + - @, tab or return, and is no number) gets an apostrophe before it, as
    /// OWASP advises.
    /// </summary>
    public static string Harmless(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        && !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;

    private sealed class Answer(string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/csv; charset=utf-8";
            httpContext.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name + ".csv" }.ToString();
            var ct = httpContext.RequestAborted;
            // The writer is synchronous: a block of rows is written to memory, then sent.
            using var block = new MemoryStream();
            using var writer = new DelimitedWriter(block);
            Write(writer, header);
            await foreach (var row in rows.WithCancellation(ct))
            {
                Write(writer, row);
                if (block.Length > 64 << 10) await Send();
            }
            await Send();

            async Task Send()
            {
                writer.Flush();
                await httpContext.Response.Body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), ct);
                block.SetLength(0);
            }
        }

        private static void Write(DelimitedWriter writer, IReadOnlyList<string?> cells)
        {
            foreach (var cell in cells) writer.Write(Harmless(cell ?? ""));
            writer.EndRow();
        }
    }
}
