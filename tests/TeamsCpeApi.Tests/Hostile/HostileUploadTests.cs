using System.Globalization;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Hostile;

/// <summary>Damaged files over REST: every answer names an outcome for each file, and the server never says that it broke.</summary>
[Collection(OneServer.Name)]
public sealed class HostileUploadTests(CpeServer server)
{
    private const int Requests = 6;
    private const int FilesInARequest = 20;

    [Theory]
    [InlineData("Forms workbook", "polls", "xlsx")]
    [InlineData("Forms CSV", "polls", "csv")]
    [InlineData("attendance file", "attendance/files", "csv")]
    [InlineData("attendance workbook", "attendance/files", "xlsx")]
    public async Task Upload_DamagedFiles_EachGetsAnOutcome(string kind, string path, string ending)
    {
        var session = await SessionOfTheFilesAsync();
        for (var request = 0; request < Requests; request++)
        {
            var files = Enumerable.Range(request * FilesInARequest, FilesInARequest)
                .Select(seed => (Name: string.Create(CultureInfo.InvariantCulture, $"file {seed}.{ending}"), Content: HostileFiles.Of(kind, new Random(seed))))
                .ToArray();

            var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/{path}", Body.Files(files));

            Assert.True(answer.Status is 201 or 207 or 422, $"{answer.Status}: {answer.Text}");
            var outcomes = answer.Json[answer.Status == 422 ? "errors" : "files"]!.AsArray();
            Assert.Equal(files.Select(file => file.Name), outcomes.Select(outcome => (string?)(outcome!["fileName"] ?? outcome["file"])));
        }
    }

    [Fact]
    public async Task Roster_DamagedFiles_AreTakenWholeOrRefusedWhole()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        for (var seed = 0; seed < Requests * FilesInARequest; seed++)
        {
            var before = await CountAsync(session);
            using var content = new ByteArrayContent(HostileFiles.Of("roster", new Random(seed))) { Headers = { ContentType = new("text/csv") } };

            var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/participants", content);

            Assert.True(answer.Status is 200 or 400, $"{seed}: {answer.Status}: {answer.Text}");
            Assert.Equal(answer.Status == 200 ? before + (int)answer.Json["added"]! : before, await CountAsync(session));
        }
    }

    /// <summary>A session at the time of which the files tell: what is still whole is taken.</summary>
    private async Task<Guid> SessionOfTheFilesAsync()
    {
        var session = await Sample.SessionAsync(server);
        (session["startsAt"], session["endsAt"], session["timeZone"]) = ("2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z", "UTC");
        session.Remove("breaks");
        return (await server.Operator.JsonAsync("POST", "/api/v1/sessions", session)).Expect(201).Id;
    }

    private async Task<int> CountAsync(Guid session) =>
        int.Parse((await server.Database.ReadAsync($"select count(*) from participants where session_id = '{session}'"))[0], CultureInfo.InvariantCulture);
}
