using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Tests.People;

public class EmailAddressTests
{
    [Theory]
    [InlineData("case does not matter", "Jane.Doe@Contoso.COM", "jane.doe@contoso.com")]
    [InlineData("spaces around", "  jane@contoso.com\u00A0", "jane@contoso.com")]
    [InlineData("invisible marks around", "\uFEFF\u200Ejane@contoso.com\u200B", "jane@contoso.com")]
    [InlineData("a sign-in name that is no mailbox", "307373@tenant", "307373@tenant")]
    [InlineData("a guest's sign-in name", "Jane_contoso.com#EXT#@fabrikam.onmicrosoft.com", "jane_contoso.com#ext#@fabrikam.onmicrosoft.com")]
    [InlineData("composed and decomposed letters", "jose\u0301@contoso.com", "josé@contoso.com")]
    [InlineData("the word of Forms for nobody", "anonymous", null)]
    [InlineData("in any case", " Anonymous ", null)]
    [InlineData("a dash stands for nobody", "-", null)]
    [InlineData("so do words", "n/a", null)]
    [InlineData("nothing before the @", "@contoso.com", null)]
    [InlineData("nothing after the @", "jane@", null)]
    [InlineData("two of them", "jane@doe@contoso.com", null)]
    [InlineData("two addresses are not one", "jane@contoso.com; joe@contoso.com", null)]
    [InlineData("empty", "", null)]
    [InlineData("none", null, null)]
    public void Key_Address_IsComparableOrNull(string sentence, string? address, string? expected) =>
        Expect.Equal(sentence, expected, EmailAddress.Key(address));

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("jane.doe+cpe@contoso.co.uk", true)]
    [InlineData("a b@c", false)]
    [InlineData("a@b\t", false)]
    [InlineData("@", false)]
    [InlineData("", false)]
    public void HasShape_Text_SaysWhetherItIsAnAddress(string text, bool expected) => Assert.Equal(expected, EmailAddress.HasShape(text));

    [Theory]
    [InlineData(320, true)]
    [InlineData(321, false)]
    public void HasShape_Length_StopsAt320(int length, bool expected) => Assert.Equal(expected, EmailAddress.HasShape("a@".PadRight(length, 'b')));
}
