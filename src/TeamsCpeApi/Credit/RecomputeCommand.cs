using System.Globalization;
using System.Text;
using Npgsql;

namespace TeamsCpeApi.Credit;

/// <summary>
/// The command "recompute": every stored decision again, on the whole machine, each difference as it is found, and a summary.
/// It ends with 0 when all are as they were made, 1 when some are not, 2 when it could not run. It changes nothing.
/// </summary>
internal static class RecomputeCommand
{
    internal const string Name = "recompute";

    internal static async Task<int> RunAsync(NpgsqlDataSource database, TextWriter output, TextWriter errors, int workers, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await new RecomputeDecisions(database).RunAsync(workers, difference => output.Write(Describe(difference)), cancellationToken);
            await output.WriteLineAsync(Summary(verdict));
            return verdict.Intact ? 0 : 1;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            await errors.WriteLineAsync("The database is not that of this version: start the server once, which brings it up to date, then run the command again.");
        }
        catch (NpgsqlException exception)
        {
            await errors.WriteLineAsync($"The database does not answer: {exception.Message}. Check ConnectionStrings:Database, and run the command again.");
        }

        return 2;
    }

    private static string Describe(DecisionDifference difference)
    {
        var text = new StringBuilder();
        var (place, subject) = difference.Kind switch
        {
            DecisionKind.Program => ($"program {difference.ProgramId}", "person"),
            DecisionKind.Instruction => ($"session {difference.SessionId}", "instructor"),
            _ => ($"session {difference.SessionId}", "participant"),
        };
        text.Append(CultureInfo.InvariantCulture, $"Decision {difference.DecisionId} of {difference.DecidedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {place}, {subject} {difference.ParticipantId}\n");
        foreach (var message in difference.Messages)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {message}\n");
        }

        foreach (var member in difference.Members)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {member.Member}: stored {member.Stored ?? "nothing"}, now {member.Now ?? "nothing"}\n");
        }

        return text.ToString();
    }

    private static string Summary(RecomputationVerdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{verdict.Decisions} decisions: {verdict.Equal} equal, {verdict.Different} different, {verdict.BrokenHashes} with a broken hash, {verdict.ChangedRulesets} with a changed ruleset; {verdict.WithoutInputs} cannot be recomputed: made before inputs were stored");
}
