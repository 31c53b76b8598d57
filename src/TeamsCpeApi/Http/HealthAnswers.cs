using Microsoft.Extensions.Diagnostics.HealthChecks;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>The health as JSON: each check's state and its numbers. Anybody may read it, so it holds neither names nor causes.</summary>
internal static class HealthAnswers
{
    internal static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { Status = entry.Value.Status.ToString(), Counts = entry.Value.Data }),
        },
        Json.Options,
        context.RequestAborted);
}
