using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>A table of totals (first join, last leave) is never read as stays: whoever was away in between would be credited for it.</summary>
public class TotalsTests
{
    private const string Header = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole";
    private const string Ada = "Ada North\t2/17/26, 10:00:00 AM\t2/17/26, 11:00:00 AM\t20m\tada.north@example.com\tada.north@example.com\tAttendee";
    private const string Ben = "Ben South\t2/17/26, 10:00:00 AM\t2/17/26, 11:00:00 AM\t1h\tben.south@example.com\tben.south@example.com\tAttendee";

    private static readonly string[] Summary = ["Meeting title\tUpdate", "Attended participants\t2", "Start time\t2/17/26, 9:59:00 AM", "End time\t2/17/26, 11:01:00 AM", ""];

    public static TheoryData<string, string[]> Tables => new()
    {
        { "the participants' table alone", [Header, Ada, Ben] },
        { "alone, and nobody was away", [Header, Ben] },
        { "below an unnumbered summary", [.. Summary, "Participants", Header, Ada, Ben] },
        { "below its numbered heading", ["2. Participants", Header, Ada, Ben] },
        { "of which the e-mail addresses are gone", ["Name\tFirst Join\tLast Leave\tIn-Meeting Duration", "Ada North\t2/17/26, 10:00:00 AM\t2/17/26, 11:00:00 AM\t20m"] },
        { "with columns in another order", ["Last Leave\tName\tFirst Join", "2/17/26, 11:00:00 AM\tAda North\t2/17/26, 10:00:00 AM"] },
        { "in the place of the stays", ["1. Summary", "Meeting title\tUpdate", "", "3. In-Meeting Activities", Header, Ada] },
        { "in a language of which no file was seen, told by the place of the sign-in name", [.. Summary, "Nafn\tByrjun\tEndir\tLengd\tNetfang\tAuðkenni (UPN)\tHlutverk", Ada, Ben] },
        { "the same alone", ["Nafn\tByrjun\tEndir\tLengd\tNetfang\tAuðkenni (UPN)\tHlutverk", Ada] },
        { "in that language, told by a duration", [.. Summary, "Nafn\tByrjun\tEndir\tLengd\tNetfang\tHlutverk", Ada[..^1], Ben] },
        { "under the words of stays, told by most durations", [.. Summary, "Name\tJoin Time\tLeave Time\tDuration\tEmail", Ada, Ada.Replace("Ada", "Eve", StringComparison.Ordinal), Ben] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Read_TableOfTotals_IsRefused(string sentence, string[] lines)
    {
        var refusal = Reads.Of(Reads.Rows(lines), Reads.NewYork).Refusal;

        Assert.True(refusal?.Code == FileRefusalCodes.AttendanceNoActivities, $"{sentence}: {refusal?.Message ?? "taken"}");
    }

    /// <summary>The words of which the columns are known in a language, or stand in places that are.</summary>
    [Theory]
    [InlineData("German", "Erster Beitritt", "Letztes Verlassen")]
    [InlineData("Polish", "Pierwsze dołączenie", "Ostatnie wyjście")]
    [InlineData("Japanese", "初めての参加", "最終退出")]
    [InlineData("Portuguese", "Primeira Entrada", "Última Saída")]
    [InlineData("Spanish", "Primera entrada", "Última salida")]
    [InlineData("French", "Première connexion", "Dernière déconnexion")]
    [InlineData("Italian", "Prima partecipazione", "Ultima uscita")]
    [InlineData("Dutch", "Eerste deelname", "Laatst verlaten")]
    [InlineData("Swedish", "Anslöt först", "Lämnade senast")]
    [InlineData("Danish", "Første deltagelse", "Sidste afgang")]
    [InlineData("Finnish", "Liittyi ensin", "Poistui viimeksi")]
    [InlineData("Czech", "První připojení", "Poslední odchod")]
    [InlineData("Hungarian", "Első csatlakozás", "Utolsó kilépés")]
    [InlineData("Turkish", "İlk katılma", "Son ayrılma")]
    [InlineData("Russian", "Первое присоединение", "Последний выход")]
    [InlineData("Ukrainian", "Перше приєднання", "Останній вихід")]
    [InlineData("Greek", "Πρώτη συμμετοχή", "Τελευταία αποχώρηση")]
    [InlineData("Chinese", "首次加入", "最后离开")]
    [InlineData("Chinese of Taiwan", "第一次加入", "最後離開")]
    [InlineData("Korean", "최초 참가", "마지막 나가기")]
    [InlineData("Arabic", "أول انضمام", "آخر مغادرة")]
    [InlineData("Hebrew", "הצטרפות ראשונה", "עזיבה אחרונה")]
    [InlineData("Thai", "เข้าร่วมครั้งแรก", "ออกครั้งสุดท้าย")]
    [InlineData("Vietnamese", "Tham gia lần đầu tiên", "Rời đi lần cuối")]
    [InlineData("Hindi", "पहली बार शामिल", "अंतिम बार छोड़ा")]
    public void Read_TotalsInAnyLanguage_AreRefused(string language, string first, string last)
    {
        var refusal = Reads.Of(Reads.Rows([.. Summary, $"N\t{first}\t{last}\tD\tE\tR", "Ada North\t2/17/26, 10:00:00 AM\t2/17/26, 11:00:00 AM\t\tada.north@example.com\tX"]), Reads.NewYork).Refusal;

        Assert.True(refusal?.Code == FileRefusalCodes.AttendanceNoActivities, $"{language}: {refusal?.Message ?? "taken"}");
        Assert.Contains("heads a table of totals", refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the summary was removed", "2. Participants|" + Header + "|" + Ada + "||3. In-Meeting Activities|Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole|")]
    [InlineData("the participants were removed", "1. Summary|Meeting title\tUpdate||3. In-Meeting Activities|Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole|")]
    [InlineData("both were removed", "3. In-Meeting Activities|Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole|")]
    [InlineData("the numbers were removed", "Participants|" + Header + "|" + Ada + "||Activities|Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole|")]
    public void Read_StaysBelowWhatIsLeftOfAReport_AreTaken(string sentence, string above)
    {
        var content = Reads.Take(Reads.Rows([.. above.TrimEnd('|').Split('|'), "Ada North\t2/17/26, 10:00:00 AM\t2/17/26, 10:20:00 AM\t20m\tada.north@example.com\tAttendee"]), Reads.NewYork);

        Assert.True(Reads.Seconds(content, Reads.NewYork) == "Ada North 1200", sentence);
    }

    [Fact]
    public void Read_OneDurationThatIsTooShort_IsToldAndNotRefusedWhereTheHeaderNamesStays()
    {
        var content = Reads.Take(Reads.Rows([.. Summary, "Full Name\tJoin Time\tLeave Time\tDuration\tEmail", Ada, Ben, Ben.Replace("Ben", "Eve", StringComparison.Ordinal)]), Reads.NewYork);

        Assert.Contains(content.Notes, note => note.Contains("1 row states another duration than its times make", StringComparison.Ordinal));
    }

    /// <summary>Section 3 is empty and follows without a blank row: its heading is nobody, and durations say that no policy withheld everything.</summary>
    [Fact]
    public void Read_ParticipantsWithDurationsAlone_AreCountedAndNotCalledWithheld()
    {
        var refusal = Reads.Of(
            Reads.Rows("1. Summary", "Meeting title\tx", "Start time\t2/17/2026 10:00:00", "2. Participants", "Name\tEmail\tIn-Meeting Duration", "Ada North\tada.north@example.com\t58m", "Ben South\tben.south@example.com\t45m", "3. In-Meeting Activities"),
            Reads.NewYork).Refusal!;

        Assert.Equal(FileRefusalCodes.AttendanceTimesWithheld, refusal.Code);
        Assert.StartsWith("The file names 2 people and how long they were there, and not when:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("policy", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two rows of one person", "Ana\t\t\t\tana@contoso.example\t\tAttendee|ANA\t\t\t\tAna@contoso.example\t\tAttendee", "names 1 person and no times: the tenant's policy")]
    [InlineData("two people of one name", "Ana\t\t\t\tana@contoso.example\t\tAttendee|Ana\t\t\t\tana2@contoso.example\t\tAttendee", "names 2 people and no times: the tenant's policy")]
    public void Read_TimesWithheld_CountsPeopleAndNotRows(string sentence, string people, string words)
    {
        var message = Reads.Of(Reads.Rows(["1. Summary", "", "2. Participants", Header, .. people.Split('|')]), Reads.NewYork).Refusal!.Message;

        Assert.True(message.Contains(words, StringComparison.Ordinal), $"{sentence}: {message}");
    }
}
