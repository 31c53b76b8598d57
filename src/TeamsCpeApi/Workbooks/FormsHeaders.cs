namespace TeamsCpeApi.Workbooks;

/// <summary>
/// The headers that Forms gives its own columns. Their language is that of whoever exported, so each language is matched as a whole:
/// in an English export a question called "Nom" is a question.
/// </summary>
internal sealed record FormsHeaders(
    string Started,
    string Completed,
    string Email,
    string Name,
    string? LastModified = null,
    string? TotalPoints = null,
    string? QuizFeedback = null)
{
    public const string Id = "ID";

    private static readonly FormsHeaders s_english = new(
        "START TIME", "COMPLETION TIME", "EMAIL", "NAME", "LAST MODIFIED TIME", "TOTAL POINTS", "QUIZ FEEDBACK");

    /// <summary>Normalized as <see cref="HeaderText.Normalize"/> does. What is unknown for a language is left to the structure of the sheet.</summary>
    public static IReadOnlyList<FormsHeaders> Languages { get; } =
    [
        s_english,
        new("HEURE DE DÉBUT", "HEURE DE FIN", "ADRESSE DE MESSAGERIE", "NOM", "HEURE DE LA DERNIÈRE MODIFICATION"),
        new("HORA DE INICIO", "HORA DE FINALIZACIÓN", "CORREO ELECTRÓNICO", "NOMBRE", "HORA DE LA ÚLTIMA MODIFICACIÓN", "TOTAL DE PUNTOS", "COMENTARIOS DEL CUESTIONARIO"),
        new("HORA DE INÍCIO", "HORA DE CONCLUSÃO", "EMAIL", "NOME", "HORA DA ÚLTIMA MODIFICAÇÃO"),
        new("STARTZEIT", "FERTIGSTELLUNGSZEIT", "E-MAIL", "NAME", "ZEITPUNKT DER LETZTEN ÄNDERUNG"),
        new("BEGINTIJD", "TIJD VAN VOLTOOIEN", "E-MAIL", "NAAM", "TIJD VAN LAATSTE WIJZIGING"),
        new("開始時刻", "完了時刻", "メール", "名前", "最終変更時刻"),
        new("GODZINA ROZPOCZĘCIA", "GODZINA UKOŃCZENIA", "ADRES E-MAIL", "NAZWA", "CZAS OSTATNIEJ MODYFIKACJI"),
        new("ORA DI INIZIO", "ORA DI COMPLETAMENTO", "POSTA ELETTRONICA", "NOME", "ORA DELL'ULTIMA MODIFICA"),
        new("开始时间", "完成时间", "电子邮件", "名称", "上次修改时间"),
        new("開始時間", "完成時間", "電子郵件", "名稱", "上次修改時間"),
        new("ВРЕМЯ НАЧАЛА", "ВРЕМЯ ВЫПОЛНЕНИЯ", "АДРЕС ЭЛЕКТРОННОЙ ПОЧТЫ", "ИМЯ", "ВРЕМЯ ПОСЛЕДНЕГО ИЗМЕНЕНИЯ"),
        new("STARTTID", "SLUTFÖRANDETID", "E-POST", "NAMN", "SENASTE ÄNDRINGSTID"),
        new("STARTTIDSPUNKT", "FULDFØRELSESTIDSPUNKT", "MAIL", "NAVN", "TIDSPUNKT FOR SENESTE ÆNDRING"),
        new("STARTTIDSPUNKT", "FULLFØRINGSTIDSPUNKT", "E-POSTADRESSE", "NAVN", "TIDSPUNKT FOR SISTE ENDRING"),
    ];

    /// <summary>The header of the column that says in which language a form was answered.</summary>
    public static IReadOnlySet<string> LanguageWords { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "LANGUAGE", "SPRACHE", "LANGUE", "IDIOMA", "LINGUA", "TAAL", "言語", "语言", "語言", "JĘZYK", "ЯЗЫК", "SPRÅK", "SPROG", "KIELI", "JAZYK", "NYELV", "DIL", "LIMBĂ", "ΓΛΏΣΣΑ", "МОВА",
        "언어", "ภาษา", "اللغة", "שפה", "BAHASA", "NGÔN NGỮ",
    };

    /// <summary>What stands before a question's title in its points and feedback columns: "Points - Which rule applies?".</summary>
    public static IReadOnlyList<string> QuizPrefixes { get; } = ["POINTS", "FEEDBACK", "PUNTOS", "COMENTARIOS", "نقاط"];

    /// <summary>Columns about the whole response, in this language or in English, which Forms leaves untranslated in part.</summary>
    public bool IsAboutResponse(string normalized) =>
        normalized == LastModified || normalized == TotalPoints || normalized == QuizFeedback
        || normalized == s_english.LastModified || normalized == s_english.TotalPoints || normalized == s_english.QuizFeedback
        || normalized == "GRADE POSTED TIME";

    public bool IsLastModified(string normalized) => normalized.Length > 0 && (normalized == LastModified || normalized == s_english.LastModified);

    public bool IsTotalPoints(string normalized) => normalized == TotalPoints || normalized == s_english.TotalPoints;
}
