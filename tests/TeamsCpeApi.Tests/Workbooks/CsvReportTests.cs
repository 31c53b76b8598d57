using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

public class CsvReportTests
{
    private static string Written(params IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var stream = new MemoryStream();
        CsvReport.Write(ReportFixture.Table(rows), stream);
        return new UTF8Encoding(false).GetString(stream.ToArray());
    }

    [Fact]
    public void Write_EveryKind_IsIndependentOfAnyLocale() => Assert.Equal(
        "\uFEFFParticipant,Joined,Attended,Credits,Polls\r\nZoë Ünal,2026-03-12T14:05:07-04:00,90061,1.5,4\r\n,,,,\r\n",
        Written(ReportFixture.Row("Zoë Ünal"), [null, null, null, null, null]));

    [Theory]
    [InlineData("a comma", "a,b", "\"a,b\"")]
    [InlineData("a quote", "a\"b", "\"a\"\"b\"")]
    [InlineData("a line break", "a\nb", "\"a\nb\"")]
    [InlineData("a formula", "=1+1", "'=1+1")]
    [InlineData("a formula with quotes", "=A(\"x\")", "\"'=A(\"\"x\"\")\"")]
    [InlineData("an old formula", "+1", "'+1")]
    [InlineData("a negative number in text", "-1", "'-1")]
    [InlineData("a function of old", "@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a tab before a formula", "\t=1", "'\t=1")]
    [InlineData("a carriage return before a formula", "\r=1", "\"'\r=1\"")]
    [InlineData("an equals sign inside", "a=1", "a=1")]
    public void Write_Text_IsQuotedAndHarmless(string because, string text, string expected) =>
        Assert.True(Written(ReportFixture.Row(text)).Split("\r\n", 2)[1].StartsWith(expected + ",2026", StringComparison.Ordinal), because + ": " + Written(ReportFixture.Row(text)));

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("1.00", "1.0")]
    [InlineData("0.125", "0.125")]
    public void Write_Credits_KeepEveryDigitThatCounts(string credits, string expected) =>
        Assert.Contains($",1,{expected},2\r\n", Written(["Ana", null, 1L, decimal.Parse(credits, System.Globalization.CultureInfo.InvariantCulture), 2L]), StringComparison.Ordinal);

    [Fact]
    public void Write_NegativeCount_IsNoText() =>
        Assert.Contains(",-5\r\n", Written(["Ana", null, null, null, -5L]), StringComparison.Ordinal);
}
