namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// The words for the halves and parts of the day, in every language of ICU (72 and 78), without blanks, marks and dots. A word that is the
/// morning in one language and the afternoon in another ("ip.") is none of them: nobody can know.
/// </summary>
internal static class DayPeriods
{
    private const string Morning = """
        1KA A ADDUHA AG AM AMVORMITTAG AN AP ATM BN COMME DAMANHÃ DE DELAMAÑANA DINDA DOP DOPOŁDNJA DOPOŁEDNIŎ EPARADITES FH
        FM FỌMỌ́NIN GH GOÖŇ GÜNORTADANÖŇ HENGIHENGI HH IB IBIKƐ̂GLÀ ICHEHEAVO IDIƁA ISUK IĐITBEAIVET KANGAMA KAROON KI KIROKO
        KIƐMƐ́ƐM KRN KÍKÍRÍG LUMALWAK LWAMILAWU MA MAKEO MAMBIA MANÁ MATIN MBAʼÁMBAʼ MBAꞋMBAꞋ MOIES MUHI MUNKYO ND NTUFAT
        NTƆ́NGƆ́ NỤTỤTỤ OD PAMILAU PD PG PRIEKŠP PRIEKŠPUSDIENĀ PRIEŠPIET PRIJEPODNE RN RW RŨ SA SAFIYA SF SUB SUBAKA SUBBAAHI
        SÁRÚWÁ TAPARACHU TESIRAN TIFAWT TO TOO UHRVÖRMIDDAACHS ULUCHELO UTUKO VM VORM WD WICHISHU YB ZDATAZAL ZMU ÀÁRƆ̀ ÀÁRỌ̀
        ÖÖ ĨYAKWAKYA ŊDI ƐNKAKƐNYÁ ǁGOAGAS ΠΜ АМ ДП КУ ПРЕПОДНЕ ПРЕТПЛ ПРИЈЕПОДНЕ ПРОБ ТАҢКЫ ТО ТҢ ЭИ ҮӨ ӔМБИСБОНЫРАЗМӔ לפנהצ
        פֿאַרמיטאָג اےایم بن تد ص صبح صبحمنجهند غم قبلازظهر قظ چب چۈشتىنبۇرۇن ܩܛ ߛ एएम तडके पूर्वाह्न फुं भोर भ्यागा येएम सकाळ
        सबेरे सवेर सुबुहजा এএম নুমাং পূৰ্বাহ্ন ਪੂਦੁ ଏଏମ முற்பகல் ఎఎమ్ ಪೂರ್ವಾಹ್ನ පෙව ก่อนเที่ยง ກ່ອນທ່ຽງ སྔཆ སྔདྲོ တၸ နံနက် ቅቀ
        ጥዋት ᏌᎾᎴ ᐊᒼ ᱥᱮᱛᱟᱜ ⵜⵉⴼⴰⵡⵜ 上午 上昼 上晝 午前 ꎸꄑ 오전 𞤀𞤎
        """;

    private const string Afternoon = """
        2JA AK AKASUBA ALUULA AMNAMITTAG ANW CH CHILO CƐƐ́NKO DATARDE DELATARDE DILOLO DU EA EAHKETBEAIVET EB EBONGI EBYÁMU
        EFIAFI EH EIGULO EM EP EPASDITES EW F FI FỌÍVNIN GD GM GOSOŇ GÜNORTADANSOŇ HWAĨINĨ ICHAMTHI IN IƁUGAJƆP KIKIIƊE
        KINGOTO KISƐ́NDƐ KOOSK KOOSKOLINY KUGÚ KYIUKONYI LILLI LK LUMALWAP MCHOCHILL MD MO MOG MPÓKWA MUU NABALI NABALỊ NAM
        NCWÒNZÉM NGO NGƏGÓGƏLE NM NOMËTTES NTMEDDIT NYIAGHUO ODP OT P PAMUNYI PASHAMIHE PM PN POP POPIET POPODNE POPOŁDNJU
        POPOŁEDNIU PTG PTM PĒCP PĒCPUSDIENĀ SOIR TADGGWAT TEIPA TK TŊ UHRNOMMENDAACHS UT WB WENGI WÓTP WÓTPOŁDNJA YAMMA YH YM
        ZAARIKAYB ZMW ÖS ĨYAWĨOO ŊKAMBƆ́TNJI ŨG Ɔ̀SÁN ƐNDÁMÂ ƔETRƆ ǃUIAS ΜΜ КХ ПМ ПОПЛ ПОПОДНЕ ПОСЛИЈЕПОДНЕ ПП СЛОБ ТК
        ТҮШТӨНКИЙИНКИ ЭК ҮХ ӔМБИСБОНЫФӔСТӔ אחהצ נאָכמיטאָג بظ بعدازظهر تك دن شام غو م منجهندشام پیایم چك چۈشتىنكېيىن ܒܛ ߥ
        अपराह्न दपेहरासंजा दपैहरबाद पीएम बेलासे शामजा सञ सांज सांझ सांम অপৰাহ্ন পিএম ਬਾਦੁ ପିଏମ பிற்பகல் పిఎమ్ ಅಪರಾಹ್ನ පව
        หลังเที่ยง ຫຼັງທ່ຽງ ཕྱིཆ ཕྱིདྲོ ညနေ တလ ከሰዓት ድቀ ᏒᎯᏱᎢ ᏒᎯᏱᎢᏗᏢ ᐲᒼ ᱧᱤᱫᱟᱹ ḌEFFIRAZA Ọ̀SÁN ⵜⴰⴷⴳⴳⵡⴰⵜ 下午 下昼 下晝 午後 ꁯꋒ 오후 𞤇𞤎
        """;

    /// <summary>
    /// Parts of the day, as Taiwan's default format has them, by the hour that the clock shows, from twelve (or nought) to eleven: a the
    /// morning's, p the afternoon's, - where the word says too little.
    /// </summary>
    private const string Parts = """
        aaaaaa------ 凌晨
        ---aaaaaaa-- 清晨 早上
        ----aaaaaaaa 朝早 朝 SÁNG
        p----------- 正午
        pp---------a 中午
        pppp-------a 昼
        -pppppp----- CHIỀU
        ----pppp---- 傍晚 夕方
        -----ppppppp 晚上 夜晚 晚間
        ------pppp-- TỐI 저녁
        -------ppppp 夜
        ---aaa------ 아침
        """;

    private static readonly Dictionary<string, string> hours = Table();

    public static bool IsKnown(string word) => hours.ContainsKey(word);

    /// <summary>The hour of the day; null when the word does not tell it.</summary>
    /// <param name="word">The word in capitals, without blanks, marks and dots.</param>
    /// <param name="hour">What the clock shows: 12 and, in Japan, 0 for the first hour of a half.</param>
    public static int? Hour(string word, int hour) => hour is >= 0 and <= 12 && hours.TryGetValue(word, out var pattern)
        ? pattern[hour % 12] switch
        {
            'a' => hour % 12,
            'p' => (hour % 12) + 12,
            _ => null,
        }
        : null;

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (words, half) in new[] { (Morning, 'a'), (Afternoon, 'p') })
        {
            foreach (var word in WordsOf(words))
            {
                table.Add(word, new string(half, 12));
            }
        }

        foreach (var line in Parts.Split('\n'))
        {
            var words = WordsOf(line);
            foreach (var word in words.Skip(1))
            {
                table.Add(word, words[0]);
            }
        }

        return table;
    }

    private static string[] WordsOf(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
