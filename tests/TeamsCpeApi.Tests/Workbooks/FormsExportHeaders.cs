namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The headers of the metadata columns in the language of whoever exported.</summary>
public sealed record FormsExportHeaders(
    string Id,
    string Started,
    string Completed,
    string Email,
    string Name,
    string LastModified,
    string Language = "Language",
    string TotalPoints = "Total points",
    string QuizFeedback = "Quiz feedback",
    string GradePosted = "Grade posted time",
    string Points = "Points - ",
    string Feedback = "Feedback - ")
{
    public static FormsExportHeaders English { get; } =
        new("ID", "Start time", "Completion time", "Email", "Name", "Last modified time");

    public static FormsExportHeaders French { get; } =
        new("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Heure de la dernière modification");

    public static FormsExportHeaders Spanish { get; } =
        new("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre", "Hora de la última modificación",
            TotalPoints: "Total de puntos", QuizFeedback: "Comentarios del cuestionario", Points: "Puntos - ", Feedback: "Comentarios - ");

    public static FormsExportHeaders Portuguese { get; } =
        new("ID", "Hora de início", "Hora de conclusão", "Email", "Nome", "Hora da última modificação");

    public static FormsExportHeaders German { get; } =
        new("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Zeitpunkt der letzten Änderung");

    public static FormsExportHeaders Dutch { get; } =
        new("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging");

    public static FormsExportHeaders Japanese { get; } =
        new("ID", "開始時刻", "完了時刻", "メール", "名前", "最終変更時刻");

    /// <summary>A language that no table lists: the columns can only be told by their position and content.</summary>
    public static FormsExportHeaders Unlisted { get; } =
        new("ID", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi", "Viimeksi muokattu");
}
