using System.Text.Json.Nodes;
using Npgsql;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>The same time of one person is certified once, over all sessions and programs of an owner: found before approval, refused at issuing.</summary>
[Collection(OneServer.Name)]
public sealed class OverlapTests(CpeServer server)
{
    private static readonly Pupil Ann = new("E1", "Ann Lee", "ann@example.org", (0, 100));
    private static readonly Pupil Bob = new("E2", "Bob Ray", "bob@example.org", (0, 100));

    [Fact]
    public async Task TwoSessionsAtOnce_AreToldBeforeApprovalWhereverSomebodyLooks()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann, Bob]);
        var other = await lms.HoldAsync("Audit", 50, 150, [Ann with { Email = "ann@home.example", Stays = [(40, 150)] }, new Pupil("E3", "Cay Orr", "cay@example.org", (50, 150))]);

        var warning = Assert.Single((await lms.SessionAsync(one))["warnings"]!.AsArray(), row => (string)row!["code"]! == "overlapping-sessions")!;
        var text = (string)warning["message"]!;
        Assert.StartsWith($"1 participant was counted in this session and in \"Audit\" ({other}) at the same time (2026-10-20 18:50:00–19:40:00 UTC, 50 min in all): Ann Lee (E1).", text, StringComparison.Ordinal);
        Assert.Contains(text.Replace("\"", "\"\"", StringComparison.Ordinal), await TextAsync($"sessions/{one}/completion?format=csv"), StringComparison.Ordinal);
        using var paper = new PdfTool((await server.Operator.CallAsync("GET", $"/api/v1/sessions/{one}/completion?format=pdf")).Expect(200).Content);
        Assert.Contains("1 participant was counted in this session and in", paper.Text(), StringComparison.Ordinal);

        var finding = Overlapping(await lms.RowAsync(other, "Ann Lee"))!;
        Assert.Equal("decision", (string)finding["level"]!);
        Assert.StartsWith($"Counted in \"Taxes\" ({one}) at the same time for 50 min (2026-10-20 18:50:00–19:40:00 UTC).", (string)finding["message"]!, StringComparison.Ordinal);
        Assert.Null(Overlapping(await lms.RowAsync(one, "Bob Ray")));
    }

    [Fact]
    public async Task ApprovingAll_LeavesOutWhoIsInTwoSessionsUntilNamed()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann, Bob]);
        await lms.HoldAsync("Audit", 0, 100, [Ann]);

        var approval = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{one}/credits/approve")).Expect(200).Json;

        Assert.Equal(1, (int)approval["approved"]!);
        Assert.Contains(approval["items"]!.AsArray(), item => (string)item!["outcome"]! == "decisionNeeded" && ((string)item["reason"]!).Contains("Counted in \"Audit\"", StringComparison.Ordinal));
        await lms.ApproveAsync(one, "Ann Lee");
        Assert.Equal("approved", (string)(await lms.RowAsync(one, "Ann Lee"))["status"]!);
    }

    [Theory]
    [InlineData("sessions that follow one another", "E1", "ann@example.org", 100, 200, false)]
    [InlineData("another id at the same address", "E9", "ann@example.org", 0, 100, false)]
    [InlineData("the same id at another address", "E1", "ann@home.example", 0, 100, true)]
    [InlineData("the address alone, in other letters", null, "ANN@example.org", 0, 100, true)]
    [InlineData("an alias", null, "alias@example.org", 0, 100, true)]
    public async Task SecondSession_SharesTimeOfThePerson(string description, string? id, string email, int from, int until, bool isRefused)
    {
        Assert.True(description.Length > 0);
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann with { More = new JsonObject { ["aliases"] = new JsonArray("alias@example.org") } }]);
        var other = await lms.HoldAsync("Audit", from, until, [new Pupil(id, "Ann Lee", email, (from, until))]);
        await lms.ApproveAsync(one, "Ann Lee");
        await lms.ApproveAsync(other, "Ann Lee");
        await lms.CertifyAsync($"sessions/{one}");

        Assert.Equal(isRefused, Overlapping(await lms.RowAsync(other, "Ann Lee")) is not null);
        var answer = await lms.RequestCertificatesAsync($"sessions/{other}");
        Assert.Equal(isRefused ? "overlapping-certificate" : null, answer.Code);
    }

    [Fact]
    public async Task SessionsOfTwoOwners_DoNotConcernEachOther()
    {
        var (one, other) = (await Lms.OpenAsync(server), await Lms.OpenAsync(server));
        var session = await one.HoldAsync("Taxes", 0, 100, [Ann]);
        await other.HoldAsync("Audit", 0, 100, [Ann]);

        Assert.Null(Overlapping(await one.RowAsync(session, "Ann Lee")));
    }

    [Fact]
    public async Task CancelledSession_IsNotLookedAt()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        var other = await lms.HoldAsync("Audit", 0, 100, [Ann]);
        (await lms.Client.CallAsync("DELETE", $"/api/v1/sessions/{other}", null, ("If-Match", "*"))).Expect(204);

        Assert.Null(Overlapping(await lms.RowAsync(one, "Ann Lee")));
    }

    [Fact]
    public async Task SecondCertificate_IsRefusedUntilOneEndsOrAnOverrideSaysWhyBothStand()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        var other = await lms.HoldAsync("Audit", 0, 100, [Ann, Bob]);
        await lms.ApproveAsync(one, "Ann Lee");
        await lms.ApproveAsync(other, "Ann Lee");
        await lms.ApproveAsync(other, "Bob Ray");
        var certificate = Assert.Single(await lms.CertifyAsync($"sessions/{one}"));

        var refused = (await lms.RequestCertificatesAsync($"sessions/{other}")).Expect(409);
        Assert.Equal("overlapping-certificate", refused.Code);
        var error = (string)Assert.Single(refused.Json["errors"]!.AsArray())!["message"]!;
        Assert.Contains("(\"Taxes\", Ann Lee) holds 1 h 40 min of the time of Ann Lee (2026-10-20 18:00:00–19:40:00 UTC)", error, StringComparison.Ordinal);
        Assert.Contains($"POST /api/v1/certificates/{certificate}/revoke", error, StringComparison.Ordinal);
        Assert.Contains(", of which certificate ", (string)Overlapping(await lms.RowAsync(other, "Ann Lee"))!["message"]!, StringComparison.Ordinal);

        var award = (await lms.OverrideAsync(other, "Ann Lee")).Json;
        Assert.Equal([$"{one}"], award["overlapsKnown"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(2, (await lms.CertifyAsync($"sessions/{other}")).Count);
    }

    [Fact]
    public async Task RevokedCertificate_LeavesItsTimeToAnotherOne()
    {
        var lms = await Lms.OpenAsync(server);
        var (one, other) = (await lms.HoldAsync("Taxes", 0, 100, [Ann]), await lms.HoldAsync("Audit", 0, 100, [Ann]));
        await lms.ApproveAsync(one, "Ann Lee");
        await lms.ApproveAsync(other, "Ann Lee");
        await lms.RevokeAsync(Assert.Single(await lms.CertifyAsync($"sessions/{one}")));

        Assert.Single(await lms.CertifyAsync($"sessions/{other}"));
    }

    [Fact]
    public async Task OverrideMadeBeforeTheOverlapWasKnown_IsNoDecisionAboutIt()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        await lms.OverrideAsync(one, "Ann Lee", 1.4m);
        var other = await lms.HoldAsync("Audit", 0, 100, [Ann]);
        await lms.ApproveAsync(other, "Ann Lee");
        await lms.CertifyAsync($"sessions/{other}");

        Assert.Equal("overlapping-certificate", (await lms.RequestCertificatesAsync($"sessions/{one}")).Expect(409).Code);
        await lms.OverrideAsync(one, "Ann Lee", 1.4m);
        Assert.Single(await lms.CertifyAsync($"sessions/{one}"));
    }

    [Fact]
    public async Task ReissuedCertificate_NeedsAnOverrideToo()
    {
        var lms = await Lms.OpenAsync(server);
        var one = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        var other = await lms.HoldAsync("Audit", 0, 100, [Ann]);
        await lms.ApproveAsync(one, "Ann Lee");
        await lms.CertifyAsync($"sessions/{one}");
        await lms.OverrideAsync(other, "Ann Lee");
        var certificate = Assert.Single(await lms.CertifyAsync($"sessions/{other}"));

        var refused = (await lms.ReissueAsync(certificate, new JsonObject { ["reason"] = "As suggested.", ["useSuggestion"] = true })).Expect(409);
        Assert.Equal("overlapping-certificate", refused.Code);
        (await lms.ReissueAsync(certificate, new JsonObject { ["reason"] = "A typing error." })).Expect(201);
    }

    [Fact]
    public async Task CombinedCertificate_HoldsTheTimeOfAllItsSessions()
    {
        var lms = await Lms.OpenAsync(server);
        var first = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        var second = await lms.HoldAsync("Audit", 50, 150, [Ann with { Stays = [(50, 150)] }]);
        var program = await lms.ProgramAsync(first, second);
        Assert.Null(Overlapping(await lms.RowAsync(first, "Ann Lee")));
        var outside = await lms.HoldAsync("Ethics", 120, 220, [Ann with { Stays = [(120, 220)] }]);

        var person = (await server.Operator.CallAsync("GET", $"/api/v1/programs/{program}/completion")).Expect(200).Json["people"]!.AsArray().Single()!;
        Assert.StartsWith("In \"Audit\": Counted in \"Ethics\"", (string)Overlapping(person)!["message"]!, StringComparison.Ordinal);
        var all = (await server.Operator.CallAsync("POST", $"/api/v1/programs/{program}/credits/approve")).Expect(200).Json;
        Assert.Equal("decisionNeeded", (string)all["items"]![0]!["outcome"]!);

        await lms.ApproveAsync(outside, "Ann Lee");
        await lms.ApproveProgramAsync(program, "Ann Lee");
        var single = Assert.Single(await lms.CertifyAsync($"sessions/{outside}"));
        Assert.Equal("overlapping-certificate", (await lms.RequestCertificatesAsync($"programs/{program}")).Expect(409).Code);

        await lms.RevokeAsync(single);
        await lms.CertifyAsync($"programs/{program}");
        await lms.ApproveAsync(outside, "Ann Lee");
        Assert.Equal("overlapping-certificate", (await lms.RequestCertificatesAsync($"sessions/{outside}")).Expect(409).Code);
        await lms.OverrideAsync(outside, "Ann Lee");
        Assert.Single(await lms.CertifyAsync($"sessions/{outside}"));
    }

    [Fact]
    public async Task SingleCertificatesOfOneProgram_DoNotHoldTheSameTimeEither()
    {
        var lms = await Lms.OpenAsync(server);
        var first = await lms.HoldAsync("Taxes", 0, 100, [Ann]);
        var second = await lms.HoldAsync("Audit", 50, 150, [Ann with { Stays = [(50, 150)] }]);
        await lms.ProgramAsync(first, second);
        await lms.ApproveAsync(first, "Ann Lee");
        await lms.ApproveAsync(second, "Ann Lee");
        await lms.CertifyAsync($"sessions/{first}");

        Assert.Equal("overlapping-certificate", (await lms.RequestCertificatesAsync($"sessions/{second}")).Expect(409).Code);
        await lms.OverrideAsync(second, "Ann Lee");
        Assert.Single(await lms.CertifyAsync($"sessions/{second}"));
    }

    [Fact]
    public async Task TwoWhoIssueInTheSameMoment_OneOfThemIsRefused()
    {
        var lms = await Lms.OpenAsync(server);
        var sessions = new[] { await lms.HoldAsync("Taxes", 0, 100, [Ann, Bob]), await lms.HoldAsync("Audit", 0, 100, [Ann, Bob]) };
        foreach (var session in sessions)
        {
            await lms.ApproveAsync(session, "Ann Lee");
            await lms.ApproveAsync(session, "Bob Ray");
        }

        // Both jobs are begun before one of them has the people, so that neither finds the other's certificates when they are asked for.
        var database = new Database(server.Database.ConnectionString);
        var jobs = new List<JsonNode>();
        await using (var keeper = await database.OpenAsync())
        {
            await using var hold = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryKey.Of($"certified {await OwnerAsync(sessions[0])} id E1")}), pg_advisory_lock({AdvisoryKey.Of($"certified {await OwnerAsync(sessions[0])} id E2")})", keeper);
            await hold.ExecuteNonQueryAsync();
            foreach (var session in sessions)
            {
                jobs.Add((await lms.RequestCertificatesAsync($"sessions/{session}")).Expect(202).Json);
            }

            await Wait.UntilAsync("both wait", async () => await database.CountAsync(
                "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") >= 2);
        }

        var api = new Flow.Api(server.Operator);
        var ended = await Task.WhenAll(jobs.Select(job => api.OverAsync(job.Id())));
        Assert.Contains(ended, job => job.Text("state") == "failed" && job["problem"]!.Text("code") == "overlapping-certificate");
        Assert.Equal("2", Assert.Single(await server.Database.ReadAsync(
            $"select count(*) from certificates where revoked_at is null and session_id in ('{sessions[0]}', '{sessions[1]}')")));
    }

    /// <summary>Many sessions, people and orders of issuing, all at once: whatever comes of it, nobody has two certificates for one instant.</summary>
    [Fact]
    public async Task ManySessionsIssuedAtOnce_NobodyIsCertifiedTwiceForAnInstant()
    {
        var lms = await Lms.OpenAsync(server);
        var random = new Random(20_261_020);
        var sessions = new List<(Guid Id, int From, int Until)>();
        for (var number = 0; number < 5; number++)
        {
            var from = random.Next(0, 8) * 25;
            var pupils = new[] { Ann, Bob, new Pupil(null, "Cay Orr", "cay@example.org", (0, 0)) }.Select(pupil => pupil with { Stays = [(from, from + 50 + random.Next(0, 51))] }).ToArray();
            sessions.Add((await lms.HoldAsync($"Lesson {number}", from, from + 100, pupils), from, from + 100));
        }

        foreach (var session in sessions)
        {
            foreach (var name in new[] { "Ann Lee", "Bob Ray", "Cay Orr" })
            {
                await lms.ApproveAsync(session.Id, name);
            }
        }

        var api = new Flow.Api(server.Operator);
        var answers = await Task.WhenAll(sessions.Select(session => lms.RequestCertificatesAsync($"sessions/{session.Id}")));
        await Task.WhenAll(answers.Where(answer => answer.Status == 202).Select(answer => api.OverAsync(answer.Id.ToString())));

        var certified = (await server.Database.ReadAsync(
            $"select p.name, c.session_id from certificates c join participants p on p.id = c.participant_id where c.revoked_at is null and c.session_id in ({string.Join(", ", sessions.Select(session => $"'{session.Id}'"))})"))
            .Select(row => row.Split('|')).ToLookup(row => row[0].Trim(), row => sessions.Single(session => session.Id == Guid.Parse(row[1].Trim())));
        Assert.Equal(3, certified.Count);
        foreach (var person in certified)
        {
            var spans = new List<(DateTimeOffset From, DateTimeOffset Until)>();
            foreach (var session in person)
            {
                var seconds = (long)(await lms.RowAsync(session.Id, person.Key))["presentSeconds"]!;
                var from = DateTimeOffset.Parse(Lms.At(session.From), System.Globalization.CultureInfo.InvariantCulture);
                spans.Add((from, from.AddSeconds(seconds)));
            }

            var ordered = spans.OrderBy(span => span.From).ToArray();
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From, $"{person.Key} is certified twice from {pair.Second.From} on."));
        }
    }

    private async Task<Guid> OwnerAsync(Guid session) => Guid.Parse(Assert.Single(await server.Database.ReadAsync($"select owner_key_id from sessions where id = '{session}'")));

    private async Task<string> TextAsync(string path) => (await server.Operator.CallAsync("GET", $"/api/v1/{path}")).Expect(200).Text;

    private static JsonNode? Overlapping(JsonNode row) => row["findings"]!.AsArray().SingleOrDefault(finding => (string)finding!["code"]! == "overlapping-sessions");
}
