using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Anybody who holds a certificate can check it: no key, no account, and nothing is sent but the code.</summary>
internal static class VerifyEndpoints
{
    /// <summary>Compares a dropped file in the browser; the file never leaves it.</summary>
    private const string Script = """
        const box = document.getElementById('drop'), say = document.getElementById('answer');
        async function compare(file) {
          const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))].map(b => b.toString(16).padStart(2, '0')).join('');
          const same = hash === box.dataset.sha256;
          say.textContent = same ? 'This file is the certificate as issued, to the last bit.' : 'This file is NOT the certificate as issued.';
          say.className = same ? 'ok' : 'bad';
        }
        box.addEventListener('dragover', e => e.preventDefault());
        box.addEventListener('drop', e => { e.preventDefault(); compare(e.dataTransfer.files[0]); });
        document.getElementById('file').addEventListener('change', e => compare(e.target.files[0]));
        """;

    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1c2733}
        h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dde3ea;vertical-align:top}
        .ok{color:#0a6b3d;font-weight:600}.bad{color:#a3141e;font-weight:600}#drop{border:2px dashed #9fb0c3;border-radius:.5rem;padding:1.2rem;margin-top:1.5rem}code{word-break:break-all}
        """;

    /// <summary>Only the page's own style and script run, by their hashes.</summary>
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapVerification(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/verify/{code}", VerifyAsync).WithTags("Verification").AllowAnonymous()
            .Produces<VerificationView>().WithName("VerifyCertificate").WithSummary("Check a certificate by its code: a page for people, JSON for programs.");

    private static async Task<IResult> VerifyAsync(string code, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var certificate = code.Length <= 26
            ? await db.Certificates.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, cancellationToken)
            : null;
        var wantsPage = http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Value == "text/html");
        if (!wantsPage)
        {
            return certificate is null ? throw Problems.NotFound("certificate with this code") : TypedResults.Ok(VerificationView.Of(certificate));
        }

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        return certificate is null
            ? TypedResults.Content(PageOf("Unknown certificate", """<p class="bad">There is no certificate with this code.</p><p>Check the address letter by letter against the certificate, or ask its sponsor.</p>"""), "text/html; charset=utf-8", statusCode: 404)
            : TypedResults.Content(PageOf($"Certificate {certificate.Number}", Body(VerificationView.Of(certificate))), "text/html; charset=utf-8");
    }

    private static string Body(VerificationView view)
    {
        var facts = new StringBuilder();
        void Row(string label, string value) => facts.Append(CultureInfo.InvariantCulture, $"<tr><th>{WebUtility.HtmlEncode(label)}</th><td dir=\"auto\">{WebUtility.HtmlEncode(value)}</td></tr>");

        Row("Number", view.Number);
        Row("Participant", view.ParticipantName);
        Row("Course", view.CourseTitle);
        Row("Sponsor", view.SponsorName);
        Row("Completed on", view.CompletedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Row("Delivery method", view.DeliveryMethod);
        Row("Credits", Words.Number(view.Credits));
        foreach (var field in view.Fields)
        {
            Row($"Field of study: {field.Field}", Words.Number(field.Credits));
        }

        foreach (var session in view.Sessions)
        {
            Row("Session", $"{session.Title} ({session.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})");
        }

        Row("Issued at", view.IssuedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        var verdict = view.Valid
            ? """<p class="ok">This certificate is valid.</p>"""
            : $"""<p class="bad">This certificate was revoked on {view.RevokedAt:yyyy-MM-dd}. It is no longer valid.</p>""";
        return $"""
            {verdict}<table>{facts}</table>
            <div id="drop" data-sha256="{view.PdfSha256}"><p>Drop the PDF here, or choose it, to see whether it is the certificate as issued. The file stays on your computer.</p>
            <input id="file" type="file" accept="application/pdf"><p id="answer" role="status"></p></div>
            <p>SHA-256 of the PDF: <code>{view.PdfSha256}</code></p><script>{Script}</script>
            """;
    }

    private static string PageOf(string title, string body) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
        <title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1>{body}</body></html>
        """;

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}

/// <summary>What can be said of a certificate to whoever holds its code.</summary>
/// <param name="Valid">True while it is not revoked.</param>
/// <param name="Number">Its number.</param>
/// <param name="ParticipantName">The participant.</param>
/// <param name="CourseTitle">The course.</param>
/// <param name="SponsorName">The sponsor.</param>
/// <param name="CompletedOn">Date of completion.</param>
/// <param name="DeliveryMethod">The delivery method.</param>
/// <param name="Credits">Credits in total.</param>
/// <param name="Fields">Credits per field of study.</param>
/// <param name="Sessions">The sessions that a combined certificate sums up.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="PdfSha256">SHA-256 of the PDF as issued.</param>
internal sealed record VerificationView(
    bool Valid,
    string Number,
    string ParticipantName,
    string CourseTitle,
    string SponsorName,
    DateOnly CompletedOn,
    string DeliveryMethod,
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    IReadOnlyList<IncludedSession> Sessions,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    string PdfSha256)
{
    public static VerificationView Of(Certificate certificate) => new(
        certificate.RevokedAt is null,
        certificate.Number,
        certificate.Facts.ParticipantName,
        certificate.Facts.CourseTitle,
        certificate.Facts.SponsorName,
        certificate.Facts.CompletedOn,
        certificate.Facts.DeliveryMethod,
        certificate.Facts.Credits,
        certificate.Facts.Fields,
        certificate.Facts.Sessions,
        certificate.IssuedAt,
        certificate.RevokedAt,
        certificate.PdfSha256);
}
