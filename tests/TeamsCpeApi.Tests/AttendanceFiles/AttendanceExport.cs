using System.Globalization;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>A stay of the synthetic meeting.</summary>
internal sealed record Visit(string Name, string? Email, DateTime Joined, DateTime Left)
{
    public string SignInName { get => field ?? Email?.Replace("@", "@corp.", StringComparison.Ordinal) ?? ""; init; }

    /// <summary>How long it was, which the clock does not show in the night in which it is put back.</summary>
    public TimeSpan Length { get => field > TimeSpan.Zero ? field : Left - Joined; init; }

    /// <summary>Teams writes one participant for each identity, whatever it is called and on however many devices.</summary>
    public string Identity { get => field ?? Email ?? Name; init; }
}

/// <summary>What a language changes in a file: words, and how times and durations are written.</summary>
internal sealed record ExportLanguage(string Time, string Duration, string Role, string Guest, string[] Summary, string[] Table2, string[] Table3)
{
    public string Write(DateTime time)
    {
        var text = time.ToString(Time, CultureInfo.InvariantCulture);
        return Time.Contains("'pm'", StringComparison.Ordinal) && time.Hour < 12 ? text.Replace("pm", "am", StringComparison.Ordinal) : text;
    }

    /// <summary>The meeting summary drops the seconds of an hour and more: its two forms stand side by side.</summary>
    public string Write(TimeSpan span)
    {
        var forms = Duration.Split('|');
        return string.Format(CultureInfo.InvariantCulture, span.TotalHours >= 1 ? forms[0] : forms[^1], (int)span.TotalHours, span.Minutes, span.Seconds);
    }
}

/// <summary>
/// Attendance files as Teams writes them, with invented people: rows of cells, to be saved in any form. The meeting is on March 12, 2026,
/// from two to three; its date reads as December 3 as well.
/// </summary>
internal static class AttendanceExport
{
    private const string Us = "M/d/yy, h:mm:ss tt";

    public static readonly DateTime Start = new(2026, 3, 12, 14, 0, 0, DateTimeKind.Unspecified);

