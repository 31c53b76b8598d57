using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>
/// "Idempotency-Key" on POST. The effect and the stored answer are one transaction: after a crash either both are there or
/// neither is. Refusals are not stored, so that a mended request may use its key. A key under way is held by a lock that
/// dies with its connection. Answers are kept encrypted: that to a new API key holds the key.
/// </summary>
internal sealed class Idempotency(RequestDelegate next)
{
    private const string Header = "Idempotency-Key";

    public async Task InvokeAsync(HttpContext context, CpeDbContext db, SecretProtector protector, TimeProvider clock)
    {
        var key = context.Request.Headers[Header].ToString();
        if (!HttpMethods.IsPost(context.Request.Method) || key.Length == 0 || context.User.Identity is not { IsAuthenticated: true })
        {
            await next(context);
            return;
        }

        if (key.Length > IdempotencyRecord.KeyMaxLength)
        {
            throw Problems.Invalid($"An {Header} has at most {IdempotencyRecord.KeyMaxLength} characters.");
        }

        var cancellationToken = context.RequestAborted;
        var caller = Caller.From(context.User).KeyId!.Value;
        var hash = await HashOfAsync(context.Request, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await TryLockAsync(db, caller, key, cancellationToken))
        {
            throw Problems.IdempotencyKeyInFlight();
        }

        if (await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(record => record.CallerId == caller && record.Key == key, cancellationToken) is { } first)
        {
            await AnswerAgainAsync(context, first, hash, protector, cancellationToken);
            return;
        }

        var answer = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = answer;
        }

        if (context.Response.StatusCode < 400)
        {
            db.Add(new IdempotencyRecord
            {
                CallerId = caller,
                Key = key,
                RequestHash = hash,
                Status = context.Response.StatusCode,
                ContentType = context.Response.ContentType,
                Location = context.Response.Headers.Location,
                ETag = context.Response.Headers.ETag,
                ProtectedBody = protector.Protect(Convert.ToBase64String(buffer.ToArray()), PurposeOf(caller, key)),
                CreatedAt = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
        buffer.Position = 0;
        await buffer.CopyToAsync(answer, cancellationToken);
    }

    private static async Task AnswerAgainAsync(HttpContext context, IdempotencyRecord first, string hash, SecretProtector protector, CancellationToken cancellationToken)
    {
        if (first.RequestHash != hash)
        {
            throw Problems.IdempotencyKeyReused();
        }

        context.Response.StatusCode = first.Status;
        context.Response.ContentType = first.ContentType;
        context.Response.Headers.Location = first.Location;
        context.Response.Headers.ETag = first.ETag;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        await context.Response.Body.WriteAsync(
            Convert.FromBase64String(protector.Unprotect(first.ProtectedBody, PurposeOf(first.CallerId, first.Key))), cancellationToken);
    }

    private static string PurposeOf(Guid caller, string key) => $"idempotency:{caller}:{key}";

    private static async Task<bool> TryLockAsync(CpeDbContext db, Guid caller, string key, CancellationToken cancellationToken)
    {
        var lockKey = AdvisoryKey.Of($"idempotency {caller} {key}");
        return await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({lockKey}) as \"Value\"").SingleAsync(cancellationToken);
    }

    /// <summary>Multipart bodies are compared by their parts: clients choose a new boundary every time.</summary>
    private static async Task<string> HashOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{request.Method}\n{request.Path}\n{request.QueryString}\n");
        if (request.HasFormContentType)
        {
            var form = await Uploads.FormAsync(request, cancellationToken);
            foreach (var (name, values) in form.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Add($"{name}={values}\n");
            }

            foreach (var file in form.Files)
            {
                Add($"{file.Name}\n{file.FileName}\n{file.Length}\n");
                await using var stream = file.OpenReadStream();
                await AddStreamAsync(stream);
            }
        }
        else
        {
            request.EnableBuffering();
            await AddStreamAsync(request.Body);
            request.Body.Position = 0;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

        async Task AddStreamAsync(Stream stream)
        {
            var chunk = new byte[81920];
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
            {
                hash.AppendData(chunk, 0, read);
            }
        }
    }
}
