using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Tests.People;

public class PersonNameSplitTests
{
    [Theory]
    [InlineData("two words", "Ann Lee", "Ann", "Lee")]
    [InlineData("three words", "Mary Ann Lee", "Mary Ann", "Lee")]
    [InlineData("words of lower case belong to the last name", "Ludwig van der Berg", "Ludwig", "van der Berg")]
    [InlineData("last name first", "Lee, Ann Mary", "Ann Mary", "Lee")]
    [InlineData("a title after a comma", "Ann Lee, CPA", "Ann", "Lee")]
    [InlineData("a generation after a comma", "Ann Lee, Jr.", "Ann", "Lee")]
    [InlineData("one word", "Madonna", "Madonna", "-")]
    [InlineData("all in lower case", "ann lee", "ann", "lee")]
    [InlineData("spaces around", "  Ann   Lee ", "Ann", "Lee")]
    [InlineData("another script", "محمد الفارسي", "محمد", "الفارسي")]
    [InlineData("nothing", " ", "-", "-")]
    [InlineData("a comma at the end", "Lee,", "Lee", "-")]
    public void Split_Name_GivesBothParts(string what, string name, string first, string last) =>
        Assert.True(PersonName.Split(name) == (first, last), $"{what}: {PersonName.Split(name)}");
}
