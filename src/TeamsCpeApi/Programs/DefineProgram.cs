using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Makes a program of sessions.</summary>
internal static class DefineProgram
{
    internal static async Task<IResult> RunAsync(
        ProgramRequest request, CpeDbContext db, ProgramRules rules, DescribePrograms describe, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Ids.Next(now);
        var program = new CpeProgram
        {
            Id = id,
            OwnerKeyId = await ProgramRules.OwnerOfAsync(request.SessionIds, id, db, caller, cancellationToken),
            ExternalId = request.ExternalId,
            Title = request.Title,
            RulesetVersionId = await PinRuleset.RunAsync(db, request.RulesetId, request.RulesetVersionId, await ProgramRules.FirstDayAsync(request.SessionIds, db, cancellationToken), cancellationToken),
            SponsorId = request.SponsorId,
            DeliveryMethod = request.DeliveryMethod,
            ProgramLevel = request.ProgramLevel,
            Location = request.Location,
            FieldsOfStudy = Lists.Whole(request.FieldsOfStudy, "/fieldsOfStudy"),
            MaximumCredits = request.MaximumCredits,
            Parts = [.. request.SessionIds.Select((session, position) => new ProgramPart { SessionId = session, ProgramId = id, Position = position })],
            CreatedAt = now,
        };
        await rules.RequireAsync(program, db, cancellationToken);

        db.Add(program);
        db.Record(new AuditEntry(caller.Actor, "program.created", "program", id, Data: new { request.SessionIds, program.RulesetVersionId, program.MaximumCredits }));
        await db.SaveChangesAsync(cancellationToken);

        http.Response.SetETag(program.Version);
        return TypedResults.Created($"/api/v1/programs/{id}", await describe.OneAsync(program, cancellationToken));
    }
}
