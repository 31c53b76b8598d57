using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Registrations for a webinar or town hall; an application makes those of anonymous people.</summary>
internal static class Registrations
{
    private static readonly string[] Reading = ["VirtualEvent.Read.All", "VirtualEvent.ReadWrite.All"];
    private static readonly string[] Writing = ["VirtualEventRegistration-Anon.ReadWrite.All"];
    private static readonly string[] Needed = ["firstName", "lastName", "email", "preferredTimezone", "preferredLanguage"];

    public static Answer List(GraphCall call)
    {
        var (refusal, found) = VirtualEvents.Find(call, Reading);
        return refusal ?? Paging.Page(call, VirtualEvents.PathOf(call) + "/registrations", found!.Registrations, call.Scenario.PageSize, ToJson);
    }

    public static Answer Get(GraphCall call)
    {
        var (refusal, found) = VirtualEvents.Find(call, Reading);
        return refusal
            ?? (found!.Registrations.Find(known => string.Equals(known.Id.ToString(), call.Route("registrationId"), StringComparison.OrdinalIgnoreCase)) is { } registration
                ? Answer.Ok(ToJson(registration))
                : GraphError.NotFound("Registration not found."));
    }

    public static Answer Create(GraphCall call)
    {
        var (refusal, found) = VirtualEvents.Find(call, Writing);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Array.Find(Needed, name => call.Body.Text(name) is null) is { } missing)
        {
            return GraphError.BadRequest($"The property {missing} is required.");
        }

        if (found!.Status != "published")
        {
            return GraphError.BadRequest("Registration is not open.");
        }

        var email = call.Body.Text("email");
        if (call.Scenario.Answers.RepeatedRegistration == RepeatedRegistrationAnswer.Conflict
            && found.Registrations.Exists(known => known.Status != "canceled" && string.Equals(known.Email, email, StringComparison.OrdinalIgnoreCase)))
        {
            return GraphError.Conflict("Conflict", "The user is registered already.");
        }

        found.Registrations.Add(new SimulatedRegistration
        {
            Id = StableGuid.Of("registration", found.Id, found.Registrations.Count),
            Email = email,
            FirstName = call.Body.Text("firstName"),
            LastName = call.Body.Text("lastName"),
            PreferredTimezone = call.Body.Text("preferredTimezone"),
            PreferredLanguage = call.Body.Text("preferredLanguage"),
            Status = found.NewRegistrationStatus,
            RegistrationDateTime = Instant.From(call.Now),
        });
        return Answer.NoContent();
    }

    private static JsonObject ToJson(SimulatedRegistration registration) => new()
    {
        ["id"] = registration.Id.ToString(),
        ["userId"] = registration.UserId?.ToString(),
        ["email"] = registration.Email,
        ["firstName"] = registration.FirstName,
        ["lastName"] = registration.LastName,
        ["status"] = registration.Status,
        ["registrationDateTime"] = registration.RegistrationDateTime?.Text,
        ["cancelationDateTime"] = registration.CancelationDateTime?.Text,
        ["preferredTimezone"] = registration.PreferredTimezone,
        ["preferredLanguage"] = registration.PreferredLanguage,
        ["registrationQuestionAnswers"] = new JsonArray(),
        ["externalRegistrationInformation"] = null,
    };
}