    public static readonly DateTime End = new(2026, 3, 12, 15, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The file's clock shows UTC.</summary>
    public static readonly ReadingContext Context = ContextOf(Start, End);

    public static readonly IReadOnlyDictionary<string, ExportLanguage> Sections = new Dictionary<string, ExportLanguage>
    {
        ["English"] = new(Us, "{0}h {1}m {2}s", "Attendee", "Zoë Ek (Guest)",
            ["1. Summary", "Meeting title", "Attended participants", "Start time", "End time", "Meeting duration", "Average attendance time"],
            ["2. Participants", "Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
            ["3. In-Meeting Activities", "Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]),
        ["English of 2022"] = new("dd/MM/yy, HH:mm:ss", "{0}h {1}m {2}s", "Attendee", "Zoë Ek (Guest)",
            ["1. Summary", "Meeting title", "Attended participants", "Start time", "End time", "Meeting duration", "Average attendance time"],
            ["2. Participants", "Name", "First join", "Last leave", "In-meeting duration", "Email", "Participant ID (UPN)", "Role"],
            ["3. In-Meeting activities", "Name", "Join time", "Leave time", "Duration", "Email", "Role"]),
        ["English with a narrow blank"] = new("M/d/yy, h:mm:ss\u202Ftt", "{0}h {1}m {2}s", "Attendee", "Zoe Ek (Guest)",
            ["1. Summary", "Meeting title", "Attended participants", "Start time", "End time", "Meeting duration", "Average attendance time"],
            ["2. Participants", "Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
            ["3. In-Meeting Activities", "Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]),
        ["Polish"] = new(Us, "{0} godz. {1} min {2} s", "Uczestnik", "Żaneta Łoś (Guest)",
            ["1. Podsumowanie", "Tytuł spotkania", "Liczba uczestniczących", "Godzina rozpoczęcia", "Godzina zakończenia", "Czas trwania spotkania", "Średni czas uczestnictwa"],
            ["2. Uczestnicy", "Imię i nazwisko", "Pierwsze dołączenie", "Ostatnie wyjście", "Czas udziału w spotkaniu", "Adres e-mail", "Identyfikator uczestnika (UPN)", "Rola"],
            ["3. Działania podczas spotkania", "Imię i nazwisko", "Godzina dołączenia", "Godzina opuszczenia", "Czas trwania", "Adres e-mail", "Rola"]),
        ["Japanese of 2022"] = new("yy/M/d H:mm:ss", "{0}h {1}m {2}s", "出席者", "山田 花子 (Guest)",
            ["1. 要約", "出席済み参加者", "3", "開始時刻", "終了時刻", "会議の長さ", "出席時間の平均"],
            ["2. 参加者", "名前", "初めての参加", "最終退出", "会議の長さ", "メール", "参加者 ID (UPN)", "役割"],
            ["3. 会議中のアクティビティ", "名前", "参加時間", "退出時間", "期間", "メール", "役割"]),
        ["Japanese"] = new(Us, "{0} 時間 {1} 分 {2} 秒", "出席者", "山田 花子 (Guest)",
            ["1. 要約", "会議のタイトル", "出席済み参加者", "開始時刻", "終了時刻", "会議の長さ", "出席時間の平均"],
            ["2. 参加者", "名前", "初めての参加", "最終退出", "会議の長さ", "メール", "参加者 ID (UPN)", "役割"],
            ["3. 会議中のアクティビティ", "名前", "参加時刻", "退出時刻", "期間", "メール", "役割"]),
        ["Japanese with the first join under another word"] = new(Us, "{0} 時間 {1} 分 {2} 秒", "出席者", "山田 花子 (Guest)",
            ["1. 要約", "会議のタイトル", "全体の参加者", "開始時刻", "終了時刻", "会議の長さ", "参加時間の平均"],
            ["2. 参加者", "名前", "すべての参加", "最初の参加", "会議の長さ", "メール", "参加者 ID (UPN)", "役割"],
            ["3. 会議中のアクティビティ", "名前", "参加時刻", "退出時刻", "期間", "メール", "役割"]),
        ["Portuguese of Brazil"] = new(Us, "{0} h {1} min {2} s", "Participante", "Zoë Ek (Guest)",
            ["1. Resumo", "Título da reunião", "Participantes Atendidos", "Hora de início", "Hora de término", "Duração da reunião", "Tempo médio de participação"],
            ["2. Participantes", "Nome", "Primeira Entrada", "Última Saída", "Duração da Reunião", "Email", "ID do participante (UPN)", "Função"],
            ["3. Atividades em Reunião", "Nome", "Horário de Entrada", "Horário de Saída", "Duração", "Email", "Função"]),
        ["Spanish, of which section 2 alone is known"] = new(Us, "{0} h {1} min {2} s", "Asistente", "Zoë Ek (Guest)",
            ["1. Resumen", "Título", "Participantes", "Inicio", "Fin", "Duración de la reunión", "Promedio"],
            ["2. Participantes", "Nombre", "Primera entrada", "Última salida", "Duración de la reunión", "Correo", "Id. de participante (UPN)", "Rol"],
            ["3. Actividades", "Nombre", "Unión", "Salida", "Duración", "Correo", "Rol"]),
        ["German"] = new("dd.MM.yy, HH:mm:ss", "{0} Std. {1} Min. {2} Sek.", "Teilnehmer", "Zoë Ek (Guest)",
            ["1. Zusammenfassung", "Besprechungstitel", "Teilnehmer", "Startzeit", "Endzeit", "Besprechungsdauer", "Durchschnitt"],
            ["2. Teilnehmer", "Name", "Erster Beitritt", "Letztes Verlassen", "Dauer der Besprechung", "E-Mail", "Teilnehmer-ID (UPN)", "Rolle"],
            ["3. Aktivitäten in der Besprechung", "Name", "Beitreten", "Verlassen", "Dauer", "E-Mail", "Rolle"]),
        ["a language of which no file was seen"] = new("d.M.yyyy klo H.mm.ss", "{0} t {1} min {2} s", "Osallistuja", "Zoë Ek (Guest)",
            ["1. Yhteenveto", "Kokouksen otsikko", "Osallistujia", "Alkoi", "Päättyi", "Kesto", "Keskimäärin"],
            ["2. Osallistujat", "Nimi", "Liittyi ensin", "Poistui viimeksi", "Kesto kokouksessa", "Sähköposti", "Osallistujan tunnus (UPN)", "Rooli"],
            ["3. Tapahtumat", "Nimi", "Liittyi", "Poistui", "Kesto", "Sähköposti", "Rooli"]),
    };

    public static readonly IReadOnlyDictionary<string, ExportLanguage> Summaries = new Dictionary<string, ExportLanguage>
    {
        ["English of spring 2021"] = new("M/d/yyyy, h:mm:ss tt", "{0}h {1}m|{1}m {2}s", "", "Zoë Ek (Guest)",
            ["Meeting Summary", "Total Number of Participants", "Meeting Title", "Meeting Start Time", "Meeting End Time"],
            [],
            ["Full Name", "Join Time", "Leave Time", "Duration", "Email"]),
        ["English with a role"] = new("dd/MM/yyyy, HH:mm:ss", "{0}h {1}m|{1}m {2}s", "Attendee", "Zoë Ek (Guest)",
            ["Meeting Summary", "Total Number of Participants", "Meeting Title", "Meeting Start Time", "Meeting End Time"],
            [],
            ["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]),
        ["English of autumn 2021"] = new("M/d/yyyy, h:mm:ss tt", "{0}h {1}m|{1}m {2}s", "Attendee", "Zoë Ek (Guest)",
            ["Meeting Summary", "Total Number of Participants", "Meeting Title", "Meeting Start Time", "Meeting End Time", "Meeting Id"],
            [],
            ["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role", "Participant ID (UPN)"]),
        ["French"] = new("dd/MM/yyyy 'à' HH:mm:ss", "{0}\u00A0h {1}\u00A0m|{1}\u00A0m {2}\u00A0s", "Participant", "Zoë Ek (Guest)",
            ["Résumé de la réunion", "Nombre total de participants", "Titre de la réunion", "Heure de début de la réunion", "Heure de fin"],
            [],
            ["Nom complet", "Heure d'arrivée", "Heure de départ", "Durée", "E-mail", "Rôle"]),
        ["Polish"] = new("dd.MM.yyyy, HH:mm:ss", "{0} godz. {1} min|{1} min {2} sek.", "Uczestnik", "Żaneta Łoś (Guest)",
            ["Podsumowanie spotkania", "Łączna liczba uczestników", "Tytuł spotkania", "Godzina rozpoczęcia spotkania", "Godzina zakończenia spotkania", "Identyfikator spotkania"],
            [],
            ["Imię i nazwisko", "Godzina dołączenia", "Godzina opuszczenia", "Czas trwania", "Adres e-mail", "Rola", "Identyfikator uczestnika (UPN)"]),
        ["Portuguese"] = new("dd/MM/yyyy, HH:mm:ss", "{0}h {1}m|{1}m {2}s", "Participante", "Zoë Ek (Guest)",
            ["Resumo da Reunião", "Número Total de Participantes", "Título da Reunião", "Hora de Início da Reunião", "Hora de Término da Reunião", "Id da Reunião"],
            [],
            ["Nome Completo", "Horário de Entrada", "Horário de Saída", "Duração", "Email", "Função", "ID do participante (UPN)"]),
        ["a language of which no file was seen"] = new("d.M.yyyy H.mm.ss", "{0} t {1} min|{1} min {2} s", "Osallistuja", "Zoë Ek (Guest)",
            ["Kokouksen yhteenveto", "Osallistujia", "Kokouksen otsikko", "Kokous alkoi", "Kokous päättyi"],
            [],
            ["Koko nimi", "Liittyi", "Poistui", "Kesto", "Sähköposti", "Rooli", "Osallistujan tunnus (UPN)"]),
    };

    /// <summary>Formats of the list of 2020; its words were seen in English alone.</summary>
    public static readonly IReadOnlyDictionary<string, ExportLanguage> Lists = new Dictionary<string, ExportLanguage>
    {
        ["English of the United States"] = List("M/d/yyyy, h:mm:ss tt"),
        ["English of Great Britain"] = List("dd/MM/yyyy, HH:mm:ss"),
        ["English of India"] = List("d/M/yy, h:mm:ss 'pm'"),
    };

    /// <summary>Ana on two devices that overlap, Jane before the start and after the end, and a guest without an address.</summary>
    public static IReadOnlyList<Visit> Visits(string guest) =>
    [
        new("Ana Lima", "Ana.Lima@contoso.example", At(13, 58, 7), At(14, 31, 12)),
        new("Ana Lima", "Ana.Lima@contoso.example", At(14, 29, 50), At(15, 2, 0)),
        new("Doe, Jane", "jane@contoso.example", At(13, 50, 0), At(15, 10, 5)),
        new(guest, null, At(14, 5, 5), At(14, 45, 59)),
    ];

    /// <summary>A session on a clock that shows UTC, of which nothing but its own time counts.</summary>
    public static ReadingContext ContextOf(DateTime start, DateTime end, DateOrder? order = null)
    {
        var session = new Interval(new(start, TimeSpan.Zero), new(end, TimeSpan.Zero));
        return new(TimeZoneInfo.Utc, session, session, order);
    }

    public static string[][] NumberedSections(ExportLanguage language, bool hasEngagement = false, IReadOnlyList<Visit>? visits = null)
    {
        visits ??= Visits(language.Guest);
        string[] engagement = hasEngagement
            ? ["Engagement: Reaction-Applause", "Engagement: Reaction-Laugh", "Engagement: Reaction-Like", "Engagement: Reaction-Love", "Engagement: Reaction-Surprised", "Engagement: Camera On", "Engagement: Raise Hands", "Engagement: Unmute"]
            : [];
        return
        [
            [language.Summary[0]],
            [language.Summary[1], "\"Updates\" for\r\nCPAs"],
            [language.Summary[2], "3"],
            [language.Summary[3], language.Write(visits.Min(visit => visit.Joined))],
            [language.Summary[4], language.Write(visits.Max(visit => visit.Left))],
            [language.Summary[5], language.Write(visits.Max(visit => visit.Left) - visits.Min(visit => visit.Joined))],
            [language.Summary[6], language.Write(TimeSpan.FromMinutes(50))],
            [],
            [language.Table2[0]],
            [.. language.Table2[1..], .. engagement],
            .. visits.GroupBy(visit => visit.Identity).Select(person => (string[])
            [
                person.First().Name,
                language.Write(person.Min(visit => visit.Joined)),
                language.Write(person.Max(visit => visit.Left)),
                language.Write(new TimeSpan(person.Sum(visit => visit.Length.Ticks))),
                person.First().Email ?? "",
                person.First().SignInName,
                language.Role,
                .. hasEngagement ? ["0", "1", "0", "2", "0"] : Array.Empty<string>(),
            ]),
            [],
            [language.Table3[0]],
            language.Table3[1..],
            .. visits.Select(visit => (string[])[visit.Name, language.Write(visit.Joined), language.Write(visit.Left), language.Write(visit.Length), visit.Email ?? "", language.Role]),
            .. hasEngagement
                ? new string[][] { [], ["4. Meeting Engagement"], ["Name", "Engagement Type", "Time"], ["Ana Lima", "Reaction-\"Like\"", language.Write(visits[0].Joined)] }
                : [],
        ];
    }

    public static string[][] MeetingSummary(ExportLanguage language, IReadOnlyList<Visit>? visits = null)
    {
        visits ??= Visits(language.Guest);
        string[] values = ["", "3", "Updates", language.Write(visits.Min(visit => visit.Joined)), language.Write(visits.Max(visit => visit.Left)), "5a27bd9e-6c1e-4ad7-8f0c-3e8b4a1d2c3b"];
        return
        [
            .. language.Summary.Select((label, index) => index == 0 ? new[] { label } : [label, values[index]]),
            [],
            language.Table3,
            .. visits.Select(visit => new[] { visit.Name, language.Write(visit.Joined), language.Write(visit.Left), language.Write(visit.Length), visit.Email ?? "", language.Role, visit.SignInName }[..language.Table3.Length]),
        ];
    }

    /// <summary>Newest first, as one of the two known orders has it.</summary>
    public static string[][] AttendanceList(ExportLanguage language, IReadOnlyList<Visit>? visits = null) =>
    [
        ["Full Name", "User Action", "Timestamp"],
        .. (visits ?? Visits(language.Guest))
            .SelectMany(visit => new[] { (visit.Name, Action: "Joined", At: visit.Joined), (visit.Name, Action: "Left", At: visit.Left) })
            .OrderByDescending(entry => entry.At)
            .Select(entry => new[] { entry.Name, entry.Action == "Joined" && entry.At < Start.AddMinutes(-5) ? "Joined before" : entry.Action, language.Write(entry.At) }),
    ];

    public static string[][] LiveEvent(IReadOnlyList<Visit>? visits = null) =>
    [
        ["SessionId", "ParticipantId", "FullName", "UserAgent", "UtcEventTimestamp", "Action", "Role"],
        .. (visits ?? Visits("Zoë Ek (Guest)")).SelectMany((visit, index) => new[] { ("Joined", visit.Joined), ("Left", visit.Left) }.Select(entry => new[]
        {
            $"visit-{index}", visit.Email ?? "", visit.Name, "Mozilla/5.0 (Windows NT 10.0; Win64, x64)", entry.Item2.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture), entry.Item1, "Attendee",
        })),
    ];

    private static ExportLanguage List(string time) => new(time, "", "", "Zoë Ek (Guest)", [], [], []);

    private static DateTime At(int hour, int minute, int second) => new(2026, 3, 12, hour, minute, second, DateTimeKind.Unspecified);
}
