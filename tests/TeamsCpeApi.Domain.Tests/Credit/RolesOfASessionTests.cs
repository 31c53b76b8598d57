using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>What the words for roles come to, of reports and files alike.</summary>
public class RolesOfASessionTests
{
    [Theory]
    [InlineData("attends", "Attendee", "", true)]
    [InlineData("Microsoft writes None", "None", "", true)]
    [InlineData("or nothing", "", "", true)]
    [InlineData("presents", "Presenter", "", false)]
    [InlineData("in Polish", "Prezenter", "", false)]
    [InlineData("produces", "Producer", "", false)]
    [InlineData("organizes with others", "Coorganizer", "", false)]
    [InlineData("a word that no list knows waits", "Mitmachende", "", false)]
    [InlineData("until somebody says that they attend", "Mitmachende", "Attendee", true)]
    [InlineData("or that they present", "Mitmachende", "Presenter", false)]
    [InlineData("however the word is written", "MITMACHENDE", "Attendee", true)]
    public void Of_Role_EarnsOrNot(string sentence, string role, string meaning, bool earns)
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-11:40", role)) with
        {
            RoleMeanings = meaning.Length == 0
                ? new Dictionary<string, string>()
                : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Mitmachende"] = meaning },
        };

        Expect.Equal(sentence, earns, evidence.OutcomeOf(OneSession.Ann).Decision.LimitedBy != LimitedBy.Role);
    }

    [Theory]
    [InlineData("Presenter", true)]
    [InlineData("Organizer", false)]
    [InlineData("Coorganizer", false)]
    [InlineData("Producer", false)]
    [InlineData("Mitmachende", false)]
    public void Of_SessionWhosePresentersEarn_CreditsThemAlone(string role, bool earns)
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-11:40", role)) with { PresentersEarn = true };

        Assert.Equal(earns, evidence.OutcomeOf(OneSession.Ann).Decision.LimitedBy != LimitedBy.Role);
        Assert.Equal(LimitedBy.Role, (evidence with { InstructorEmails = [OneSession.Ann.Email!] }).OutcomeOf(OneSession.Ann).Decision.LimitedBy);
    }

    /// <summary>A role that is not an attendee's never earns by a NASBA preset without a person's word, whatever its word.</summary>
    [Fact]
    public void Of_AnyWord_EarnsOnlyWhereItIsKnownToAttend() => Laws.Hold(10_000, generator =>
    {
        var word = new string([.. generator.Many(1, 12, () => generator.Pick("abcdeäöüszłø 参加者ОрганаторPRESENTATTENDEE-".ToCharArray()))]);

        var decision = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-11:40", word)).OutcomeOf(OneSession.Ann).Decision;

        var attends = string.IsNullOrWhiteSpace(word) || MeetingRoles.Of(word) == MeetingRoles.Attendee;
        Assert.Equal(attends, decision.LimitedBy != LimitedBy.Role);
    });
}
