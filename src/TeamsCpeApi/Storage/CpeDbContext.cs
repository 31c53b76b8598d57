using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Instruction;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Notifications;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Webhooks;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Storage;

/// <summary>
/// The database. Saving is one transaction: evidence first, then the audit events on the hash chain, then the change
/// itself, so that there is no change without its event and no event without its change.
/// </summary>
internal sealed class CpeDbContext(DbContextOptions<CpeDbContext> options, TimeProvider clock) : DbContext(options)
{
    private readonly List<EvidenceItem> pendingEvidence = [];
    private readonly List<AuditEntry> pendingAudit = [];
    private readonly List<Func<Task>> afterCommit = [];

    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Provider> Providers => Set<Provider>();

    public DbSet<Sponsor> Sponsors => Set<Sponsor>();

    public DbSet<RulesetVersion> RulesetVersions => Set<RulesetVersion>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<Launch> Launches => Set<Launch>();

    public DbSet<AttendanceStatus> AttendanceStatuses => Set<AttendanceStatus>();

    public DbSet<AttendanceSnapshot> AttendanceSnapshots => Set<AttendanceSnapshot>();

    public DbSet<AttendanceFile> AttendanceFiles => Set<AttendanceFile>();

    public DbSet<PollFile> PollFiles => Set<PollFile>();

    public DbSet<Poll> Polls => Set<Poll>();

    public DbSet<MatchDecisionEntry> MatchDecisions => Set<MatchDecisionEntry>();

    public DbSet<KnownAliasEntry> KnownAliases => Set<KnownAliasEntry>();

    public DbSet<StoredDecision> CreditDecisions => Set<StoredDecision>();

    public DbSet<CreditAward> CreditAwards => Set<CreditAward>();

    public DbSet<CpeProgram> Programs => Set<CpeProgram>();

    public DbSet<ProgramPart> ProgramParts => Set<ProgramPart>();

    public DbSet<ProgramAward> ProgramAwards => Set<ProgramAward>();

    public DbSet<InstructionAward> InstructionAwards => Set<InstructionAward>();

    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<SessionEvent> SessionEvents => Set<SessionEvent>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<RegistrationAttempt> RegistrationAttempts => Set<RegistrationAttempt>();

    public DbSet<CreatedMeeting> CreatedMeetings => Set<CreatedMeeting>();

    public DbSet<MeetingStatus> MeetingStatuses => Set<MeetingStatus>();

    public DbSet<MeetingSettings> MeetingSettings => Set<MeetingSettings>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<InboxEntry> InboxEntries => Set<InboxEntry>();

    public DbSet<NotificationCertificate> NotificationCertificates => Set<NotificationCertificate>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<TokenCache> TokenCaches => Set<TokenCache>();

    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<OutboxEvent> OutboxEvents => Set<OutboxEvent>();

    /// <summary>Keeps bytes as evidence with the next save and returns their address.</summary>
    public string Keep(ReadOnlyMemory<byte> content, string mediaType)
    {
        var address = EvidenceItem.AddressOf(content.Span);
        if (!pendingEvidence.Exists(item => item.Sha256 == address))
        {
            pendingEvidence.Add(new EvidenceItem
            {
                Sha256 = address,
                Content = content.ToArray(),
                Length = content.Length,
                MediaType = mediaType,
                StoredAt = clock.GetUtcNow(),
            });
        }

        return address;
    }

    /// <summary>Records an audit event with the next save.</summary>
    public void Record(AuditEntry entry) => pendingAudit.Add(entry);

    /// <summary>Does something once what is being saved is there for others to see.</summary>
    public void AfterCommit(Func<Task> action) => afterCommit.Add(action);

    /// <summary>Begins a transaction around several saves; null within one that was begun already, as for an idempotent request, which then commits them.</summary>
    public async Task<IDbContextTransaction?> BeginOrJoinAsync(CancellationToken cancellationToken) =>
        Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;

    /// <summary>Commits what was begun; a transaction that was joined is its beginner's to commit.</summary>
    public async Task CommitAsync(IDbContextTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is null)
        {
            return;
        }

        await transaction.CommitAsync(cancellationToken);
        var actions = afterCommit.ToArray();
        afterCommit.Clear();
        foreach (var action in actions)
        {
            await action();
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!ChangeTracker.HasChanges() && pendingEvidence.Count == 0 && pendingAudit.Count == 0)
        {
            return 0;
        }

        RequireAudit();
        RaiseVersions();

        await using var transaction = await BeginOrJoinAsync(cancellationToken);
        if (pendingAudit.Count > 0)
        {
            await AuditChain.AppendAsync(this, pendingAudit, clock.GetUtcNow(), cancellationToken);
        }

        foreach (var item in pendingEvidence)
        {
            await Database.ExecuteAsync(
                $"insert into evidence (sha256, content, length, media_type, stored_at) values ({item.Sha256}, {item.Content}, {item.Length}, {item.MediaType}, {item.StoredAt}) on conflict (sha256) do nothing",
                cancellationToken);
        }

        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        pendingAudit.Clear();
        pendingEvidence.Clear();
        await CommitAsync(transaction, cancellationToken);
        return saved;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous: use SaveChangesAsync.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(9, 4);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CpeDbContext).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }

    private void RequireAudit()
    {
        var unaudited = ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not IBookkeeping)
            .Select(entry => entry.Metadata.ShortName())
            .FirstOrDefault();
        if (unaudited is not null && pendingAudit.Count == 0)
        {
            throw new InvalidOperationException($"{unaudited} changes without an audit event.");
        }
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Added)
            {
                entry.Entity.Version = 1;
            }
            else if (entry.State == EntityState.Modified)
            {
                entry.Entity.Version++;
            }
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        value => value.ToUniversalTime(),
        value => value);
}
