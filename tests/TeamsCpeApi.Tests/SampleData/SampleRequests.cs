using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TeamsCpeApi.Tests.SampleData.SampleSession;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>Bodies for the REST API, without the ids that only the running service knows, and the rosters.</summary>
internal static class SampleRequests
{
    /// <summary>Names stay legible: the files are read by people and are no part of a web page.</summary>
    public static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions s_manyLines = new(OneLine) { WriteIndented = true };

    public static string Provider() => Text(new()
    {
        ["name"] = "Contoso (sample tenant)",
        ["kind"] = "application",
        ["cloud"] = "simulator",
        ["tenantId"] = Tenant,
        ["clientId"] = App,
        ["credential"] = new JsonObject { ["type"] = "secret", ["value"] = Secret },
    });

    public static string Sponsor(byte[] logo, byte[] signature) => Text(new()
    {
        ["name"] = "Northwind CPE Institute",
        ["contact"] = "1 Sample Square, Springfield, NY 00000\ncpe@example.org\n+1 212 555 0100",
        ["registryId"] = "000000",
        ["stateRegistrations"] = new JsonArray("New York State sponsor 000000 (sample)", "Texas State Board of Public Accountancy sponsor 00000 (sample)"),
        ["signatoryName"] = "Rand Barr",
        ["signatoryTitle"] = "Director of Professional Education",
        ["logoPng"] = Convert.ToBase64String(logo),
        ["signaturePng"] = Convert.ToBase64String(signature),
    });

    public static string MainSession() => Session("FTU-2026-10-20", Title, Day, Starts, Ends, JoinUrl, "Update", 2.0m, ("Taxes", 1.4m), ("Business Law", 0.6m));

    public static string ShortSession() => Session("EL-2026-10-21", ShortTitle, ShortDay, ShortStarts, ShortEnds, ShortJoinUrl, "Basic", 1.0m, ("Regulatory Ethics", 1.0m));

    public static string Roster() => Roster(SamplePeople.Roster);

    public static string Roster(IEnumerable<SamplePerson> people)
    {
        var csv = new StringBuilder("externalId,name,email,aliases,licenses\n");
        foreach (var person in people)
        {
            csv.Append(person.Id).Append(',').Append(person.Name).Append(',').Append(person.Email).Append(',')
                .AppendJoin(';', person.Aliases).Append(',').Append(person.Licenses).Append('\n');
        }

        return csv.ToString();
    }

    public static string ShortRoster() => Text(new()
    {
        ["participants"] = new JsonArray([.. SampleData.ShortSession.Participants.Select(one => new JsonObject
        {
            ["externalId"] = one.Person.Id,
            ["name"] = one.Person.Name,
            ["email"] = one.Person.Email,
            ["aliases"] = new JsonArray([.. one.Person.Aliases]),
            ["licenses"] = new JsonArray([.. one.Person.Licenses.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(license => new JsonObject
            {
                ["jurisdiction"] = license.Split(':')[0],
                ["number"] = license.Split(':')[1],
            })]),
        })]),
    });

    private static string Session(
        string externalId, string title, DateOnly day, TimeOnly starts, TimeOnly ends, string joinUrl, string level, decimal maximum, params (string Field, decimal Credits)[] fields) => Text(new()
        {
            ["externalId"] = externalId,
            ["title"] = title,
            ["startsAt"] = Utc(day, starts),
            ["endsAt"] = Utc(day, ends),
            ["timeZone"] = SampleSession.TimeZone,
            ["breaks"] = new JsonArray(),
            ["organizer"] = SamplePeople.Organizer.Email,
            ["joinUrl"] = joinUrl,
            ["deliveryMethod"] = "Group Internet Based",
            ["programLevel"] = level,
            ["fieldsOfStudy"] = new JsonArray([.. fields.Select(field => new JsonObject { ["field"] = field.Field, ["credits"] = field.Credits })]),
            ["maximumCredits"] = maximum,
            ["instructors"] = new JsonArray(new JsonObject { ["name"] = SamplePeople.Instructor.Name, ["email"] = SamplePeople.Instructor.Email }),
            ["location"] = "Online (Microsoft Teams)",
        });

    private static string Text(JsonObject body) => body.ToJsonString(s_manyLines) + "\n";
}
