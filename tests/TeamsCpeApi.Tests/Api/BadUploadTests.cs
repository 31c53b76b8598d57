using System.Security.Cryptography;
using System.Net.Http.Headers;
using System.Text;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Files that are refused: the reason is told, nothing is kept but one audit event each.</summary>
[Collection(OneServer.Name)]
public class BadUploadTests(CpeServer server)
{
    [Theory]
    [InlineData("renamed-pdf.xlsx", "file-not-a-workbook")]
    [InlineData("renamed-html.xlsx", "file-not-a-workbook")]
    [InlineData("empty.xlsx", "file-empty")]
    [InlineData("truncated.xlsx", "file-damaged")]
    [InlineData("password-protected.xlsx", "file-password-protected")]
    [InlineData("macro-enabled.xlsx", "file-has-macros")]
    [InlineData("zip-bomb.xlsx", "file-inflates-too-far")]
    [InlineData("not-a-forms-export.xlsx", "forms-headers-missing")]
    [InlineData("poll-of-another-day.xlsx", "poll-outside-session")]
    public async Task Poll_Bad_IsRefusedAndAuditedOnce(string name, string code)
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        var before = await Sample.StoredAsync(server);

        var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.BadFile(name)));

        Assert.Equal("files-refused", answer.Expect(422).Code);
        Assert.Equal([$"{name} {code}"], answer.Errors);
        Assert.Equal(before, await Sample.StoredAsync(server));
        Assert.Equal(["1"], await server.Database.ReadAsync($"select count(*) from audit_events where session_id = '{session}' and action = 'poll-file.refused'"));
    }

    [Fact]
    public async Task Roster_AsAFormOfOneFile_IsTakenAndOfTwoNoneIsChosen()
    {
        var address = $"/api/v1/sessions/{await Sample.NewSessionAsync(server, server.Operator)}/participants";
        var (one, other) = (("one.csv", "external id,name\n7,Ann"u8.ToArray()), ("other.csv", "external id,name\n8,Bo"u8.ToArray()));

        (await server.Operator.CallAsync("POST", address, Body.Files(one, other))).Expect(400);
        (await server.Operator.CallAsync("PUT", address, Body.Files(one, other), ("If-Match", "\"0\""))).Expect(400);

        Assert.Empty((await server.Operator.CallAsync("GET", address)).Json["items"]!.AsArray());
        Assert.Equal(1, (int)(await server.Operator.CallAsync("POST", address, Body.Files(one))).Expect(200).Json["added"]!);
    }

    [Fact]
    public async Task Polls_OneBadAmongGood_DoesNotLoseTheGood()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);

        var answer = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.BadFile("truncated.xlsx"), Sample.Poll()))).Expect(207).Json;

        Assert.Equal((1, 1), ((int)answer["accepted"]!, (int)answer["refused"]!));
        Assert.Equal(["refused", "accepted"], answer["files"]!.AsArray().Select(file => (string?)file!["state"]));
        Assert.Equal(["1"], await server.Database.ReadAsync($"select count(*) from polls where session_id = '{session}'"));
    }

    [Fact]
    public async Task Poll_TwiceInOneRequestOrTwo_IsTakenOnce()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        var (name, content) = Sample.Poll();

        var twice = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files((name, content), ("copy.xlsx", content)))).Expect(207);
        var again = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files((name, content)))).Expect(422);

        Assert.Equal("duplicate-file", (string?)twice.Json["files"]![1]!["error"]!["code"]);
        Assert.EndsWith(" duplicate-file", Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.Equal(["1"], await server.Database.ReadAsync($"select count(*) from poll_files where session_id = '{session}'"));
    }

    [Fact]
    public async Task Poll_NamedWithAPathAndControlCharacters_KeepsTheLastPartOnly()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        var content = Sample.Poll().Content;
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../etc/po\u0001ll\u007f.xlsx\"\r\n\r\n"),
            .. content,
            .. "\r\n--b--\r\n"u8,
        ];

        var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Raw(body, "multipart/form-data; boundary=b"));

        Assert.Equal("poll.xlsx", (string?)answer.Expect(201).Json["files"]![0]!["fileName"]);
    }

    [Theory]
    [InlineData("no file", "--b\r\nContent-Disposition: form-data; name=\"timeZone\"\r\n\r\nUTC\r\n--b--\r\n", "multipart/form-data; boundary=b", 400)]
    [InlineData("a body that ends too early", "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.xlsx\"\r\n\r\nabc", "multipart/form-data; boundary=b", 400)]
    [InlineData("no boundary", "abc", "multipart/form-data", 400)]
    [InlineData("JSON", "{}", "application/json", 415)]
    [InlineData("an unknown time zone", "--b\r\nContent-Disposition: form-data; name=\"timeZone\"\r\n\r\nNowhere\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.xlsx\"\r\n\r\nabc\r\n--b--\r\n", "multipart/form-data; boundary=b", 400)]
    public async Task Upload_InAnotherShape_IsRefused(string sentence, string body, string type, int status)
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        var before = await Sample.StoredAsync(server);
        foreach (var headers in new (string, string)[][] { [], [("Idempotency-Key", Guid.NewGuid().ToString())] })
        {
            var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Raw(Encoding.UTF8.GetBytes(body), type), headers);

            Assert.True(answer.Status == status && answer.Code is not null, $"{sentence}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Fact]
    public async Task Upload_OfFiftyOneFiles_IsRefused()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);

        var answer = await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Enumerable.Range(0, 51).Select(index => ($"{index}.xlsx", new byte[] { 1 }))));

        Assert.Equal("invalid-input", answer.Expect(400).Code);
    }

    [Fact]
    public async Task Body_Of101Mebibytes_IsTooLarge()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = server.Operator.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.ExpectContinue = true;

        var answer = await client.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(("large.xlsx", new byte[101 * 1024 * 1024])));

        Assert.Equal("payload-too-large", answer.Expect(413).Code);
    }

    [Theory]
    [InlineData("a participant twice", """{"participants":[{"externalId":"A","name":"Ann"},{"externalId":"A","name":"Ann"}]}""", "/participants/1/externalId duplicate-participant")]
    [InlineData("an address twice", """{"participants":[{"externalId":"A","name":"Ann","email":"a@example.org"},{"externalId":"B","name":"Bea","email":"A@example.org"}]}""", "/participants/1/email address-taken")]
    [InlineData("a bad address", """{"participants":[{"externalId":"A","name":"Ann","email":"nobody"}]}""", "/participants/0/email email-malformed")]
    [InlineData("a bad alias", """{"participants":[{"externalId":"A","name":"Ann","aliases":[null]}]}""", "/participants/0/aliases alias-malformed")]
    [InlineData("a null license", """{"participants":[{"externalId":"A","name":"Ann","licenses":[null]}]}""", "/participants/0/licenses license-malformed")]
    [InlineData("nobody", """{"participants":[]}""", "/participants required")]
    [InlineData("a null participant", """{"participants":[null]}""", "/participants/0 required")]
    [InlineData("null for all", """{"participants":null}""", "/participants unreadable")]
    [InlineData("a list instead of an object", """[]""", "unreadable")]
    [InlineData("broken JSON", """{"participants":[""", "/participants/0 unreadable")]
    [InlineData("U+0000", """{"participants":[{"externalId":"A\u0000","name":"Ann"}]}""", "/participants/0/externalId unreadable")]
    [InlineData("no key", """{"participants":[{"name":"Ann"}]}""", "/participants/0/externalId key-needed")]
    [InlineData("no name", """{"participants":[{"externalId":"A","name":" "}]}""", "/participants/0/name required")]
    public async Task Roster_WrongAsJson_IsNotReplaced(string sentence, string json, string error)
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);
        var before = await Sample.StoredAsync(server);

        var answer = await server.Integrator.CallAsync("PUT", $"/api/v1/sessions/{session}/participants", Body.Json(json), ("If-Match", "*"));

        Assert.True(answer.Expect(400).Errors.Contains(error), $"{sentence}: {answer.Text}");
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Theory]
    [InlineData("roster-with-a-person-twice.csv", "roster-duplicate")]
    [InlineData("roster-in-a-broken-shape.csv", "roster-quotes-unbalanced")]
    public async Task Roster_WrongAsCsv_IsNotTakenAndAuditedOnce(string name, string code)
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);
        var before = await Sample.StoredAsync(server);

        var answer = await server.Integrator.CallAsync("POST", $"/api/v1/sessions/{session}/participants", Body.Text(SampleFolder.Text($"bad-files/{name}"), "text/csv"), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var error = answer.Expect(400).Json["errors"]!.AsArray().First(entry => (string?)entry!["code"] == code)!;
        Assert.True((int)error["row"]! > 1);
        Assert.Equal(before, await Sample.StoredAsync(server));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SampleFolder.Text($"bad-files/{name}"))));
        Assert.Equal([sha256], await server.Database.ReadAsync($"select data::jsonb->>'sha256' from audit_events where session_id = '{session}' and action = 'roster.refused'"));
    }

    [Theory]
    [InlineData("text/plain", "name\nAnn", 415)]
    [InlineData("text/csv", "name,externalId\nAnn,A\0B", 400)]
    [InlineData("text/csv", "", 400)]
    public async Task Roster_OfAnotherKind_IsRefused(string type, string text, int status)
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);

        Assert.NotNull((await server.Integrator.CallAsync("POST", $"/api/v1/sessions/{session}/participants", Body.Text(text, type))).Expect(status).Code);
        Assert.Equal(["0"], await server.Database.ReadAsync($"select count(*) from participants where session_id = '{session}'"));
    }

    private static ByteArrayContent Raw(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
