using System.Globalization;
using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>What a question asks of whoever answers.</summary>
[Flags]
internal enum AskedIdentity
{
    /// <summary>Nothing: it is a question of its own.</summary>
    None = 0,

    /// <summary>A name.</summary>
    Name = 1,

    /// <summary>An e-mail address.</summary>
    Email = 2,
}

/// <summary>
/// Tells by its words whether a question asks for the name or the address of whoever answers, in the languages of Teams. Every word must be
/// of such a question: one that asks for the name of a rule is another one.
/// </summary>
internal static class IdentityWords
{
    /// <summary>Words as they are compared: capital letters without marks.</summary>
    private static readonly HashSet<string> names = Words("""
        NAME NAMES FULLNAME FIRSTNAME LASTNAME SURNAME FORENAME NOM NOMS PRENOM PRENOMS NOMBRE NOMBRES APELLIDO APELLIDOS NOME NOMES SOBRENOME COGNOME NOMINATIVO
        NAMEN VORNAME NACHNAME FAMILIENNAME ZUNAME NAAM VOORNAAM ACHTERNAAM NAZWISKO IMIE IMIONA ИМЯ ФАМИЛИЯ ФИО ПРІЗВИЩЕ ІМЯ ІМ NAMN FORNAMN EFTERNAMN NAVN FORNAVN EFTERNAVN ETTERNAVN
        NIMI NIMESI ETUNIMI SUKUNIMI JMENO PRIJMENI PRIEZVISKO NEV NEVE VEZETEKNEV KERESZTNEV ADINIZ SOYAD SOYADI SOYADINIZ ISIM NUME NUMELE PRENUME ΟΝΟΜΑ ΕΠΩΝΥΜΟ ΟΝΟΜΑΤΕΠΩΝΥΜΟ
        IME PREZIME PRIIMEK ИМЕ ПРЕЗИМЕ VARDAS PAVARDE VARDS UZVARDS PEREKONNANIMI EESNIMI NAMA الاسم اسمك شם שם שמך ชื่อ NOMCOMPLET
        """);

    private static readonly HashSet<string> emails = Words("""
        EMAIL EMAILS MAIL EMAILADDRESS MAILADDRESS EMAILADRESSE MAILADRESSE EMAILADRES MAILADRES COURRIEL MEL MESSAGERIE CORREO EPOST EPOSTADRESS EPOSTADRESSE SAHKOPOSTI
        SAHKOPOSTIOSOITE SAHKOPOSTIOSOITTEESI EPOSTA EPOSTASI ПОЧТА ПОЧТЫ ПОЧТУ ПОШТА ПОШТИ EMAILOVA ΤΑΧΥΔΡΟΜΕΙΟ ΤΑΧΥΔΡΟΜΕΙΟΥ البريد بريدك אימייל דואל อีเมล SUREL EMEL
        """);

    private static readonly HashSet<string> others = Words("""
        YOUR MY THE PLEASE ENTER TYPE WRITE PROVIDE GIVE STATE US WHAT WHATS IS S FULL COMPLETE FIRST LAST GIVEN FAMILY MIDDLE LEGAL PREFERRED DISPLAY WORK BUSINESS OFFICIAL
        PERSONAL CORPORATE CONTACT REGISTERED REGISTRATION AND OR OF FOR AS ON IN TO A AN IT YOU WITH CERTIFICATE CPE CREDIT HERE BELOW ADDRESS ID ATTENDEE PARTICIPANT PARTICIPANTS EMPLOYEE
        STUDENT LEARNER USER TEAMS REQUIRED OPTIONAL APPEARS APPEAR SHOULD USED ACCOUNT PRINT
        IHR IHRE IHREN DEIN DEINE DEINEN BITTE GEBEN GIB SIE EIN EINGEBEN WIE LAUTET VOLLSTANDIGER VOLLSTANDIGEN VOLLER UND VOR NACH ADRESSE DIENSTLICHE DER DIE DAS DES TEILNEHMERS
        VOTRE VOS TON TA ENTREZ SAISISSEZ INDIQUEZ VEUILLEZ SAISIR INDIQUER ENTRER QUEL QUELLE EST COMPLET ET DE D L LE LA FAMILLE ELECTRONIQUE PROFESSIONNELLE
        TU SU SUS INGRESE INGRESA ESCRIBA ESCRIBE POR FAVOR INTRODUZCA INTRODUCE CUAL ES COMPLETOS COMPLETO Y DIRECCION ELECTRONICO
        SEU SUA DIGITE INSIRA INFORME QUAL E O ENDERECO ELETRONICO IL TUO TUA SUO INSERISCI INSERIRE INSERISCA DI INDIRIZZO ELETTRONICA
        UW JE JOUW VUL HIER WAT VOLLEDIGE EN ADRES TWOJE TWOJ PODAJ PROSZE PODAC I SWOJE PELNE
        ВАШЕ ВАША ВАШ ВВЕДИТЕ УКАЖИТЕ ПОЖАЛУИСТА И АДРЕС ПОЛНОЕ СВОЕ ЭЛЕКТРОННАЯ ЭЛЕКТРОННОИ ОТЧЕСТВО ПОВНЕ ТА ЕЛЕКТРОННА ЕЛЕКТРОННОІ АДРЕСА Я
        DITT DIN DIT SKRIV ANGE INDTAST OPPGI VENNLIGST FULLSTANDIGT FULDE FULLT OCH OG HELA ADRESS VAD AR HVAD ER HVA SINUN ANNA JA KOKO
        VASE VAS ZADEJTE PROSIM CELE ADRESA UVEDTE MENO TELJES KERJUK ADJA MEG AZ ON CIME CIM LUTFEN GIRIN GIRINIZ VE ADRESI ADRESINIZ TAM
        DUMNEAVOASTRA INTRODUCETI SI ΤΟ ΣΑΣ ΠΛΗΡΕΣ ΔΙΕΥΘΥΝΣΗ ΗΛΕΚΤΡΟΝΙΚΟΥ ΗΛΕΚΤΡΟΝΙΚΟ ΚΑΙ שלך מלא כתובת الكامل عنوان الإلكتروني ANDA LENGKAP ALAMAT VASA
        """);

