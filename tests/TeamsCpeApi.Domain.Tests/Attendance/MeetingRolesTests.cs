using System.Text;
using TeamsCpeApi.Domain.Attendance;

namespace TeamsCpeApi.Domain.Tests.Attendance;

public class MeetingRolesTests
{
    /// <summary>Organizer, co-organizer, presenter, attendee and producer in the languages of Teams, however somebody's program writes them.</summary>
    [Theory]
    [InlineData("af", "Organiseerder", "Mede-organiseerder", "Aanbieder", "Bywoner", "Vervaardiger")]
    [InlineData("ar", "المنظم", "المنظم المشارك", "مقدم العرض", "الحضور", "المنتج")]
    [InlineData("az", "Təşkilatçı", "Həmtəşkilatçı", "Təqdimatçı", "İştirakçı", "Prodüser")]
    [InlineData("be", "Арганізатар", "Суарганізатар", "Дакладчык", "Удзельнік", "Прадзюсар")]
    [InlineData("bg", "Организатор", "Съорганизатор", "Презентатор", "Участник", "Продуцент")]
    [InlineData("bn", "সংগঠক", "সহ-সংগঠক", "উপস্থাপক", "অংশগ্রহণকারী", "প্রযোজক")]
    [InlineData("bs", "Organizator", "Suorganizator", "Izlagač", "Učesnik", "Producent")]
    [InlineData("ca", "Organitzador", "Coorganitzador", "Presentador", "Assistent", "Productor")]
    [InlineData("cs", "Organizátor", "Spoluorganizátor", "Prezentující", "Účastník", "Producent")]
    [InlineData("cy", "Trefnydd", "Cyd-drefnydd", "Cyflwynydd", "Mynychwr", "Cynhyrchydd")]
    [InlineData("da", "Arrangør", "Medarrangør", "Præsentationsvært", "Deltager", "Producer")]
    [InlineData("de", "Organisator", "Mitorganisator", "Referent", "Teilnehmer", "Produzent")]
    [InlineData("el", "Διοργανωτής", "Συνδιοργανωτής", "Παρουσιαστής", "Συμμετέχων", "Παραγωγός")]
    [InlineData("en", "Organizer", "Co-organizer", "Presenter", "Attendee", "Producer")]
    [InlineData("es", "Organizador", "Coorganizador", "Moderador", "Asistente", "Productor")]
    [InlineData("et", "Korraldaja", "Kaaskorraldaja", "Esitleja", "Osaleja", "Produtsent")]
    [InlineData("eu", "Antolatzailea", "Antolatzailekidea", "Aurkezlea", "Partaidea", "Ekoizlea")]
    [InlineData("fa", "سازمان‌دهنده", "هم‌سازمان‌دهنده", "ارائه‌دهنده", "شرکت‌کننده", "تهیه‌کننده")]
    [InlineData("fi", "Järjestäjä", "Toinen järjestäjä", "Esittäjä", "Osallistuja", "Tuottaja")]
    [InlineData("fil", "Tagapag-organisa", "Kapwa tagapag-organisa", "Tagapagpresenta", "Dadalo", "Tagapaggawa")]
    [InlineData("fr", "Organisateur", "Co-organisateur", "Présentateur", "Participant", "Producteur")]
    [InlineData("ga", "Eagraí", "Comheagraí", "Láithreoir", "Freastalaí", "Léiritheoir")]
    [InlineData("gl", "Organizador", "Coorganizador", "Presentador", "Asistente", "Produtor")]
    [InlineData("gu", "આયોજક", "સહ-આયોજક", "પ્રસ્તુતકર્તા", "સહભાગી", "નિર્માતા")]
    [InlineData("he", "מארגן", "מארגן משותף", "מציג", "משתתף", "מפיק")]
    [InlineData("hi", "आयोजक", "सह-आयोजक", "प्रस्तुतकर्ता", "सहभागी", "निर्माता")]
    [InlineData("hr", "Organizator", "Suorganizator", "Izlagač", "Sudionik", "Producent")]
    [InlineData("hu", "Szervező", "Társszervező", "Előadó", "Résztvevő", "Producer")]
    [InlineData("hy", "Կազմակերպիչ", "Համակազմակերպիչ", "Զեկուցող", "Մասնակից", "Պրոդյուսեր")]
    [InlineData("id", "Penyelenggara", "Penyelenggara bersama", "Penyaji", "Peserta", "Produser")]
    [InlineData("is", "Skipuleggjandi", "Meðskipuleggjandi", "Kynnir", "Þátttakandi", "Framleiðandi")]
    [InlineData("it", "Organizzatore", "Co-organizzatore", "Relatore", "Partecipante", "Produttore")]
    [InlineData("ja", "開催者", "共同開催者", "発表者", "出席者", "プロデューサー")]
    [InlineData("ka", "ორგანიზატორი", "თანაორგანიზატორი", "წამყვანი", "მონაწილე", "პროდიუსერი")]
    [InlineData("kk", "Ұйымдастырушы", "Тең ұйымдастырушы", "Таныстырушы", "Қатысушы", "Продюсер")]
    [InlineData("km", "អ្នករៀបចំ", "អ្នករួមរៀបចំ", "អ្នកធ្វើបទបង្ហាញ", "អ្នកចូលរួម", "ផលិតករ")]
    [InlineData("kn", "ಸಂಘಟಕ", "ಸಹ-ಸಂಘಟಕ", "ನಿರೂಪಕ", "ಭಾಗವಹಿಸುವವರು", "ನಿರ್ಮಾಪಕ")]
    [InlineData("ko", "이끌이", "공동 이끌이", "발표자", "참석자", "생산자")]
    [InlineData("lo", "ຜູ້ຈັດ", "ຜູ້ຮ່ວມຈັດ", "ຜູ້ນຳສະເໜີ", "ຜູ້ເຂົ້າຮ່ວມ", "ຜູ້ຜະລິດ")]
    [InlineData("lt", "Organizatorius", "Bendraorganizatorius", "Pranešėjas", "Dalyvis", "Prodiuseris")]
    [InlineData("lv", "Organizators", "Līdzorganizators", "Prezentētājs", "Dalībnieks", "Producents")]
    [InlineData("mk", "Организатор", "Коорганизатор", "Презентер", "Учесник", "Продуцент")]
    [InlineData("ml", "സംഘാടകൻ", "സഹ സംഘാടകൻ", "അവതാരകൻ", "പങ്കെടുക്കുന്നയാൾ", "നിർമ്മാതാവ്")]
    [InlineData("mr", "आयोजक", "सह-आयोजक", "सादरकर्ता", "उपस्थित", "निर्माता")]
    [InlineData("ms", "Penganjur", "Penganjur bersama", "Penyampai", "Hadirin", "Penerbit")]
    [InlineData("nb", "Arrangør", "Medarrangør", "Presentatør", "Deltaker", "Produsent")]
    [InlineData("nl", "Organisator", "Medeorganisator", "Presentator", "Deelnemer", "Producent")]
    [InlineData("nn", "Arrangør", "Medarrangør", "Presentatør", "Deltakar", "Produsent")]
    [InlineData("pa", "ਪ੍ਰਬੰਧਕ", "ਸਹਿ-ਪ੍ਰਬੰਧਕ", "ਪੇਸ਼ਕਾਰ", "ਹਾਜ਼ਰੀਨ", "ਨਿਰਮਾਤਾ")]
    [InlineData("pl", "Organizator", "Współorganizator", "Osoba prowadząca", "Uczestnik", "Producent")]
    [InlineData("pt", "Organizador", "Coorganizador", "Apresentador", "Participante", "Produtor")]
    [InlineData("ro", "Organizator", "Coorganizator", "Prezentator", "Participant", "Producător")]
    [InlineData("ru", "Организатор", "Соорганизатор", "Выступающий", "Участник", "Продюсер")]
    [InlineData("sk", "Organizátor", "Spoluorganizátor", "Prezentujúci", "Účastník", "Producent")]
    [InlineData("sl", "Organizator", "Soorganizator", "Predstavitelj", "Udeleženec", "Producent")]
    [InlineData("sq", "Organizator", "Bashkëorganizator", "Prezantues", "Pjesëmarrës", "Producent")]
    [InlineData("sr", "Организатор", "Суорганизатор", "Излагач", "Учесник", "Продуцент")]
    [InlineData("sv", "Arrangör", "Medarrangör", "Presentatör", "Deltagare", "Producent")]
    [InlineData("ta", "அமைப்பாளர்", "இணை அமைப்பாளர்", "வழங்குநர்", "பங்கேற்பாளர்", "தயாரிப்பாளர்")]
    [InlineData("te", "నిర్వాహకుడు", "సహ-నిర్వాహకులు", "సమర్పకులు", "పాల్గొనేవారు", "నిర్మాత")]
    [InlineData("th", "ผู้จัด", "ผู้จัดร่วม", "ผู้นำเสนอ", "ผู้เข้าร่วม", "ผู้ผลิต")]
    [InlineData("tr", "Düzenleyen", "Ortak düzenleyen", "Sunucu", "Katılımcı", "Yapımcı")]
    [InlineData("uk", "Організатор", "Співорганізатор", "Доповідач", "Учасник", "Продюсер")]
    [InlineData("ur", "منتظم", "شریک منتظم", "پیش کنندہ", "شرکت کنندہ", "پروڈیوسر")]
    [InlineData("uz", "Tashkilotchi", "Hamtashkilotchi", "Taqdimotchi", "Ishtirokchi", "Prodyuser")]
    [InlineData("vi", "Người tổ chức", "Người đồng tổ chức", "Người trình bày", "Người dự", "Nhà sản xuất")]
    [InlineData("zh", "组织者", "共同组织者", "演示者", "与会者", "制作人")]
    public void Of_WordOfAnyLanguage_IsItsRole(string language, string organizer, string coorganizer, string presenter, string attendee, string producer)
    {
        foreach (var (role, word) in new[]
        {
            (MeetingRoles.Organizer, organizer), (MeetingRoles.Coorganizer, coorganizer), (MeetingRoles.Presenter, presenter), (MeetingRoles.Attendee, attendee), (MeetingRoles.Producer, producer),
        })
        {
            foreach (var form in new[] { word, word.ToUpperInvariant(), word.ToLowerInvariant(), $"\u200F {word}\u00A0", word.Normalize(NormalizationForm.FormD), word.Replace('-', ' ') })
            {
                Assert.True(role == MeetingRoles.Of(form), $"{language}: {form} is {MeetingRoles.Of(form) ?? "unknown"}, not {role}");
            }
        }
    }

