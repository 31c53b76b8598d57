using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Tests.People;

public class PersonNameTests
{
    [Theory]
    [InlineData("case", "Jane Doe", "JANE doe")]
    [InlineData("last name first", "Jane Doe", "Doe, Jane")]
    [InlineData("an external guest", "Jane Doe", "Jane Doe (External)")]
    [InlineData("an unverified guest", "Jane Doe", "Jane Doe (Unverified)")]
    [InlineData("a guest, suffix in the middle", "Jane Doe", "Doe (Guest), Jane")]
    [InlineData("two suffixes", "Jane Doe", "Jane Doe (Guest) (External)")]
    [InlineData("a suffix in full-width brackets", "Jane Doe", "Jane Doe（Guest）")]
    [InlineData("a German guest", "Jane Doe", "Jane Doe (Gast)")]
    [InlineData("a French guest, composed", "Jane Doe", "Jane Doe (Invité)")]
    [InlineData("a French guest, decomposed", "Jane Doe", "Jane Doe (Invite\u0301)")]
    [InlineData("a company in front", "Jane Doe", "[Contoso Ltd.] Jane Doe")]
    [InlineData("a company behind an invisible mark", "Jane Doe", "\u200F[Contoso] Jane Doe")]
    [InlineData("a doubled name", "Jane Doe", "Jane Doe Jane Doe")]
    [InlineData("a doubled last name first", "Jane Doe", "Doe, Jane Doe, Jane")]
    [InlineData("spaces of every kind", "Jane Doe", " Jane\u00A0\u3000Doe ")]
    [InlineData("a tab or a line break between words", "Jane Doe", "Jane\tDoe\r\n")]
    [InlineData("direction marks", "Jane Doe", "\u202AJane Doe\u202C")]
    [InlineData("a zero-width space at the end", "Jane Doe", "Jane Doe\u200B")]
    [InlineData("an emoji", "Jane Doe", "Jane Doe 🎉")]
    [InlineData("apostrophes of every kind", "Mary O'Brien", "Mary O’Brien")]
    [InlineData("a letter that looks like an apostrophe", "Mary O'Brien", "Mary OʼBrien")]
    [InlineData("a hyphen or a space", "Anne-Marie Roy", "Anne Marie Roy")]
    [InlineData("dashes of every kind", "Anne-Marie Roy", "Anne\u2011Marie Roy")]
    [InlineData("initials with and without a full stop", "Jane Q. Doe", "Jane Q Doe")]
    [InlineData("diacritics", "José Núñez", "Jose Nunez")]
    [InlineData("diacritics composed and decomposed", "José Núñez", "Jose\u0301 Nun\u0303ez")]
    [InlineData("letters with a stroke", "Łukasz Đorđević", "Lukasz Dordevic")]
    [InlineData("a dotless i", "Işık Kaya", "Isik Kaya")]
    [InlineData("a dotted capital i", "İpek Kaya", "Ipek Kaya")]
    [InlineData("sharp s", "Klaus Weiß", "Klaus Weiss")]
    [InlineData("Scandinavian letters", "Søren Bærg", "Soren Baerg")]
    [InlineData("full-width letters", "Jane Doe", "Ｊａｎｅ　Ｄｏｅ")]
    [InlineData("Cyrillic yo", "Фёдор Королёв", "Федор Королев")]
    [InlineData("Cyrillic case and order", "Иван Петров", "ПЕТРОВ, Иван")]
    [InlineData("Arabic with and without vowel signs", "مُحَمَّد علي", "محمد علي")]
    [InlineData("Arabic with a right-to-left mark", "محمد علي", "\u200Fمحمد علي\u200F")]
    [InlineData("Hebrew with and without points", "שָׁלוֹם כהן", "שלום כהן")]
    [InlineData("Chinese with a suffix", "王小明", "王小明 (Guest)")]
    [InlineData("half-width kana", "タカハシ", "ﾀｶﾊｼ")]
    [InlineData("voiced half-width kana", "ガンダ", "ｶﾞﾝﾀﾞ")]
    [InlineData("Korean composed and decomposed", "김민수", "\u1100\u1175\u11B7\u1106\u1175\u11AB\u1109\u116E")]
    public void Key_TwoSpellingsOfOneName_AreEqual(string sentence, string one, string other)
    {
        Assert.NotEmpty(PersonName.Key(one));
        Expect.Equal(sentence, PersonName.Key(one), PersonName.Key(other));
    }

