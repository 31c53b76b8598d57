using System.Globalization;

namespace TeamsCpeApi.Tests.SampleData;

internal sealed record ExpectedCredit(decimal Credits, int PresentSeconds, int PollsAnswered, string LimitedBy);

/// <summary>
/// What everybody should get, worked out without the product: every tenth of a second of the session is a box that is ticked or not,
/// and the credits are looked up in the rows of cpe.md §2 and §3.
/// </summary>
internal static class HandArithmetic
{
    private const int SessionSeconds = 6000;

    /// <summary>Seconds needed for each step of a fifth, the first full credit first (cpe.md §2).</summary>
    private static readonly (int Seconds, decimal Credits)[] s_byTime = [(6000, 2.0m), (5400, 1.8m), (4800, 1.6m), (4200, 1.4m), (3600, 1.2m), (3000, 1.0m), (0, 0m)];

    /// <summary>Three polls a credit (cpe.md §3): 1.4 credits take 4.2 polls and so five, five polls reach 1.6 (4.8), six reach 2.0.</summary>
    private static readonly decimal[] s_byPolls = [0m, 0m, 0m, 1.0m, 1.2m, 1.6m, 2.0m, 2.0m];

    public static ExpectedCredit BeforeDecisions(SamplePerson person) => Of(
        person,
        person.JoinsUnknown ? SamplePerson.Nowhere : person.Stays,
        person.AnswersUnknown ? 0 : PollsInTime(person));

    /// <summary>After somebody said who the waiting guest is.</summary>
    public static ExpectedCredit AfterConfirming(SamplePerson person) => Of(person, person.Stays, person.AnswersUnknown ? 0 : PollsInTime(person));

    public static string Csv()
    {
        var csv = new System.Text.StringBuilder("externalId,credits,presentSeconds,pollsAnswered,limitedBy,creditsAfterConfirmingGuest\n");
        foreach (var person in SamplePeople.Roster)
        {
            var (before, after) = (BeforeDecisions(person), AfterConfirming(person));
            var changed = after.Credits == before.Credits ? "" : Number(after.Credits);
            csv.Append(CultureInfo.InvariantCulture, $"{person.Id},{Number(before.Credits)},{before.PresentSeconds},{before.PollsAnswered},{before.LimitedBy},{changed}\n");
        }

        return csv.ToString();
    }

    private static string Number(decimal credits) => credits.ToString("0.0", CultureInfo.InvariantCulture);

    private static ExpectedCredit Of(SamplePerson person, string stays, int polls)
    {
        var present = PresentSeconds(stays + " " + person.SecondAccount?.Stays);
        var byTime = s_byTime.First(row => present >= row.Seconds).Credits;
        var byPolls = s_byPolls[polls];
        if (stays.Length > 0 && person.Role != "Attendee")
        {
            return new(0m, present, polls, "role");
        }

        return byTime < 1m ? new(0m, present, polls, "firstCredit")
            : byPolls < byTime ? new(byPolls, present, polls, "polls")
            : new(byTime, present, polls, byPolls == byTime ? "timeAndPolls" : "time");
    }

    private static int PresentSeconds(string stays)
    {
        var ticked = new bool[SessionSeconds * 10];
        foreach (var ends in stays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(stay => stay.Split('-')).Where(ends => ends[1] != "?"))
        {
            for (var box = Math.Max(Tenths(ends[0]), 0); box < Math.Min(Tenths(ends[1]), ticked.Length); box++)
            {
                ticked[box] = true;
            }
        }

        return ticked.Count(box => box) / 10;
    }

    private static int PollsInTime(SamplePerson person)
    {
        var late = person.OtherAnswers.Where(other => Tenths(other.At) >= (SessionSeconds + 600) * 10).ToArray();
        return person.Polls.Select(digit => digit - '0').Concat(person.OtherAnswers.Except(late).Select(other => other.Poll)).Distinct().Count();
    }

    /// <summary>Tenths of a second since two o'clock.</summary>
    private static int Tenths(string word) => word switch
    {
        "early" => -1,
        "drop" => 39000,
        "restart" => 40000,
        "late" => SessionSeconds * 10,
        _ => (int)((decimal.Parse(word[..2], CultureInfo.InvariantCulture) - 14) * 36000) + (int.Parse(word.AsSpan(3, 2), CultureInfo.InvariantCulture) * 600)
            + (int)(decimal.Parse(word[6..], CultureInfo.InvariantCulture) * 10),
    };
}
