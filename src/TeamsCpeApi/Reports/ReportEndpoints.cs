using Microsoft.AspNetCore.Http.HttpResults;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Security;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Reports;

/// <summary>The Raw Data and Completion reports, with the same numbers in every format.</summary>
internal static class ReportEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/sessions/{sessionId:guid}").WithTags("Reports").RequireAuthorization(Policies.Read);
        reports.MapGet("/raw-data", RawDataAsync).Produces<RawDataView>().ProducesFile("text/csv", Xlsx, "application/pdf")
            .WithName("GetRawData").WithSummary("Attendance and poll answers per participant; ?format=json|csv|xlsx|pdf, or Accept.");
        reports.MapGet("/completion", CompletionAsync).Produces<CompletionView>().ProducesFile("text/csv", Xlsx, "application/pdf")
            .WithName("GetCompletion").WithSummary("Suggested and awarded credit per participant, and why; ?needsReview=true for awards whose suggestion has changed since; ?format=json|csv|xlsx|pdf, or Accept.");
    }

    private static async Task<IResult> RawDataAsync(Guid sessionId, string? format, GatherSession gather, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var chosen = FormatOf(format, request);
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return chosen switch
        {
            "json" => TypedResults.Ok(RawDataReport.View(picture)),
            "pdf" => Render(RawDataReport.PaperTable(picture, clock.GetUtcNow()), chosen, "raw-data", picture),
            _ => Render(RawDataReport.Table(picture, clock.GetUtcNow()), chosen, "raw-data", picture),
        };
    }

    private static async Task<IResult> CompletionAsync(
        Guid sessionId, string? format, bool? needsReview, GatherSession gather, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var chosen = FormatOf(format, request);
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return chosen switch
        {
            "json" => TypedResults.Ok(CompletionReport.View(picture, needsReview is true)),
            "pdf" => Render(CompletionReport.PaperTable(picture, clock.GetUtcNow(), needsReview is true), chosen, "completion", picture),
            _ => Render(CompletionReport.Table(picture, clock.GetUtcNow(), needsReview is true), chosen, "completion", picture),
        };
    }

    private static FileContentHttpResult Render(ReportTable table, string format, string name, SessionPicture picture)
    {
        var fileName = $"{name}-{picture.Session.StartsAt:yyyy-MM-dd}-{picture.Session.Id:N}.{format}";
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

    private static string FormatOf(string? format, HttpRequest request)
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