    [Theory]
    [InlineData("a comma turns it", "Doe, Jane", "Jane Doe", true)]
    [InlineData("an Arabic comma as well", "علي، محمد", "محمد علي", true)]
    [InlineData("a suffix in the middle", "Doe (Guest), Jane", "Jane Doe", true)]
    [InlineData("doubled as a whole", "Doe, Jane Doe, Jane", "Jane Doe", true)]
    [InlineData("diacritics and case", "NÚÑEZ, José", "Jose Nunez", true)]
    [InlineData("a title behind a comma turns nothing", "Jane Doe, CPA", "Jane Doe CPA", true)]
    [InlineData("two people", "Thomas James", "James Thomas", false)]
    [InlineData("the comma tells them apart", "Thomas, James", "Thomas James", false)]
    [InlineData("a word said twice is no name said twice", "Thomas Thomas", "Thomas", false)]
    public void InOrder_TwoSpellings_AreEqualInTheirOrderAlone(string sentence, string one, string other, bool equal) =>
        Expect.Equal(sentence, equal, PersonName.InOrder(one) == PersonName.InOrder(other));

    [Theory]
    [InlineData("two first names", "Jane Doe", "John Doe")]
    [InlineData("a part is not the whole", "Jane Doe", "Jane")]
    [InlineData("a middle initial is part of the name", "Jane Doe", "Jane Q Doe")]
    [InlineData("brackets that Teams does not add", "Jane Doe (Audit)", "Jane Doe (Tax)")]
    [InlineData("kana differ by their voicing", "たかた", "たがた")]
    [InlineData("Devanagari differs by its vowel signs", "राजू", "राजा")]
    [InlineData("Devanagari differs by its non-spacing vowel signs", "रमु", "रमे")]
    [InlineData("Thai differs by its vowels", "สิริ", "สุรุ")]
    [InlineData("Chinese names", "王小明", "王小红")]
    [InlineData("numbers tell people apart", "Attendee 1", "Attendee 2")]
    public void Key_TwoNames_Differ(string sentence, string one, string other) =>
        Expect.Holds(sentence, PersonName.Key(one) != PersonName.Key(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("(Guest)")]
    [InlineData("[Contoso] (External)")]
    [InlineData("\u200F\u200B")]
    [InlineData("-.,;'’")]
    [InlineData("🎉🎉")]
    public void Key_NothingOfAName_IsEmpty(string? name) => Assert.Equal("", PersonName.Key(name));

    [Theory]
    [InlineData("+1 425-555-0100", true)]
    [InlineData(" +14255550100", true)]
    [InlineData("(425) 555.0100", true)]
    [InlineData("1425*****00", true)]
    [InlineData("+1 425-XXX-XX00", true)]
    [InlineData("\u202A+1 425-555-0100\u202C", true)]
    [InlineData("+1 425-555-0100 (Unverified)", true)]
    [InlineData("＋1 425 555 0100", true)]
    [InlineData("Jane Doe", false)]
    [InlineData("Jane 425-555-0100", false)]
    [InlineData("Xxxx Xx", false)]
    [InlineData("******", false)]
    [InlineData("1234", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsTelephoneNumber_Name_TellsNumbersFromNames(string? name, bool expected) => Assert.Equal(expected, PersonName.IsTelephoneNumber(name));
}
