using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Sessions that are refused, each for one thing that is wrong with the sample's own request.</summary>
[Collection(OneServer.Name)]
public class BadSessionTests(CpeServer server)
{
    /// <summary>The member is left out.</summary>
    private const string Gone = "";

    [Theory]
    [InlineData("a link of a personal account", "joinUrl", "\"https://teams.live.com/meet/9312345678901?p=abc\"", "/joinUrl consumer-meeting")]
    [InlineData("a link that leads elsewhere", "joinUrl", "\"https://example.org/meeting\"", "/joinUrl join-link-host-unknown")]
    [InlineData("a text that is no link", "joinUrl", "\"next Tuesday\"", "/joinUrl join-link-missing")]
    [InlineData("an empty link", "joinUrl", "\"\"", "/joinUrl join-link-empty")]
    [InlineData("an end before the start", "endsAt", "\"2026-10-20T17:00:00Z\"", "/endsAt ends-before-start")]
    [InlineData("no end", "endsAt", Gone, "/endsAt required")]
    [InlineData("a session of two days", "endsAt", "\"2026-10-22T18:00:00Z\"", "/endsAt too-long")]
    [InlineData("a time without an offset", "startsAt", "\"2026-10-20T18:00:00\"", "/startsAt unreadable")]
    [InlineData("a time of the first year", "startsAt", "\"0001-01-01T00:00:00Z\"", "/startsAt out-of-range")]
    [InlineData("an unknown time zone", "timeZone", "\"America/Gotham\"", "/timeZone time-zone-unknown")]
    [InlineData("a Windows time zone", "timeZone", "\"Eastern Standard Time\"", "/timeZone time-zone-unknown")]
    [InlineData("an unknown ruleset", "rulesetId", "\"0198a000-0000-7000-8000-000000000000\"", "/rulesetId ruleset-unknown")]
    [InlineData("an unknown sponsor", "sponsorId", "\"0198a000-0000-7000-8000-000000000000\"", "/sponsorId sponsor-unknown")]
    [InlineData("an unknown provider", "providerId", "\"0198a000-0000-7000-8000-000000000000\"", "/providerId provider-unknown")]
    [InlineData("an unknown member", "titel", "\"Taxes\"", "/titel unreadable")]
    [InlineData("a number as a title", "title", "7", "/title unreadable")]
    [InlineData("a text as credits", "maximumCredits", "\"2\"", "/maximumCredits unreadable")]
    [InlineData("an id that is none", "rulesetId", "\"fifths\"", "/rulesetId unreadable")]
    [InlineData("null as a title", "title", "null", "/title unreadable")]
    [InlineData("an empty title", "title", "\"\"", "/title required")]
    [InlineData("U+0000 in a title", "title", "\"Tax\\u0000es\"", "/title unreadable")]
    [InlineData("half a character in a title", "title", "\"Tax\\ud800es\"", "/title unreadable")]
    [InlineData("a null break", "breaks", "[null]", "/breaks/0 required")]
    [InlineData("a null field of study", "fieldsOfStudy", "[null]", "/fieldsOfStudy/0 required")]
    [InlineData("a null instructor", "instructors", "[null]", "/instructors/0 required")]
    [InlineData("a break outside the session", "breaks", """[{"startsAt":"2026-10-20T20:00:00Z","endsAt":"2026-10-20T20:10:00Z"}]""", "/breaks/0 break-outside-session")]
    [InlineData("credits that are no multiple", "maximumCredits", "2.1", "/fieldsOfStudy fields-do-not-sum")]
    [InlineData("fields that do not sum", "fieldsOfStudy", """[{"field":"Taxes","credits":1.4}]""", "/fieldsOfStudy fields-do-not-sum")]
    [InlineData("fields beyond every number", "fieldsOfStudy", """[{"field":"Taxes","credits":7e28},{"field":"Law","credits":7e28}]""", "/fieldsOfStudy/0/credits out-of-range")]
    [InlineData("fields that are no multiple", "fieldsOfStudy", """[{"field":"Taxes","credits":1.5},{"field":"Law","credits":0.5}]""", "/fieldsOfStudy/0/credits not-a-multiple")]
    [InlineData("an unknown delivery method", "deliveryMethod", "\"Webinar\"", "/deliveryMethod delivery-method-unknown")]
    [InlineData("an unknown program level", "programLevel", "\"Expert\"", "/programLevel program-level-unknown")]
    [InlineData("an organizer that is no address", "organizer", "\"Ruth\"", "/organizer organizer-malformed")]
    public async Task Session_Wrong_IsRefusedAndNothingStored(string sentence, string member, string json, string error)
    {
        var session = await Sample.SessionAsync(server);
        session.Remove(member);
        var text = session.ToJsonString();
        var before = await Sample.StoredAsync(server);

        // Written as text: half a character cannot be carried by a JSON tree.
        var answer = await server.Integrator.CallAsync("POST", "/api/v1/sessions", Body.Json(json.Length == 0 ? text : $$"""{"{{member}}":{{json}},{{text[1..]}}"""));

        Assert.Equal("invalid-input", answer.Expect(400).Code);
        Assert.True(answer.Errors.Contains(error), $"{sentence}: {answer.Text}");
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Fact]
    public async Task Session_WithCreditsThatAreNoMultiple_IsRefused()
    {
        var session = await Sample.SessionAsync(server);
        session["fieldsOfStudy"] = new JsonArray();
        session["maximumCredits"] = 2.1m;

        var answer = await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session);