    /// <summary>Parts of questions in scripts that write no blanks between words, the longest first.</summary>
    private static readonly (string Text, AskedIdentity Asked)[] parts =
    [
        .. new (string Texts, AskedIdentity Asked)[]
        {
            ("氏名 名前 姓名 名字 成名 이름 성명 성함 ชื่อนามสกุล ชื่อ นามสกุล", AskedIdentity.Name),
            ("メールアドレス 電子メール メール 电子邮件 电子邮箱 邮箱 邮件 電子郵件 電子信箱 信箱 이메일 전자메일 메일 อีเมล", AskedIdentity.Email),
            ("を入力してください を入力 入力してください ご記入ください を記入してください ください あなたの お ご を の と 请输入 请填写 您的 你的 您 你 请 的 请提供 真实 地址 和 請輸入 請填寫 請 與 아이디 주소 을입력하세요 를입력하세요 입력하세요 입력해주세요 을 를 의 당신 귀하 과 와 ของคุณ คุณ กรุณา กรอก ระบุ โปรด ที่อยู่ และ 必須 必填 EMAIL E MAIL", AskedIdentity.None),
        }.SelectMany(group => group.Texts.Split(' ').Select(text => (Compact(text), group.Asked))).OrderByDescending(part => part.Item1.Length),
    ];

    internal static AskedIdentity AskedIn(string title)
    {
        var words = PersonName.Words(title).Select(word => word.TrimEnd([.. "0123456789"])).Where(word => word.Length > 0).ToArray();
        var text = string.Join(' ', words);
        if (words.Length == 0)
        {
            return AskedIdentity.None;
        }

        return InWords(text.Replace("E MAIL", "EMAIL", StringComparison.Ordinal)
            .Replace("E POST", "EPOST", StringComparison.Ordinal)
            .Replace("POSTA ELETTRONICA", "EMAIL", StringComparison.Ordinal)
            .Split(' ')) is var asked and not AskedIdentity.None ? asked : InParts(Compact(text));
    }

    private static AskedIdentity InWords(IEnumerable<string> words)
    {
        var asked = AskedIdentity.None;
        foreach (var word in words)
        {
            asked |= names.Contains(word) ? AskedIdentity.Name : emails.Contains(word) ? AskedIdentity.Email : AskedIdentity.None;
            if (!names.Contains(word) && !emails.Contains(word) && !others.Contains(word))
            {
                return AskedIdentity.None;
            }
        }

        return asked;
    }

    private static AskedIdentity InParts(string text)
    {
        var asked = AskedIdentity.None;
        foreach (var part in parts)
        {
            if (text.Contains(part.Text, StringComparison.Ordinal))
            {
                asked |= part.Text is "EMAIL" ? AskedIdentity.Email : part.Asked;
                text = text.Replace(part.Text, "", StringComparison.Ordinal);
            }
        }

        return text.Length == 0 ? asked : AskedIdentity.None;
    }

    private static HashSet<string> Words(string words) => words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(PersonName.Words)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Letters alone, as they are compared: voiced kana are one letter, not two.</summary>
    private static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation))
            {
                compact.Append(character);
            }
        }

        return compact.ToString();
    }
}
