using Microsoft.AspNetCore.Http.HttpResults;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Reports;

/// <summary>The Raw Data and Completion reports, with the same numbers in every format.</summary>
internal static class ReportEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The files that a report may be answered as.</summary>
    internal static readonly string[] FileTypes = ["text/csv", Xlsx, "application/pdf"];

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/sessions/{sessionId:guid}").WithTags("Reports").RequireAuthorization(Policies.Read);
        reports.MapGet("/raw-data", RawDataAsync).Produces<RawDataView>().ProducesFile(FileTypes)
            .WithName("GetRawData").WithSummary("Attendance and poll answers per participant; ?format=json|csv|xlsx|pdf, or Accept.");
        reports.MapGet("/completion", CompletionAsync).Produces<CompletionView>().ProducesFile(FileTypes)
            .WithName("GetCompletion").WithSummary("Suggested and awarded credit per participant, and why; ?needsReview=true for awards whose suggestion has changed since; ?format=json|csv|xlsx|pdf, or Accept.");
    }

    private static async Task<IResult> RawDataAsync(Guid sessionId, string? format, GatherSession gather, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var chosen = FormatOf(format, request);
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return chosen switch
        {
            "json" => TypedResults.Ok(RawDataReport.View(picture)),
            "pdf" => Render(RawDataReport.PaperTable(picture, clock.GetUtcNow()), chosen, NameOf("raw-data", picture)),
            _ => Render(RawDataReport.Table(picture, clock.GetUtcNow()), chosen, NameOf("raw-data", picture)),
        };
    }

    private static async Task<IResult> CompletionAsync(
        Guid sessionId, string? format, bool? needsReview, GatherSession gather, SessionWarnings warnings, NameActors actors, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var chosen = FormatOf(format, request);
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var view = CompletionReport.View(
            picture,
            await warnings.OfAsync(picture, cancellationToken),
            await actors.OfAsync([.. picture.Awards.Values, .. picture.InstructionAwards.Values], cancellationToken),
            needsReview is true);
        return chosen switch
        {
            "json" => TypedResults.Ok(view),
            "pdf" => Render(CompletionReport.PaperTable(view, picture, clock.GetUtcNow()), chosen, NameOf("completion", picture)),
            _ => Render(CompletionReport.Table(view, picture, clock.GetUtcNow()), chosen, NameOf("completion", picture)),
        };
    }

    private static string NameOf(string report, SessionPicture picture) => $"{report}-{picture.Session.StartsAt:yyyy-MM-dd}-{picture.Session.Id:N}";

    /// <summary>The table as a file of the format.</summary>
    internal static FileContentHttpResult Render(ReportTable table, string format, string name)
    {
        var fileName = $"{name}.{format}";
        if (format == "pdf")
        {
            return TypedResults.File(ReportDocument.Render(table), "application/pdf", fileName);
        }

        using var file = new MemoryStream();
        if (format == "csv")
        {
            CsvReport.Write(table, file);
            return TypedResults.File(file.ToArray(), "text/csv; charset=utf-8", fileName);
        }

        XlsxReport.Write(table, file);
        return TypedResults.File(file.ToArray(), Xlsx, fileName);
    }

    /// <summary>The format asked for: json, csv, xlsx or pdf.</summary>
    internal static string FormatOf(string? format, HttpRequest request)
    {
        if (format is not null)
        {
            return format is "json" or "csv" or "xlsx" or "pdf" ? format : throw Problems.InvalidMember("/format", "unknown-format", "Use json, csv, xlsx or pdf.");
        }

        foreach (var accepted in request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1))
        {
            var match = accepted.MediaType.Value switch
            {
                "application/json" or "application/*" or "*/*" => "json",
                "text/csv" => "csv",
                Xlsx => "xlsx",
                "application/pdf" => "pdf",
                _ => null,
            };
            if (match is not null)
            {
                return match;
            }
        }

        return request.Headers.Accept.Count == 0
            ? "json"
            : throw new ProblemException(new Problem(406, "not-acceptable", "The format is not offered", $"Ask for application/json, text/csv, {Xlsx} or application/pdf.", []));
    }
}
