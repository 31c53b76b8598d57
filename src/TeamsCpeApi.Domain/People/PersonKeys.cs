namespace TeamsCpeApi.Domain.People;

/// <summary>
/// By what a row of a roster is somebody over several sessions of one LMS: its own id, else an address. Nobody is found by a name, and
/// two different ids are two people whatever else they share.
/// </summary>
public sealed class PersonKeys
{
    private readonly string[] addresses;

    private PersonKeys(string? externalId, string[] addresses) => (ExternalId, this.addresses) = (externalId, addresses);

    /// <summary>The LMS's own id.</summary>
    public string? ExternalId { get; }

    /// <summary>The addresses in their comparable form.</summary>
    public IReadOnlyList<string> Addresses => addresses;

    /// <summary>One text for each key, so that two rows of one person have a text in common.</summary>
    public IEnumerable<string> Names => ExternalId is null
        ? addresses.Select(AddressName)
        : addresses.Select(AddressName).Prepend($"id {ExternalId}");

    /// <summary>The keys of a row; what has not the shape of an address is none.</summary>
    public static PersonKeys Of(string? externalId, params IEnumerable<string?> addresses) =>
        new(externalId, [.. addresses.Select(EmailAddress.Key).OfType<string>().Distinct(StringComparer.Ordinal)]);

    /// <summary>True when both rows are one person as far as the keys tell.</summary>
    public bool IsSame(PersonKeys other) => ExternalId is not null && other.ExternalId is not null
        ? string.Equals(ExternalId, other.ExternalId, StringComparison.Ordinal)
        : addresses.Intersect(other.addresses, StringComparer.Ordinal).Any();

    private static string AddressName(string address) => $"address {address}";
}
