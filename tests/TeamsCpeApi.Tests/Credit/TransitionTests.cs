using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Where two persons must agree: each state, each action, and what becomes of it.</summary>
[Collection(TwoPersons.Name)]
public sealed class TransitionTests(TwoPersons.Stage stage)
{
    private const string Table = """
        state             | action            | answer                     | then
        suggested         | first approves    | awaitingSecondApproval     | awaitingSecondApproval
        suggested         | override          | 200                        | awaitingSecondApproval
        suggested         | withdraw          | not-found                  | suggested
        suggested         | issue             | nothing-approved           | suggested
        proposed          | first approves    | awaitingSecondApproval     | awaitingSecondApproval
        proposed          | second approves   | approved                   | approved
        proposed          | override          | 200                        | awaitingSecondApproval
        proposed          | withdraw          | 204                        | suggested
        proposed          | issue             | second-approval-needed     | awaitingSecondApproval
        proposed, changed | second approves   | awaitingSecondApproval     | awaitingSecondApproval
        override proposed | first approves    | awaitingSecondApproval     | awaitingSecondApproval
        override proposed | second approves   | approved                   | overridden
        override proposed | second overrides  | 200                        | awaitingSecondApproval
        override proposed | withdraw          | 204                        | suggested
        override proposed | issue             | second-approval-needed     | awaitingSecondApproval
        override proposed, changed | second approves | proposalVoid         | awaitingSecondApproval
        approved          | first approves    | unchanged                  | approved
        approved          | second approves   | unchanged                  | approved
        approved          | override          | 200                        | awaitingSecondApproval
        approved          | withdraw          | 204                        | suggested
        approved          | issue             | 202                        | certified
        approved, changed | first approves    | awaitingSecondApproval     | awaitingSecondApproval
        overridden        | first approves    | overrideKept               | overridden
        overridden        | second approves   | overrideKept               | overridden
        overridden        | override          | 200                        | awaitingSecondApproval
        overridden        | withdraw          | 204                        | suggested
        overridden        | issue             | 202                        | certified
        overridden, changed | second approves | overrideKept               | overridden
        certified         | first approves    | unchanged                  | certified
        certified         | override          | certificate-issued         | certified
        certified         | withdraw          | certificate-issued         | certified
        certified         | issue             | 202                        | certified
        certified         | revoke            | 200                        | revoked
        certified         | reissue           | 201                        | certified
        certified         | correct           | second-approval-needed     | certified
        certified, changed | first approves   | certifiedKept              | certified
        corrected         | second approves   | overrideKept               | corrected
        corrected         | override          | certificate-issued         | corrected
        corrected         | withdraw          | certificate-issued         | corrected
        corrected         | revoke            | 200                        | revoked
        corrected         | reissue           | 201                        | certified
        revoked           | first approves    | awaitingSecondApproval     | awaitingSecondApproval
        revoked           | override          | 200                        | awaitingSecondApproval
        revoked           | withdraw          | 204                        | revoked
        revoked           | issue             | approval-needed-anew       | revoked
        revoked           | revoke            | certificate-revoked        | revoked
        revoked           | reissue           | certificate-revoked        | revoked
        """;

    public static IEnumerable<object[]> Rows => Table.Split('\n').Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select((cells, place) => (object[])[place, .. cells]);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task State_Action_GivesItsAnswerAndState(int place, string state, string action, string answer, string then)
    {
        var (room, person) = (stage.Room, stage.Room.People[place]);
        if (state.EndsWith(", changed", StringComparison.Ordinal))
        {
            await room.ChangeAsync(person);
        }

        var given = await ActAsync(action, person);

        Assert.Equal((answer, then), (WordOf(given), await room.StatusAsync(person)));
        Assert.True(given.Status < 400 || ((string?)given.Json["detail"])!.Length > 20, given.Text);
    }

    [Fact]
    public async Task Agreement_OfTwoPersons_NamesBothWithTheirInstants()
    {
        var award = (await stage.Room.RowAsync(stage.Agreed))["award"]!;

        Assert.NotEqual((string?)award["awardedBy"], (string?)award["confirmedBy"]);
        Assert.True(DateTimeOffset.Parse((string)award["awardedAt"]!, null) < DateTimeOffset.Parse((string)award["confirmedAt"]!, null));
        Assert.False((bool)award["awaitsSecondApproval"]!);
    }

    [Fact]
    public async Task Instruction_SameMinutesByAnother_Confirms()
    {
        var (room, first, second) = (stage.Room, stage.Server.Operator, stage.Server.Admin);
        var minutes = CreditRoom.Minutes(100, 0, "Presented from another room's account.");

        var proposed = (await room.InstructAsync(first, minutes, "\"0\"")).Expect(200).Json["award"]!;
        var repeated = (await room.InstructAsync(first, minutes, "\"1\"")).Expect(200);
        var others = (await room.InstructAsync(second, CreditRoom.Minutes(80, 0), "\"1\"")).Expect(200).Json["award"]!;
        var anew = (await room.InstructAsync(first, minutes, "\"2\"")).Expect(200).Json["award"]!;
        var agreed = (await room.InstructAsync(second, CreditRoom.Minutes(100, 0), "\"3\"")).Expect(200).Json["award"]!;

        Assert.Equal((2m, true, null), ((decimal)proposed["credits"]!, (bool)proposed["awaitsSecondApproval"]!, (string?)proposed["confirmedBy"]));
        Assert.Equal(("\"1\"", true), (repeated.ETag, (bool)repeated.Json["award"]!["awaitsSecondApproval"]!));
        Assert.True((bool)others["awaitsSecondApproval"]! && (bool)anew["awaitsSecondApproval"]!, "other minutes are another proposal");
        Assert.Equal((2m, false, (string?)proposed["decisionId"], (string?)proposed["reason"]), ((decimal)agreed["credits"]!, (bool)agreed["awaitsSecondApproval"]!, (string?)agreed["decisionId"], (string?)agreed["reason"]));
        Assert.NotEqual((string?)agreed["awardedBy"], (string?)agreed["confirmedBy"]);
    }

    private Task<Answer> ActAsync(string action, Guid person)
    {
        var (room, first, second) = (stage.Room, stage.Server.Operator, stage.Server.Admin);
        return action switch
        {
            "first approves" => room.ApproveAsync(first, person),
            "second approves" => room.ApproveAsync(second, person),
            "override" => room.OverrideAsync(first, person, 1.8m),
            "second overrides" => room.OverrideAsync(second, person, 1.6m),
            "withdraw" => room.WithdrawAsync(first, person),
            "issue" => room.IssueAsync(first, person),
            "revoke" => room.RevokeAsync(first, person),
            "reissue" => room.ReissueAsync(first, person),
            "correct" => room.ReissueAsync(first, person, new JsonObject { ["override"] = new JsonObject { ["credits"] = 1.8m, ["reason"] = "Seen." } }),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
        };
    }

    /// <summary>What became of the one participant, or the code of the refusal, or the status.</summary>
    private static string WordOf(Answer answer) =>
        answer.Code ?? (answer is { Status: 200 } && answer.Json["items"] is { } items ? (string)Assert.Single(items.AsArray())!["outcome"]! : $"{answer.Status}");
}
