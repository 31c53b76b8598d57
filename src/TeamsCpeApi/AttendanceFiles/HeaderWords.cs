using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>What a column of an attendance file holds.</summary>
internal enum AttendanceColumn
{
    Name,
    Joined,
    Left,
    Duration,
    Email,
    SignInName,
    Role,
    Action,
    Timestamp,
    UtcTimestamp,
    SessionId,
    ParticipantId,
}

/// <summary>The words that Teams writes, in the languages of which files were seen (formats.md §2).</summary>
internal static class HeaderWords
{
    /// <summary>No header is longer.</summary>
    public const int Longest = 80;

    private static readonly Dictionary<string, AttendanceColumn> s_columns = ByCompactKey(new(StringComparer.Ordinal)
    {
        ["NAME"] = AttendanceColumn.Name,
        ["FULL NAME"] = AttendanceColumn.Name,
        ["FULLNAME"] = AttendanceColumn.Name,
        ["NOM COMPLET"] = AttendanceColumn.Name,
        ["NOM"] = AttendanceColumn.Name,
        ["IMIĘ I NAZWISKO"] = AttendanceColumn.Name,
        ["名前"] = AttendanceColumn.Name,
        ["NOME COMPLETO"] = AttendanceColumn.Name,
        ["NOME"] = AttendanceColumn.Name,
        ["NOMBRE"] = AttendanceColumn.Name,
        ["NOMBRE COMPLETO"] = AttendanceColumn.Name,
        ["JOIN TIME"] = AttendanceColumn.Joined,
        ["FIRST JOIN"] = AttendanceColumn.Joined,
        ["HEURE D'ARRIVÉE"] = AttendanceColumn.Joined,
        ["GODZINA DOŁĄCZENIA"] = AttendanceColumn.Joined,
        ["PIERWSZE DOŁĄCZENIE"] = AttendanceColumn.Joined,
        ["参加時刻"] = AttendanceColumn.Joined,
        ["参加時間"] = AttendanceColumn.Joined,
        ["初めての参加"] = AttendanceColumn.Joined,
        ["HORÁRIO DE ENTRADA"] = AttendanceColumn.Joined,
        ["PRIMEIRA ENTRADA"] = AttendanceColumn.Joined,
        ["PRIMERA ENTRADA"] = AttendanceColumn.Joined,
        ["BEITRETEN"] = AttendanceColumn.Joined,
        ["ERSTER BEITRITT"] = AttendanceColumn.Joined,
        ["LEAVE TIME"] = AttendanceColumn.Left,
        ["LAST LEAVE"] = AttendanceColumn.Left,
        ["HEURE DE DÉPART"] = AttendanceColumn.Left,
        ["GODZINA OPUSZCZENIA"] = AttendanceColumn.Left,
        ["OSTATNIE WYJŚCIE"] = AttendanceColumn.Left,
        ["退出時刻"] = AttendanceColumn.Left,
        ["退出時間"] = AttendanceColumn.Left,
        ["最終退出"] = AttendanceColumn.Left,
        ["HORÁRIO DE SAÍDA"] = AttendanceColumn.Left,
        ["ÚLTIMA SAÍDA"] = AttendanceColumn.Left,
        ["VERLASSEN"] = AttendanceColumn.Left,
        ["LETZTES VERLASSEN"] = AttendanceColumn.Left,
        ["DURATION"] = AttendanceColumn.Duration,
        ["IN-MEETING DURATION"] = AttendanceColumn.Duration,
        ["DURÉE"] = AttendanceColumn.Duration,
        ["CZAS TRWANIA"] = AttendanceColumn.Duration,
        ["CZAS UDZIAŁU W SPOTKANIU"] = AttendanceColumn.Duration,
        ["期間"] = AttendanceColumn.Duration,
        ["会議の長さ"] = AttendanceColumn.Duration,
        ["DURAÇÃO"] = AttendanceColumn.Duration,
        ["DURAÇÃO DA REUNIÃO"] = AttendanceColumn.Duration,
        ["DURACIÓN"] = AttendanceColumn.Duration,
        ["DURACIÓN DE LA REUNIÓN"] = AttendanceColumn.Duration,
        ["DAUER"] = AttendanceColumn.Duration,
        ["DAUER DER BESPRECHUNG"] = AttendanceColumn.Duration,
        ["EMAIL"] = AttendanceColumn.Email,
        ["E-MAIL"] = AttendanceColumn.Email,
        ["ADRES E-MAIL"] = AttendanceColumn.Email,
        ["メール"] = AttendanceColumn.Email,
        ["ROLE"] = AttendanceColumn.Role,
        ["RÔLE"] = AttendanceColumn.Role,
        ["ROLA"] = AttendanceColumn.Role,
        ["役割"] = AttendanceColumn.Role,
        ["FUNÇÃO"] = AttendanceColumn.Role,
        ["ROLLE"] = AttendanceColumn.Role,
        ["USER ACTION"] = AttendanceColumn.Action,
        ["ACTION"] = AttendanceColumn.Action,
        ["TIMESTAMP"] = AttendanceColumn.Timestamp,
        ["UTCEVENTTIMESTAMP"] = AttendanceColumn.UtcTimestamp,
        ["SESSIONID"] = AttendanceColumn.SessionId,
        ["EVENT TIMESTAMP"] = AttendanceColumn.Timestamp,
        ["PARTICIPANTID"] = AttendanceColumn.ParticipantId,
    });

    private static readonly HashSet<string> s_titles = new(StringComparer.Ordinal)
    {
        "MEETING TITLE", "TITRE DE LA RÉUNION", "TYTUŁ SPOTKANIA", "会議のタイトル", "TÍTULO DA REUNIÃO", "BESPRECHUNGSTITEL",
    };

    public static AttendanceColumn? ColumnOf(string header)
    {
        if (header.Length > Longest)
        {
            return null;
        }

        var key = Key(header);
        return s_columns.TryGetValue(Compact(key), out var column) || s_columns.TryGetValue(Compact(HeaderZone.Without(key)), out column) ? column
            : key.Contains("(UPN)", StringComparison.Ordinal) ? AttendanceColumn.SignInName
            : null;
    }

    public static bool IsTitleLabel(string label) => label.Length <= Longest && s_titles.Contains(Key(label));

    private static string Key(string text) => HeaderText.Normalize(text).Replace('’', '\'');

    private static Dictionary<string, AttendanceColumn> ByCompactKey(Dictionary<string, AttendanceColumn> words) =>
        words.DistinctBy(word => Compact(word.Key)).ToDictionary(word => Compact(word.Key), word => word.Value, StringComparer.Ordinal);

    /// <summary>Programs write "Session Id", "session_id" and "SessionId" for one another.</summary>
    private static string Compact(string key) => string.Concat(key.Where(character => character is not (' ' or '_' or '-')));
}
