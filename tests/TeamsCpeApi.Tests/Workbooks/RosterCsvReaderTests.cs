using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

public class RosterCsvReaderTests
{
    public static TheoryData<string, bool, char> EncodingsAndSeparators
    {
        get
        {
            var rows = new TheoryData<string, bool, char>();
            foreach (var (encoding, marked) in new[] { ("utf-8", true), ("utf-8", false), ("utf-16", true), ("utf-16BE", true), ("windows-1252", false) })
            {
                foreach (var separator in ",;\t")
                {
                    rows.Add(encoding, marked, separator);
                }
            }

            return rows;
        }
    }

    private static RosterReading Read(string text) => RosterCsvReader.Read(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<RosterRow> Take(string text)
    {
        var reading = Read(text);
        Assert.True(reading.IsTaken, string.Join('\n', reading.Refusals));
        return reading.Rows;
    }

    [Fact]
    public void Read_EveryColumn_IsTaken()
    {
        var row = Take("external id,name,email,aliases,licenses,Entra object id,registration id\r\n"
            + "7,\"Lima, Ana\",ana@contoso.example,a.lima@x.example; Annie |al,NY:012345|CA: 9,3f2504e0-4f89-41d3-9a0c-0305e82c3301,R1\r\n").Single();

        Assert.Equal((2, "7", "Lima, Ana", "ana@contoso.example", "R1"), (row.Row, row.ExternalId, row.Name, row.Email, row.RegistrationId));
        Assert.Equal(["a.lima@x.example", "Annie", "al"], row.Aliases);
        Assert.Equal([new RosterLicense("NY", "012345"), new RosterLicense("CA", "9")], row.Licenses);
        Assert.Equal(Guid.Parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), row.EntraObjectId);
    }

    [Theory]
    [InlineData("External ID;Full Name;E-Mail")]
    [InlineData("externalId;name;email")]
    [InlineData("USER_ID;Participant;Mail")]
    [InlineData("Employee Id;NAME;Email Address")]
    [InlineData("student id;\u00A0name ;e-mail")]
    [InlineData("\"external id\";\"name\";\"email\"")]
    public void Read_HeaderInACommonSpelling_IsKnown(string header)
    {
        var row = Take(header + "\n7;Ana;ana@contoso.example").Single();

        Assert.Equal(("7", "Ana", "ana@contoso.example"), (row.ExternalId, row.Name, row.Email));
    }

    /// <summary>Headers as systems write them into their exports, and what becomes of each: "field" or "-" for those stepped over.</summary>
    [Theory]
    [InlineData("Moodle", "Username,ID number,First name,Last name,Email address,Department", "- id first last email -")]
    [InlineData("Moodle, grades", "First name,Surname,ID number,Institution,Email address", "first last id - email")]
    [InlineData("Canvas", "Student,ID,SIS User ID,SIS Login ID,Section", "name - id - -")]
    [InlineData("Docebo", "Username,User Unique ID,First Name,Last Name,Email,Branch", "- id first last email -")]
    [InlineData("Absorb", "First Name,Last Name,Username,Email Address,Employee Number,Department", "first last - email id -")]
    [InlineData("Cornerstone", "User ID,User First Name,User Last Name,User Email,Position", "id first last email -")]
    [InlineData("Cornerstone, full name", "User Full Name,User ID,User Email", "name id email")]
    [InlineData("TalentLMS", "Login,First name,Last name,E-mail,User type", "id first last email -")]
    [InlineData("LearnUpon", "First name,Last name,Email,Username,Enabled", "first last email id -")]
    [InlineData("SAP SuccessFactors", "Student ID,Last Name,First Name,Email Address,Organization", "id last first email -")]
    [InlineData("Workday", "Employee ID,Legal Name,Work Email,Cost Center", "id name email -")]
    [InlineData("Workday, worker", "Worker,Employee ID,Email - Primary Work", "name id email")]
    [InlineData("a CPE tracker", "Learner,Learner Email,Employee Number,License Number,License State,PTIN", "name email id number state ptin")]
    [InlineData("a CPE tracker, CPA license", "Full Name,Email,CPA License #,License State", "name email number state")]
    [InlineData("a number without its state", "Full Name,Email,CPA License #", "name email -")]
    [InlineData("two addresses, the plain one first", "Display Name,Work Email,E-mail address", "name - email")]
    [InlineData("two names, the full one first", "Display Name,Full Name,Login", "- name id")]
    public void Read_HeadersOfASystem_AreFoundAndTheOthersNamed(string system, string header, string expected)
    {
        var headers = header.Split(',');
        var meanings = expected.Split(' ');
        var values = meanings.Select(meaning => meaning switch
        {
            "id" => "7",
            "name" => "Ana Lima",
            "first" => "Ana",
            "last" => "Lima",
            "email" => "ana@contoso.example",
            "number" => "012345",
            "state" => "NY",
            "ptin" => "p01234567",
            _ => "x",
        });

        var reading = Read($"{header}\n{string.Join(',', values)}");

        Assert.True(reading.IsTaken, $"{system}: {string.Join('\n', reading.Refusals)}");
        Assert.Equal(headers.Where((_, index) => meanings[index] == "-"), reading.IgnoredColumns);
        var row = reading.Rows.Single();
        Assert.Equal(
            ("Ana Lima", meanings.Contains("id") ? "7" : null, meanings.Contains("email") ? "ana@contoso.example" : null),
            (row.Name, row.ExternalId, row.Email));
        Assert.Equal(
            [.. meanings.Contains("number") ? [new RosterLicense("NY", "012345")] : Array.Empty<RosterLicense>(), .. meanings.Contains("ptin") ? [new RosterLicense("PTIN", "P01234567")] : Array.Empty<RosterLicense>()],
            row.Licenses ?? []);
    }

