using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>What one person awards, or one proposes and another one confirms.</summary>
internal abstract class ApprovedByPersons : IVersioned
{
    public string AwardedBy { get; private set; } = "";

    public DateTimeOffset AwardedAt { get; private set; }

    /// <summary>How many persons must approve it: as it was set when the award was made.</summary>
    public int Persons { get; private set; }

    /// <summary>The second person.</summary>
    public string? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public int Version { get; set; }

    /// <summary>All who took part.</summary>
    public IEnumerable<string> Actors => ConfirmedBy is null ? [AwardedBy] : [AwardedBy, ConfirmedBy];

    public bool AwaitsSecondPerson => Persons > 1 && ConfirmedBy is null;

    public void Confirm(string actor, DateTimeOffset now) => (ConfirmedBy, ConfirmedAt) = (actor, now);

    protected void Propose(string actor, DateTimeOffset now, int persons)
    {
        (AwardedBy, AwardedAt, Persons) = (actor, now, persons);
        (ConfirmedBy, ConfirmedAt) = (null, null);
    }
}

internal static class ApprovedByPersonsMapping
{
    internal static void IsApprovedByPersons<T>(this EntityTypeBuilder<T> builder)
        where T : ApprovedByPersons
    {
        builder.Ignore(award => award.Actors);
        builder.Ignore(award => award.AwaitsSecondPerson);
        builder.Property(award => award.AwardedBy).HasMaxLength(80);
        builder.Property(award => award.ConfirmedBy).HasMaxLength(80);
        builder.IsVersioned();
    }
}