        Assert.Equal(["/maximumCredits not-a-multiple"], answer.Expect(400).Errors);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(10 * 1024 * 1024)]
    public async Task Session_WithATooLongTitle_IsRefused(int length)
    {
        var session = await Sample.SessionAsync(server);
        session["title"] = new string('T', length);
        var before = await Sample.StoredAsync(server);

        var answer = await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session);

        Assert.Equal(["/title too-long"], answer.Expect(400).Errors);
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Fact]
    public async Task Session_OfAnotherTenantThanItsProvider_IsRefused()
    {
        var provider = (await server.Admin.JsonAsync("POST", "/api/v1/providers", JsonNode.Parse(
            $$$"""{"name":"{{{Guid.NewGuid()}}}","kind":"application","tenantId":"11111111-1111-4111-8111-111111111111","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":"a-secret-of-a-test"}}"""))).Expect(201);
        Assert.DoesNotContain("a-secret-of-a-test", provider.Text, StringComparison.Ordinal);
        var session = await Sample.SessionAsync(server);
        session["providerId"] = provider.Id;

        var answer = await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session);

        Assert.Equal(["/joinUrl other-tenant"], answer.Expect(400).Errors);
    }

    [Fact]
    public async Task Session_WithAnExternalIdTwice_IsAConflictForTheSameLmsOnly()
    {
        var session = await Sample.SessionAsync(server);
        (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session)).Expect(201);

        Assert.Equal("external-id-taken", (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session)).Expect(409).Code);
        (await server.OtherIntegrator.JsonAsync("POST", "/api/v1/sessions", session)).Expect(201);
    }

    [Theory]
    [InlineData("", "invalid-input")]
    [InlineData("null", "invalid-input")]
    [InlineData("[]", "invalid-input")]
    [InlineData("{\"title\":", "invalid-input")]
    [InlineData("{\"title\":\"a\",}", "invalid-input")]
    public async Task Body_ThatIsNotJson_IsRefused(string body, string code) =>
        Assert.Equal(code, (await server.Integrator.CallAsync("POST", "/api/v1/sessions", Body.Json(body))).Expect(400).Code);

    [Fact]
    public async Task Body_NestedDeeply_IsRefused() =>
        (await server.Integrator.CallAsync("POST", "/api/v1/sessions", Body.Json($"{{\"breaks\":{new string('[', 50_000)}{new string(']', 50_000)}}}"))).Expect(400);

    [Fact]
    public async Task Name_InArabic_ComesBackAsSent()
    {
        const string Title = "تحديث الضرائب الاتحادية ٢٠٢٦";
        var session = await Sample.SessionAsync(server);
        session["title"] = Title;

        Assert.Equal(Title, (string?)(await server.Integrator.JsonAsync("POST", "/api/v1/sessions", session)).Expect(201).Json["title"]);
    }
}
