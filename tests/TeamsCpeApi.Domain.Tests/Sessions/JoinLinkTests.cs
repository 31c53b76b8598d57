using System.Text;
using TeamsCpeApi.Domain.Sessions;

namespace TeamsCpeApi.Domain.Tests.Sessions;

public class JoinLinkTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Organizer = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private const string ThreadId = "19:meeting_MDkzYzQ2ZjEt@thread.v2";
    private const string Context = "?context=%7b%22Tid%22%3a%22" + Tenant + "%22%2c%22Oid%22%3a%22" + Organizer + "%22%7d";
    private const string Host = "https://teams.microsoft.com";
    private const string Ordinary = "/l/meetup-join/19%3ameeting_x%40thread.v2/0";
    private const string Stored = Host + "/l/meetup-join/19%3ameeting_MDkzYzQ2ZjEt%40thread.v2/0" + Context;

    private static readonly string Upper = Replaced(Replaced(Replaced(Replaced(Stored, "%3a", "%3A"), "%2c", "%2C"), "%7b", "%7B"), "%7d", "%7D");

    public static TheoryData<string, string> Wrappings => new()
    {
        { "as stored", Stored },
        { "spaces and a line break around it", $"  {Stored}\r\n" },
        { "angle brackets of a plain-text invitation", $"<{Stored}>" },
        { "a bracket left behind", $"{Stored}>" },
        { "a full stop after it", $"Join here: {Stored}." },
        { "quoted", $"\"{Stored}\"" },
        { "inside an HTML link", $"<a href=\"{Stored}\" target=\"_blank\">Join</a>" },
        { "with escaped ampersands", $"{Stored}&amp;anon=true&amp;x=1" },
        { "with further arguments", $"{Stored}&anon=true" },
        { "upper-case escapes", Upper },
        { "escaped twice", Replaced(Stored, "%", "%25") },
        { "escaped three times", Replaced(Stored, "%", "%2525") },
        { "not escaped at all", Uri.UnescapeDataString(Stored) },
        { "without its scheme", Stored["https://".Length..] },
        { "scheme and host in capitals", Replaced(Stored, Host, "HTTPS://Teams.Microsoft.COM") },
        { "rewritten by Safe Links", SafeLink(Stored) },
        { "rewritten by Safe Links twice", SafeLink(SafeLink(Stored)) },
        { "rewritten by Safe Links in HTML", Replaced(SafeLink(Stored), "&", "&amp;") },
        { "from the page that opens the app", $"{Host}/dl/launcher/launcher.html?url={Uri.EscapeDataString("/_#" + Stored[Host.Length..])}&type=meetup-join" },
        { "from the web client", $"{Host}/_#{Stored[Host.Length..]}" },
        { "an invitation with both links and the printed id", $"Microsoft Teams meeting\nJoin: {Host}/meet/26374053457629?p=AbC\nMeeting ID: 263 740 534 576 29\nNeed help? <https://aka.ms/JoinTeamsMeeting?omkt=en-US> | System reference <{Stored}>\n" },
    };

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Parse_LongLinkHoweverPasted_ReadsThePartsAndEndsWithTheStoredForm(string how, string text)
    {
        var link = Recognised(text);

        Assert.True(
            (link.Kind, link.ThreadId, link.MessageId, link.TenantId, link.OrganizerId, link.JoinMeetingId)
                == (JoinLinkKind.Meeting, ThreadId, "0", Guid.Parse(Tenant), Guid.Parse(Organizer), null),
            how);
        Assert.Equal(Stored, link.Candidates[^1]);
        Assert.Equal(text, link.Verbatim);
        Assert.Equal("teams.microsoft.com", link.Host);
    }

    [Fact]
    public void Parse_LinkAsStored_IsTriedOnce() => Assert.Equal([Stored], Recognised(Stored).Candidates);

    [Fact]
    public void Parse_UpperCaseEscapes_AreTriedAsGivenFirst() => Assert.Equal([Upper, Stored], Recognised(Upper).Candidates);

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Parse_CanonicalForm_IsAFixedPoint(string how, string text)
    {
        var canonical = Recognised(text).Candidates[^1];

        Assert.True(Recognised(canonical).Candidates is [var same] && same == canonical, how);
    }

    [Theory]
    [InlineData("channel meeting", Host + "/l/meetup-join/19%3aabc%40thread.tacv2/1700000000000" + Context, JoinLinkKind.ChannelMeeting, "19:abc@thread.tacv2", "1700000000000")]
    [InlineData("old suffix", Host + "/l/meetup-join/19%3ameeting_x%40thread.skype/0" + Context, JoinLinkKind.Meeting, "19:meeting_x@thread.skype", "0")]
    [InlineData("GCC High", "https://gov.teams.microsoft.us" + Ordinary + Context, JoinLinkKind.Meeting, "19:meeting_x@thread.v2", "0")]
    [InlineData("DoD", "https://dod.teams.microsoft.us" + Ordinary + Context, JoinLinkKind.Meeting, "19:meeting_x@thread.v2", "0")]
    [InlineData("newer host", "https://teams.cloud.microsoft" + Ordinary + Context, JoinLinkKind.Meeting, "19:meeting_x@thread.v2", "0")]
    [InlineData("live event by its type", Host + Ordinary + Context + "&btype=a&role=a", JoinLinkKind.Broadcast, "19:meeting_x@thread.v2", "0")]
    [InlineData("town hall by its context", Host + Ordinary + "?context=%7b%22Tid%22%3a%22" + Tenant + "%22%2c%22Oid%22%3a%22" + Organizer + "%22%2c%22IsBroadcastMeeting%22%3atrue%2c%22role%22%3a%22a%22%7d", JoinLinkKind.Broadcast, "19:meeting_x@thread.v2", "0")]
    [InlineData("context in another order", Host + Ordinary + "?context=%7b%22Oid%22%3a%22" + Organizer + "%22%2c%22Tid%22%3a%22" + Tenant + "%22%7d", JoinLinkKind.Meeting, "19:meeting_x@thread.v2", "0")]
    public void Parse_LongLinks_TellTheirKind(string what, string text, JoinLinkKind kind, string thread, string message)
    {
        var link = Recognised(text);

        Assert.True((link.Kind, link.ThreadId, link.MessageId) == (kind, thread, message), what);
        Assert.Equal((Guid.Parse(Tenant), Guid.Parse(Organizer)), (link.TenantId, link.OrganizerId));
    }

    [Theory]
    [InlineData("short link", Host + "/meet/26374053457629?p=AbCdEf", JoinLinkKind.MeetingId, "26374053457629", Host + "/meet/26374053457629?p=AbCdEf")]
    [InlineData("short link without code", Host + "/meet/2637405345", JoinLinkKind.MeetingId, "2637405345", Host + "/meet/2637405345")]
    [InlineData("short link of the web client", Host + "/v2/?meetingjoin=true#/meet/26374053457629?p=AbC&anon=true&deeplinkId=1", JoinLinkKind.MeetingId, "26374053457629", Host + "/meet/26374053457629?p=AbC")]
    [InlineData("consumer link", "https://teams.live.com/meet/9312345678901?p=AbC", JoinLinkKind.Consumer, "9312345678901", "https://teams.live.com/meet/9312345678901?p=AbC")]
    [InlineData("printed id", "Meeting ID: 263 740 534 576 29", JoinLinkKind.MeetingId, "26374053457629", null)]
    [InlineData("printed id with no-break spaces", "263\u00a0740\u00a0534\u00a0576\u00a029 ", JoinLinkKind.MeetingId, "26374053457629", null)]
    public void Parse_ShortForms_CarryTheDigitsAlone(string what, string text, JoinLinkKind kind, string digits, string? candidate)
    {
        var link = Recognised(text);

        Assert.True((link.Kind, link.JoinMeetingId) == (kind, digits), what);
        Assert.Equal(candidate, link.Candidates.SingleOrDefault());
        Assert.Equal((null, null, null, null), (link.ThreadId, link.TenantId, link.OrganizerId, link.DerivedMeetingId));
    }

    [Theory]
    [InlineData("nothing", "  ", "join-link-empty")]
    [InlineData("words", "see you at nine", "join-link-missing")]
    [InlineData("too few digits", "123 456 789", "join-link-missing")]
    [InlineData("too many digits", "1234567890123456", "join-link-missing")]
    [InlineData("not https", "http://teams.microsoft.com/meet/26374053457629", "join-link-missing")]
    [InlineData("no address behind the scheme", "https://", "join-link-missing")]
    [InlineData("another host", "https://zoom.us/j/123", "join-link-host-unknown")]
    [InlineData("a host that ends like Teams", "https://evilteams.microsoft.com/meet/26374053457629", "join-link-host-unknown")]
    [InlineData("a host that begins like Teams", "https://teams.microsoft.com.example.org/meet/26374053457629", "join-link-host-unknown")]
    [InlineData("Teams as a user name", "https://teams.microsoft.com@example.org/meet/26374053457629", "join-link-malformed")]
    [InlineData("another port", "https://teams.microsoft.com:8443/meet/26374053457629", "join-link-malformed")]
    [InlineData("a channel, not a meeting", Host + "/l/channel/19%3aabc%40thread.tacv2/General", "join-link-not-a-meeting")]
    [InlineData("cut off in the thread", Host + "/l/meetup-join/19%3ameeting_MDk", "join-link-incomplete")]
    [InlineData("cut off in the context", Host + Ordinary + "?context=%7b%22Tid%22%3a%22" + Tenant + "%22%2c%22Oid%22%3a%22aaaa", "join-link-incomplete")]
    [InlineData("no context", Host + Ordinary, "join-link-incomplete")]
    [InlineData("letters for digits", Host + "/meet/abc", "join-link-incomplete")]
    [InlineData("two meetings", Host + "/meet/2637405345 and " + Host + "/meet/2637405346", "join-link-ambiguous")]
    public void Parse_NoJoinLink_IsRefusedWithACode(string what, string text, string code)
    {
        var (link, refusal) = JoinLink.Parse(text);

        Assert.True(link is null, what);
        Assert.Equal(code, refusal!.Code);
        Assert.NotEmpty(refusal.Message);
    }

    [Theory]
    [InlineData("a host that is given", "https://teams.sovereign.example/meet/26374053457629?p=a", null)]
    [InlineData("one of Microsoft's that is not given", "https://teams.microsoft.com/meet/26374053457629?p=a", "join-link-host-unknown")]
    [InlineData("a printed meeting id has none", "263 740 534 576 29", null)]
    [InlineData("personal accounts are recognized everywhere", "https://teams.live.com/meet/9312345678901", null)]
    public void Parse_WithHostsGiven_TakesTheseAlone(string what, string text, string? code)
        => Assert.Equal((what, code), (what, JoinLink.Parse(text, new HashSet<string> { "teams.sovereign.example" }).Refusal?.Code));

    [Fact]
    public void DerivedMeetingId_OfALongLink_IsTheFormSeenInTheField()
        => Assert.Equal($"1*{Organizer}*0**{ThreadId}", Encoding.UTF8.GetString(Convert.FromBase64String(Recognised(Stored).DerivedMeetingId!)));

    [Fact]
    public void Parse_TextLongerThanAnInvitation_IsRefused()
        => Assert.Equal("join-link-too-long", JoinLink.Parse(new string('x', 40_000)).Refusal!.Code);

    [Fact]
    public void Parse_MangledLinks_NeverThrowsAndAlwaysAnswers()
    {
        const string Alphabet = "%25&;#?/\\:@\"'{}<>[]. aZ09\u0000\ud800\udc00é\u202e\n";
        var random = new Random(20261121);
        string[] seeds = [.. Wrappings.Select(row => (string)row[1]), Host + "/meet/26374053457629?p=A"];
        var recognised = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var text = Mangled(new(seeds[random.Next(seeds.Length)]), random, Alphabet);

            var (link, refusal) = JoinLink.Parse(text);

            Assert.True(link is null != refusal is null, text);
            Assert.All(link?.Candidates ?? [], candidate => Assert.EndsWith("teams.microsoft.com", new Uri(candidate).Host, StringComparison.Ordinal));
            recognised += link is null ? 0 : 1;
        }

        Assert.InRange(recognised, 250, 4_750);
    }

    private static string Mangled(StringBuilder text, Random random, string alphabet)
    {
        for (var edits = random.Next(1, 8); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            _ = random.Next(8) switch
            {
                0 => text.Remove(at, random.Next(1, text.Length - at + 1)),
                1 or 2 => text.Insert(at, text.ToString(0, Math.Min(at, 40))),
                3 or 4 => text.Insert(at, alphabet[random.Next(alphabet.Length)]),
                _ => text.Replace(text[at], alphabet[random.Next(alphabet.Length)], at, 1),
            };
        }

        return text.ToString();
    }

    private static JoinLink Recognised(string text)
    {
        var (link, refusal) = JoinLink.Parse(text);
        Assert.True(link is not null, $"{refusal?.Code}: {text}");
        return link;
    }

    private static string Replaced(string text, string old, string with) => text.Replace(old, with, StringComparison.Ordinal);

    private static string SafeLink(string target)
        => $"https://eur01.safelinks.protection.outlook.com/ap/t-59584e83/?url={Uri.EscapeDataString(target)}&data=05%7C02%7C&sdata=x%3D&reserved=0";
}