    [Fact]
    public void Read_FirstAndLastName_AreJoined() =>
        Assert.Equal(["Ana Lima", "Cher"], Take("First name\tLast name\nAna\tLima\nCher\t").Select(row => row.Name));

    [Theory]
    [InlineData("name,email\nAna,a@x.example")]
    [InlineData("name;email\nAna;a@x.example")]
    [InlineData("name\temail\nAna\ta@x.example")]
    [InlineData("\"name, given\";name;email\n;Ana;a@x.example")]
    public void Read_Separator_IsDetectedFromTheHeader(string text) => Assert.Equal("a@x.example", Take(text).Single().Email);

    [Theory]
    [MemberData(nameof(EncodingsAndSeparators))]
    public void Read_EncodingAndSeparator_AreDetected(string encoding, bool marked, char separator)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var codec = Encoding.GetEncoding(encoding);

        var reading = RosterCsvReader.Read((byte[])[.. marked ? codec.GetPreamble() : [], .. codec.GetBytes($"name{separator}email\r\nZoë Ünal{separator}zoe@x.example\r\n")]);

        Assert.Equal([("Zoë Ünal", "zoe@x.example")], reading.Rows.Select(row => (row.Name, row.Email)));
    }

    [Fact]
    public void Read_BlankLinesAndUnknownColumns_AreSteppedOver()
    {
        var reading = Read("name,department,\r\nAna,Tax,\r\n,,\r\n\r\n\"Bo\r\nEk\",Audit\r\nCy,Law\r\n");

        Assert.Equal([(2, "Ana"), (5, "Bo\r\nEk"), (6, "Cy")], reading.Rows.Select(row => (row.Row, row.Name)));
        Assert.Equal(["department"], reading.IgnoredColumns);
    }

    [Theory]
    [InlineData("no content", "", FileRefusalCodes.Empty, null, null)]
    [InlineData("no rows", "name,email\n", FileRefusalCodes.RosterNoRows, null, null)]
    [InlineData("blank lines alone", "\n\n", FileRefusalCodes.RosterNoRows, null, null)]
    [InlineData("no name column", "email\na@x.example", FileRefusalCodes.RosterHeaders, 1, null)]
    [InlineData("a first name alone", "first name\nAna", FileRefusalCodes.RosterHeaders, 1, null)]
    [InlineData("two columns of one meaning", "name,email,E-Mail\nAna,,", FileRefusalCodes.RosterHeaderTwice, 1, 3)]
    [InlineData("a quote that is never closed", "name,email\nAna,a@x.example\n\"Bo,b@x.example\n", FileRefusalCodes.RosterQuotes, 3, null)]
    [InlineData("a quote in an unquoted field", "name,email\nAna \"Annie\" Lima,a@x.example\n", FileRefusalCodes.RosterQuotes, 2, null)]
    [InlineData("more fields than headers", "name,email\nLima, Ana,a@x.example", FileRefusalCodes.RosterWidth, 2, 3)]
    [InlineData("no name", "name,email\n ,a@x.example", FileRefusalCodes.RosterName, 2, 1)]
    [InlineData("an address without at sign", "name,email\nAna,ana", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("two addresses", "name,email\nAna,a@x.example b@x.example", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("a license without jurisdiction", "name,licenses\nAna,012345", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("a license without number", "name,licenses\nAna,NY:", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("a license number without its state", "name,license number,license state\nAna,012345,", FileRefusalCodes.RosterValue, 2, 3)]
    [InlineData("a PTIN that is none", "name,PTIN\nAna,1234567", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("an object id that is none", "name,entra id\nAna,12", FileRefusalCodes.RosterValue, 2, 2)]
    [InlineData("the same id twice", "id,name\n7,Ana\n8,Bo\n7,Cy", FileRefusalCodes.RosterDuplicate, 4, 1)]
    [InlineData("the same address in another case", "name,email\nAna,a@x.example\nBo,A@X.example", FileRefusalCodes.RosterDuplicate, 3, 2)]
    [InlineData("the same object id in another notation", "name,entra id\nAna,3f2504e0-4f89-41d3-9a0c-0305e82c3301\nBo,{3F2504E0-4F89-41D3-9A0C-0305E82C3301}", FileRefusalCodes.RosterDuplicate, 3, 2)]
    public void Read_RosterThatCannotBeTaken_IsRefusedNamingThePlace(string because, string text, string code, int? row, int? column)
    {
        var reading = Read(text);

        Assert.Empty(reading.Rows);
        Assert.True((reading.Refusals[0].Code, reading.Refusals[0].Row, reading.Refusals[0].Column) == (code, row, column), $"{because}: {reading.Refusals[0]}");
    }

    [Fact]
    public void Read_Duplicate_NamesBothRows() =>
        Assert.Contains("Rows 2 and 4", Read("id,name\n7,Ana\n8,Bo\n7,Cy").Refusals.Single().Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ManyBadRows_ReportsTheFirstHundred()
    {
        var reading = Read("name,email\n" + string.Concat(Enumerable.Range(0, 150).Select(_ => "Ana,nowhere\n")));

        Assert.Equal(Enumerable.Range(2, 100), reading.Refusals.Select(refusal => refusal.Row!.Value));
    }

    [Theory]
    [InlineData("a workbook", "PK\u0003\u0004")]
    [InlineData("binary content", "name\u0000\u0001")]
    public void Read_NoText_IsRefused(string what, string content) =>
        Assert.True(RosterCsvReader.Read(Encoding.Latin1.GetBytes(content)).Refusals.Single().Code == FileRefusalCodes.Encoding, what);

    [Fact]
    public void Read_UnpairedSurrogateInUtf16_IsRefused() =>
        Assert.Equal(FileRefusalCodes.Encoding, RosterCsvReader.Read((byte[])[0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8]).Refusals.Single().Code);

    [Theory]
    [InlineData("bytes", FileRefusalCodes.TooLarge)]
    [InlineData("rows", FileRefusalCodes.TooManyRows)]
    [InlineData("columns", FileRefusalCodes.TooManyColumns)]
    [InlineData("characters", FileRefusalCodes.CellTooLong)]
    public void Read_OverALimit_IsRefused(string limit, string code)
    {
        var text = limit switch
        {
            "bytes" => new string('x', FileLimits.FileBytes + 1),
            "rows" => "name\n" + string.Concat(Enumerable.Repeat("A\n", 100_000)),
            "columns" => "name" + new string(',', 1_000) + "\nA",
            _ => "name\n" + new string('x', 32_768),
        };

        Assert.Equal(code, Read(text).Refusals.Single().Code);
    }

    [Fact]
    public void Read_RandomBytes_TakesOrRefuses()
    {
        var random = new Random(11);
        var original = Encoding.UTF8.GetBytes("external id,name,email,licenses\r\n7,\"Lima, Ana\",ana@contoso.example,NY:1|CA:2\r\n8,Bo,bo@contoso.example,\r\n");
        for (var number = 0; number < 500; number++)
        {
            var file = original.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            var reading = RosterCsvReader.Read(file);

            Assert.NotEqual(reading.Rows.Count == 0, reading.Refusals.Count == 0);
        }
    }
}
