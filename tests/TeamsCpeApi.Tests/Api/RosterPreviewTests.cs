using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>What a roster would do is said before it is done, and nothing of it is stored.</summary>
[Collection(OneServer.Name)]
public class RosterPreviewTests(CpeServer server)
{
    private const string Csv = "Employee Number,Full Name,E-mail address,License Number,License State,Department\n1,Ann Lee,ann@x.example,,,Tax\n2,Bo Chen-Diaz,bo@x.example,77,NY,Audit\n4,Dee Ray,dee@x.example,,,Tax\n";

    [Fact]
    public async Task Preview_OfAFile_SaysWhatTheFileThenDoes()
    {
        var session = await EnrolledAsync();
        var before = await StateAsync(session);

        var preview = (await SendAsync("POST", session, Text(Csv), preview: true)).Expect(200).Json;

        Assert.Equal(before, await StateAsync(session));
        Assert.True((bool)preview["applies"]!);
        Assert.Equal(["Department"], Strings(preview["ignoredColumns"]!));
        Assert.Equal(["2 unchanged", "3 updated name Bo Chen>Bo Chen-Diaz licenses >NY:77", "4 added"], preview["items"]!.AsArray().Select(item => Written(item!)));
        Assert.Empty(preview["removedParticipants"]!.AsArray());

        var done = (await SendAsync("POST", session, Text(Csv), preview: false)).Expect(200).Json;
        Assert.Equal((true, false), ((bool)preview["preview"]!, (bool)done["preview"]!));
        Assert.Equal(preview["items"]!.AsArray().Select(item => Written(item!)), done["items"]!.AsArray().Select(item => Written(item!)));
        Assert.Equal(((int)preview["added"]!, (int)preview["updated"]!, (int)preview["unchanged"]!), ((int)done["added"]!, (int)done["updated"]!, (int)done["unchanged"]!));
    }

    [Fact]
    public async Task Preview_OfAReplacement_NamesWhoWouldBeRemoved()
    {
        var session = await EnrolledAsync();
        var before = await StateAsync(session);

        var preview = (await SendAsync("PUT", session, Text(Csv), preview: true)).Expect(200).Json;

        Assert.Equal(["Cy Young"], preview["removedParticipants"]!.AsArray().Select(row => (string)row!["name"]!));
        Assert.Equal(before, await StateAsync(session));
        (await SendAsync("PUT", session, Text(Csv), preview: true, ifMatch: "\"99\"")).Expect(412);
    }

    [Fact]
    public async Task Preview_OfAReplacementThatLeavesOutSomebodyInUse_SaysWhyNot()
    {
        var session = await EnrolledAsync();
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()))).Expect(201);
        var attendee = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/attendees")).Json["items"]![0]!;
        var young = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/participants")).Json["items"]!.AsArray().Single(row => (string)row!["externalId"]! == "3")!["id"]!.DeepClone();
        (await server.Operator.JsonAsync("PUT", $"/api/v1/sessions/{session}/attendees/{attendee["id"]}/match", new JsonObject { ["participantId"] = young, ["reason"] = "Known." }, ("If-Match", "*"))).Expect(200);

        var preview = (await SendAsync("PUT", session, Text(Csv), preview: true)).Expect(200).Json;

        Assert.False((bool)preview["applies"]!);
        Assert.Contains("have been launched, matched", (string)preview["reason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a file with a bad row is not taken at all", "Full Name,Email\nAnn Lee,nowhere\n", false, "2 refused roster-value-invalid")]
    [InlineData("a file whose address is another's", "Employee Number,Full Name,Email\n9,Eve Poe,ann@x.example\n", false, "2 refused address-taken")]
    [InlineData("a file without a name column", "Email\nann@x.example\n", false, "1 refused roster-headers-missing")]
    public async Task Preview_OfAFileThatIsRefused_NamesRowAndReasonAndLeavesNoTrace(string what, string csv, bool applies, string expected)
    {
        var session = await EnrolledAsync();
        var before = await StateAsync(session);

        var preview = (await SendAsync("POST", session, Text(csv), preview: true)).Expect(200).Json;

        Assert.True(applies == (bool)preview["applies"]!, what);
        Assert.Equal([expected], preview["items"]!.AsArray().Select(item => Written(item!)));
        Assert.Equal(before, await StateAsync(session));
        (await SendAsync("POST", session, Text(csv), preview: false)).Expect(400);
    }

    [Fact]
    public async Task File_WithoutAColumnOfLicenses_LeavesThem()
    {
        var session = await EnrolledAsync();
        (await SendAsync("POST", session, Text("id,name,aliases,licenses\n1,Ann Lee,a@x.example,NY:5\n"), preview: false)).Expect(200);

        var without = (await SendAsync("POST", session, Text("id,name\n1,Ann Lee\n"), preview: true)).Expect(200).Json;
        var emptied = (await SendAsync("POST", session, Text("id,name,licenses\n1,Ann Lee,\n"), preview: true)).Expect(200).Json;

        Assert.Equal("2 unchanged", Written(without["items"]![0]!));
        Assert.Equal("2 updated licenses NY:5>", Written(emptied["items"]![0]!));
    }

    [Fact]
    public async Task Preview_OfJson_TakesTheGoodOnes()
    {
        var session = await EnrolledAsync();
        const string Json = """{"participants":[{"externalId":"1","name":"Ann B. Lee"},{"externalId":"9","name":" "}]}""";

        var preview = (await SendAsync("POST", session, Body.Json(Json), preview: true)).Expect(200).Json;
        var whole = (await SendAsync("PUT", session, Body.Json(Json), preview: true)).Expect(200).Json;

        Assert.Equal((true, false), ((bool)preview["applies"]!, (bool)whole["applies"]!));
        Assert.Equal(["updated name Ann Lee>Ann B. Lee", "refused required"], preview["items"]!.AsArray().Select(item => Written(item!)));
    }

    private async Task<Guid> EnrolledAsync()
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);
        (await SendAsync("POST", session, Text("id,name,email\n1,Ann Lee,ann@x.example\n2,Bo Chen,bo@x.example\n3,Cy Young,cy@x.example\n"), preview: false)).Expect(200);
        return session;
    }

    private Task<Answer> SendAsync(string method, Guid session, HttpContent body, bool preview, string ifMatch = "*") => server.Integrator.CallAsync(
        method, $"/api/v1/sessions/{session}/participants{(preview ? "?preview=true" : "")}", body, method == "PUT" ? [("If-Match", ifMatch)] : []);

    /// <summary>Everything that a preview must leave as it is.</summary>
    private async Task<string> StateAsync(Guid session) => string.Join('\n', await server.Database.ReadAsync(
        $"""
        select 'participant', to_jsonb(p)::text from participants p where session_id = '{session}'
        union all select 'audit', count(*)::text from audit_events where session_id = '{session}'
        union all select 'version', roster_version::text from sessions where id = '{session}'
        order by 1, 2
        """));

    /// <summary>"row outcome code" or "row outcome field from>to" of an item.</summary>
    private static string Written(JsonNode item) => string.Join(' ', new[] { item["row"]?.ToString(), (string?)item["outcome"], (string?)item["error"]?["code"] }
        .Concat((item["changes"]?.AsArray() ?? []).Select(change => $"{change!["field"]} {change["from"]}>{change["to"]}"))
        .OfType<string>());

    private static IEnumerable<string> Strings(JsonNode list) => list.AsArray().Select(entry => (string)entry!);

    private static StringContent Text(string csv) => Body.Text(csv, "text/csv");
}
