using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Audit;

/// <summary>Appends to the hash chain and walks it.</summary>
internal static class AuditChain
{
    /// <summary>The "hash before" of the first event.</summary>
    internal static readonly string Genesis = new('0', 64);

    /// <summary>Held until the transaction ends, so that only one writer at a time reads the chain's end and extends it.</summary>
    private const long LockKey = 0x4350_4541_5544_4954;

    internal static async Task AppendAsync(CpeDbContext db, IReadOnlyCollection<AuditEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        var last = await db.AuditEvents.AsNoTracking()
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstOrDefaultAsync(cancellationToken);

        var (sequence, previous) = (last?.Sequence ?? 0, last?.Hash ?? Genesis);
        var at = Precise(now);
        foreach (var entry in entries)
        {
            var data = JsonSerializer.Serialize(entry.Data ?? new { }, Json.Options);
            var hash = HashOf(++sequence, at, entry.Actor, entry.Action, entry.SubjectType, entry.SubjectId, entry.SessionId, data, previous);
            db.AuditEvents.Add(new AuditEvent
            {
                Sequence = sequence,
                At = at,
                Actor = entry.Actor,
                Action = entry.Action,
                SubjectType = entry.SubjectType,
                SubjectId = entry.SubjectId,
                SessionId = entry.SessionId,
                Data = data,
                PreviousHash = previous,
                Hash = hash,
            });
            previous = hash;
        }
    }

    /// <summary>Walks the whole chain and names the first link that does not hold.</summary>
    internal static async Task<AuditVerdict> VerifyAsync(CpeDbContext db, CancellationToken cancellationToken)
    {
        var (sequence, previous) = (0L, Genesis);
        await foreach (var entry in db.AuditEvents.AsNoTracking().OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            sequence++;
            var expected = HashOf(entry.Sequence, entry.At, entry.Actor, entry.Action, entry.SubjectType, entry.SubjectId, entry.SessionId, entry.Data, entry.PreviousHash);
            if (entry.Sequence != sequence || entry.PreviousHash != previous || entry.Hash != expected)
            {
                return new AuditVerdict(Intact: false, sequence - 1, previous, entry.Sequence);
            }

            previous = entry.Hash;
        }

        return new AuditVerdict(Intact: true, sequence, previous, null);
    }

    /// <summary>PostgreSQL keeps microseconds: the hash must cover what is read back.</summary>
    private static DateTimeOffset Precise(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static string HashOf(long sequence, DateTimeOffset at, string actor, string action, string subjectType, Guid subjectId, Guid? sessionId, string data, string previous)
    {
        var line = string.Join('\n', sequence.ToString(CultureInfo.InvariantCulture), at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), actor, action, subjectType, subjectId, sessionId, data, previous);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}

/// <summary>The result of walking the chain.</summary>
/// <param name="Intact">True when every link holds.</param>
/// <param name="Events">Links that hold, from the first on.</param>
/// <param name="LastHash">Hash of the last link that holds; kept elsewhere it also proves that nothing was cut off the end.</param>
/// <param name="FirstBroken">Position of the first link that does not hold.</param>
internal sealed record AuditVerdict(bool Intact, long Events, string LastHash, long? FirstBroken);
