using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reports;

/// <summary>Who awarded or agreed.</summary>
/// <param name="Actor">As it stands with the awards and in the audit log: "key:" and the id of the API key.</param>
/// <param name="Name">The name of that key.</param>
internal sealed record ActorView(string Actor, string Name);

/// <summary>The names behind the keys that awarded, for whoever reads a report without the means to look them up.</summary>
internal sealed class NameActors(CpeDbContext db)
{
    public async Task<IReadOnlyList<ActorView>> OfAsync(IEnumerable<ApprovedByPersons> awards, CancellationToken cancellationToken)
    {
        var ids = awards.SelectMany(award => award.Actors).Distinct().Select(Caller.KeyIdOf).OfType<Guid>().ToArray();
        var keys = await db.ApiKeys.Where(key => ids.Contains(key.Id)).OrderBy(key => key.Id).Select(key => new { key.Id, key.Name }).ToArrayAsync(cancellationToken);
        return [.. keys.Select(key => new ActorView(Caller.ActorOf(key.Id), key.Name))];
    }
}

/// <summary>Those who awarded, in words.</summary>
internal static class ActorWords
{
    /// <summary>Where the facts on top give the keys, the names stand alone in the rows; keys that share a name keep their ids.</summary>
    internal static string? OnPaper(IAwardedView? award, IReadOnlyList<ActorView> actors) =>
        Of(award, actor => actors.Where(view => view.Actor == actor).Select(view => view.Name).SingleOrDefault(name => actors.Count(view => view.Name == name) == 1) ?? InFull(actor, actors));

    /// <summary>"on 2026-10-21 09:00 UTC by First administrator (key:…), and on …".</summary>
    internal static string? InFull(IAwardedView? award, IReadOnlyList<ActorView> actors) => Of(award, actor => InFull(actor, actors));

    internal static IEnumerable<ReportFact> Facts(IReadOnlyList<ActorView> actors) => actors.Select(view => new ReportFact("Credit awarded by", InFull(view.Actor, actors)));

    private static string InFull(string actor, IReadOnlyList<ActorView> actors) =>
        actors.FirstOrDefault(view => view.Actor == actor) is { } known ? $"{known.Name} ({actor})" : actor;

    private static string? Of(IAwardedView? award, Func<string, string> name) => award is null ? null
        : award.ConfirmedBy is null ? At(name(award.AwardedBy), award.AwardedAt)
        : $"{At(name(award.AwardedBy), award.AwardedAt)}, and {At(name(award.ConfirmedBy), award.ConfirmedAt!.Value)}";

    /// <summary>The name comes last: one in Arabic at the beginning would turn the whole sentence around.</summary>
    private static string At(string who, DateTimeOffset instant) => string.Create(CultureInfo.InvariantCulture, $"on {instant.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {who}");
}