    [Theory]
    [InlineData("Mitorganisator", "Coorganizer")]
    [InlineData("Moderator", "Presenter")]
    [InlineData("Coorganizador", "Coorganizer")]
    [InlineData("Osoba prowadząca", "Presenter")]
    [InlineData("Osoba prowadzaca", "Presenter")]
    [InlineData("Relatore", "Presenter")]
    [InlineData("Presentator", "Presenter")]
    [InlineData("Sunucu", "Presenter")]
    [InlineData("Düzenleyen", "Organizer")]
    [InlineData("组织者", "Organizer")]
    [InlineData("演示者", "Presenter")]
    [InlineData("Организатор", "Organizer")]
    [InlineData("Выступающий", "Presenter")]
    [InlineData("Prezentující", "Presenter")]
    [InlineData("Organizátor", "Organizer")]
    [InlineData("Co‑organizer", "Coorganizer")]
    [InlineData("Organisator(in)", "Organizer")]
    [InlineData("Teilnehmer*in", "Attendee")]
    [InlineData("Ｐｒｅｓｅｎｔｅｒ", "Presenter")]
    [InlineData("ﾌﾟﾚｾﾞﾝﾀｰ", "Presenter")]
    [InlineData("KATILIMCI", "Attendee")]
    [InlineData("مُقدّم العرض", "Presenter")]
    [InlineData("None", "Attendee")]
    [InlineData("主持人", "Organizer")]
    public void Of_WordAsFilesWriteIt_IsItsRole(string word, string role) => Assert.Equal(role, MeetingRoles.Of(word));

    [Theory]
    [InlineData("")]
    [InlineData("Chief of everything")]
    [InlineData("42")]
    [InlineData("Attendee and Presenter")]
    [InlineData("\uD800")]
    [InlineData(null)]
    public void Of_AnythingElse_IsUnknown(string? word) => Assert.Null(MeetingRoles.Of(word));
}
