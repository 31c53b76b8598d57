using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Tests.People;

/// <summary>When rows of two rosters are one person.</summary>
public class PersonKeysTests
{
    [Theory]
    [InlineData("one id, other addresses", "E1", "ann@x.org", "E1", "lee@y.org", true)]
    [InlineData("two ids are two people, also at one address", "E1", "ann@x.org", "E2", "ann@x.org", false)]
    [InlineData("ids are compared to the letter", "e1", null, "E1", null, false)]
    [InlineData("one address, however it is written", null, "Ann@X.org", null, " ann@x.org", true)]
    [InlineData("one address, and an id on one side", "E1", "ann@x.org", null, "ann@x.org", true)]
    [InlineData("an alias", null, "ann@x.org", null, "lee@y.org;ANN@x.org", true)]
    [InlineData("what is no address joins nobody", null, "n/a", null, "n/a", false)]
    [InlineData("nothing joins nobody", null, null, null, null, false)]
    public void IsSame_RowsOfTwoRosters(string description, string? id, string? addresses, string? otherId, string? otherAddresses, bool expected)
    {
        Assert.True(description.Length > 0);
        var (one, other) = (Keys(id, addresses), Keys(otherId, otherAddresses));

        Assert.Equal(expected, one.IsSame(other));
        Assert.Equal(expected, other.IsSame(one));
        Assert.True(!expected || one.Names.Intersect(other.Names).Any());
    }

    private static PersonKeys Keys(string? id, string? addresses) => PersonKeys.Of(id, addresses?.Split(';') ?? []);
}
