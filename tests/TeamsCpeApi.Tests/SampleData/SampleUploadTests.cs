using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The product's readers, and the simulator, on the files of the folder.</summary>
public class SampleUploadTests
{
    [Fact]
    public void Scenario_Loaded_IsTakenByTheSimulator()
    {
        var tenant = Assert.Single(Scenario.Parse(SampleFolder.Text("graph-scenario.json")).Tenants);

        Assert.Equal([3, 1], tenant.Meetings.Select(meeting => meeting.Reports.Count));
    }

    [Theory]
    [InlineData("polls", 7, 318)]
    [InlineData("short-polls", 2, 11)]
    public void Poll_Read_GivesItsQuestionAndAnswers(string folder, int files, int answers)
    {
        var readings = Directory.EnumerateFiles(SampleFolder.PathOf(folder))
            .Select(path => FormsWorkbookReader.Read(File.ReadAllBytes(path), Path.GetFileName(path)).Export!)
            .ToArray();

        Assert.Equal(files, readings.Length);
        Assert.Equal(answers, readings.Sum(export => export.Responses.Count));
        Assert.All(readings, export => Assert.Single(export.Questions));
        Assert.All(readings, export => Assert.All(export.Responses, response => Assert.NotNull(Assert.Single(response.Answers))));
    }

    [Fact]
    public void Roster_Read_GivesEveryParticipant()
    {
        var roster = RosterCsvReader.Read(File.ReadAllBytes(SampleFolder.PathOf("roster.csv")));

        Assert.Empty(roster.Refusals);
        Assert.Equal(SamplePeople.Roster.Select(person => person.Name), roster.Rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData("renamed-pdf.xlsx", "file-not-a-workbook")]
    [InlineData("renamed-html.xlsx", "file-not-a-workbook")]
    [InlineData("empty.xlsx", "file-empty")]
    [InlineData("truncated.xlsx", "file-damaged")]
    [InlineData("password-protected.xlsx", "file-password-protected")]
    [InlineData("macro-enabled.xlsx", "file-has-macros")]
    [InlineData("zip-bomb.xlsx", "file-inflates-too-far")]
    [InlineData("not-a-forms-export.xlsx", "forms-headers-missing")]
    public void BadWorkbook_Read_IsRefused(string name, string code) =>
        Assert.Equal(code, FormsWorkbookReader.Read(File.ReadAllBytes(SampleFolder.PathOf("bad-files/" + name)), name).Refusal?.Code);

    [Theory]
    [InlineData("roster-with-a-person-twice.csv", "roster-duplicate")]
    [InlineData("roster-in-a-broken-shape.csv", "roster-quotes-unbalanced")]
    public void BadRoster_Read_IsRefused(string name, string code) =>
        Assert.Contains(code, RosterCsvReader.Read(File.ReadAllBytes(SampleFolder.PathOf("bad-files/" + name))).Refusals.Select(refusal => refusal.Code));
}
