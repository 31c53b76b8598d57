namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// The words for days, hours, minutes and seconds, in every language of ICU 78, without blanks, marks and dots. Some letters are several
/// units in several languages: who reads them weighs all of them.
/// </summary>
internal static class DurationUnits
{
    private const string Days = """
        ADLAW ARA ARAITA ARAW D DA DAAG DAE DAG DAGAR DAGE DAGEN DAGUR DAN DANA DAY DAYS DD DDIWRNOD DEEG DEI DEIEN DEIZ DEN
        DEZ DEZILE DEŇ DI DIA DIAS DIE DIENA DIENAS DIENOS DIENU DIENŲ DIES DIN DINA DIS DITË DIWRNOD DN DNEVA DNI DNJA DNJEJ
        DNJOW DNY DNÍ DNŮ DYGN DZIEŃ DÄÄSCH DÈ DÌ DÍA DÍAS DÍES DØGN DŹ DŹEŃ E EGUN G GG GIORNI GIORNO GÜN H HARI HR IZINSUKU
        J JORNS JOUR JOURS JÁNDOR JÁNDORA KAADLAW KUN KURÃ KURÃAG LATHA LÀ LÀITHEAN LÁ LĀ LƐ́Ꞌ M MAALIN MAALMOOD MLN NAP NGÀY
        NNA P PUNCHAW PV PÄEV PÄEVA PÄIVÄ PÄIVÄÄ R RANA RANAKU RNK ROJ RĀ SIKU SUKU T TAAG TAG TAGE TAGO TAGOJ TG TÄG TÄÄG
        USUKU Z ZEIZ ZI ZILE ZORNADE ZORNADIS ÖÖPÄEV ÖÖPÄEVA ŊKEKE Ź ŹEŃ ƆJ ʻA ʻAHOʻE ʻAʻE Η ΗΜΈΡΑ ΗΜΈΡΕΣ БОН БОНЫ Д ДАН ДАНА
        ДЕ ДЕН ДЕНА ДЕНЬ ДН ДНІ ДНІВ ДНЕЙ ДНИ ДНЯ К КН КУН КҮН КӨН СУТ СУТАК СУТКІ ХОНОГ Օ ՕՐ י יום ימ ימים أيام دن دۄہ روز
        كۇن كۈن ورځ ورځې ورځے ي يوم يومًا ڏينهن ܝܘܡܢ̈ܐ ߟ ߟߏ߲ߜߍ दि दिन दिवस दी दीस सान দিন ਦਿਨ દિ દિવસ ଦିନ நா நாட்கள் நாள் రో
        రోజు రోజులు ದಿ ದಿನ ದಿನಗಳು ದಿನವು ദി ദിവസം දි දින วัน ມ ມື້ ཉིནཞག ရက် ဝၼ်း መ መዓልቲ መዓልታት ቀ ቀናት Ꭲ ᎢᎦ ᎯᎸᏍᎩᏧᏒᎯᏓ ᏧᏒᎯᏓ ថ្ងៃ
        ᲓᲦᲔ ỌJ ỌTỤTỤUBOCHI 天 日 일 𑄘𑄨𑄚𑄴 𞤙 𞤙𞤀𞤂 𞤙𞤀𞤂𞥆𞤀𞤂 𞤙𞤀𞤂𞥆𞤉
        """;

    private const string Hours = """
        AMAHORA AWA AWR DEORE DIIBMU DIIBMUR DIIMMUR DƆNHWERE EUR G GAƑOƑO GHANTA GHANTE GIỜ GODZ GODZIN GODZINA GODZINY GÓŹ
        GÓŹINA GÓŹINJE GÓŹINOW GÓŹINY H HAORA HEURE HEURES HODIN HODINA HODINY HODÍN HODŹ HODŹINA HODŹINJE HODŹINOW HODŹINY
        HOLA HORA HORAS HORES HORO HOROJ HOUAʻE HOUR HOURS HR HRS HURAITA HÁWA HʻE IHORA J JAM KAORAS KLST KLUKKUSTUND
        KLUKKUSTUNDIR O OERE ORA ORAS ORDU ORE ORIS ORË ORĂ S SA SAA SAACAD SAACADOOD SAAT SAET SAG SAGAT SAOI SAT SATA SATI
        SCD SCHTUND SCHTUNDE SG SOAT ST STD STONN STONNEN STUND STUNDA STUNDAS STUNDE STUNDEN STUNDU STÜNNEN T TIM TIMAR TIME
        TIMER TIMMAR TIMME TUND TUNDI TUNTI TUNTIA TÍMAR TÍMI U UAIR UAIRATHÌDE UAIREANATHÌDE UR URA URE URI UUR VAL VALANDA
        VALANDOS VALANDŲ VOR VORAM WKT ÁWA Ó ÓRA ÓRAAG Č Ώ ΏΡΑ ΏΡΕΣ Г ГАДЗ ГАДЗІН ГАДЗІНА ГАДЗІНЫ ГОД ГОДИН ГОДИНА ГОДИНИ С
        СААТ САТ САТА САТИ САХАТ САХАТЫ САХЬ САХЬТ САҒ САҒАТ СЕХ СОАТ СТ СӘҒ СӘҒӘТ Ц ЦАГ Ч ЧААС ЧАС ЧАСА ЧАСОВ Ժ ԺԱՄ שע שעה
        שעות س سائەت ساعات ساعة ساعت ساعِت ڪلاڪ گَنٹہٕ گٲنٹہٕ گھنٹہ گھنٹے ܫ̈ܥܐ ܫܥܬܐ ߕ ߕߎ߬ߡߊ߬ߙߋ߲ घं घंटा घंटे घण्टा ता तास
        रिंगा वर वरां ঘঃ ঘণ্টা ਘੰਟਾ ਘੰਟੇ ક કલાક ଘଣ୍ଟା ம மநே గం గంట గంటలు ಗಂ ಗಂಟೆ ಗಂಟೆಗಳು മ മണിക്കൂർ පැය ชม ชั่วโมง ຊມ ຊົ່ວໂມງ
        ཆུཚོད နာရီ မူင်း ሰ ሰዓ ሰዓታት ሰዓት ሰዓቶች ᎢᏳᏟᎶᏓ Ꮡ ᏑᏟ ᏑᏟᎶᏓ ម៉ោង ᲡᲐᲐᲗᲘ ᲡᲗ ỌTỤTỤAWA 小时 小時 時間 시간 𑄊𑄂 𑄊𑄧𑄚𑄴𑄑 𑄊𑄧𑄚𑄴𑄘
        𞤐𞤔𞤀𞤃𞤂𞤋 𞤐𞤔𞤀𞤃𞤐𞤁𞤋 𞤔 𞤔𞤀
        """;

    private const string Minutes = """
        A AMAMINITHI AƉABAƑOƑO D DAK DAKIKA DAQ DAQIIQAD DAQIIQO DAQIQA DEMINUTE DEQÎQE DK DQQD DƏQ DƏQIQƏ FUNUD IMINITHI
        KAMINUTO M MEN MENETI MENIT MENUTI MENUTO MENUTTE MHION MHIONAID MIN MINIT MINITIʻE MINS MINTAM MINTI MINTOCI MINUHTA
        MINUHTTA MINUKE MINUT MINUTA MINUTAS MINUTE MINUTEN MINUTER MINUTES MINUTI MINUTIT MINUTO MINUTOJ MINUTOS MINUTOW
        MINUTS MINUTT MINUTTEN MINUTTER MINUTTIR MINUTTUR MINUTU MINUTUITA MINUTY MINUTË MINUTĖ MINUTĖS MINUUT MINUUTE
        MINUUTTI MINUUTTIA MINUĆE MINUČIŲ MINUŚE MINÚT MINÚTA MINÚTY MINÛT MINÛTS MINÜTA MINÜTE MINŪTE MINŪTES MINŪŠU MION
        MIONAID MIONAIDEAN MNT MUN MUNUD MUNUT MÍN MÍNIT MÍNÚTA MÍNÚTUR MĨNŨTU MʻE N NKEJI NÓIM P PERC PHÚT SIMA UMZUZU VUNUT
        ÌSH ÌṢ Λ ΛΕΠΤΆ ΛΕΠΤΌ ДАҚ ДАҚИҚА М МИН МИНОТ МИНУТ МИНУТА МИНУТИ МИНУТЫ МҮН МҮНҮҮТЭ МҮНӨТ Х ХВ ХВІЛІН ХВІЛІНА ХВІЛІНЫ
        ХВИЛИН ХВИЛИНА ХВИЛИНИ Ր ՐՈՊԵ דק דקה דקות د دقائق دقيقة دقیقه دقیقې دَقه منٹ منٽ مىنۇت مينۋت مِنَٹ ܩܛܝܢ̈ܐ ܩܛܝܢܐ ߡߌ߬ߛ
        ߡߌ߬ߛߍ߲ मि मिण मिण्टां मिन मिनट मिनि मिनिट मिनिटे मिनीट मिनेट মিঃ মিনিট ਮਿੰਟ મિ મિનિટ ମିନିଟ୍ நிமி நிமிடங்கள் ని నిమి
        నిమిషం నిమిషాలు ನಿಮಿ ನಿಮಿಷಗಳು ನಿಮಿಷವು മി മിനിറ്റ് මි මිනි මිනිත්තු นาที ນທ ນາທີ སྐརམ မိနစ် မိၼိတ်ႉ ደ ደቂ ደቂቃ ደቂቃዎች ደቒቓ
        ደቒቓታት Ꭲ ᎢᏯᏔ ᎢᏯᏔᏬᏍᏔᏅ នាទី ᲬᲗ ᲬᲣᲗᲘ 分 分鐘 分钟 분 𑄟𑄨𑄂 𑄟𑄨𑄚𑄨𑄖𑄴 𞤖𞤌𞤔 𞤖𞤌𞤔𞤌𞤃𞤀𞥄𞤈𞤉 𞤖𞤌𞤔𞤌𞤃𞤀𞥄𞤔𞤉
        """;

    private const string Seconds = """
        AMASEKHONDI D DAƘIƘA DAƘIƘOƘI DESECUNDE DETIK DHIOG DIOG DIOGAN DTK EIL EILENN EILIAD GIÂY H HĒK HĒKONA IL ILBIRIQSI
        ILBRQSI ISEKHONDI KASEGUNDO KEKONA MP MÁSODPERC S SAAT SAN SANIYE SANIYƏ SANÎYE SE SEC SECOND SECONDE SECONDEN
        SECONDES SECONDI SECONDO SECONDS SECONT SECONTS SECS SECUNDA SECUNDAS SECUNDE SECUNDĂ SEG SEGON SEGONDAS SEGONDI
        SEGONDO SEGONS SEGS SEGUNDO SEGUNDOS SEGUNDU SEGŨDUITA SEK SEKEND SEKHONDI SEKOND SEKONDA SEKONDE SEKONDEN SEKONDES
        SEKONDË SEKONIʻE SEKONN SEKONNEN SEKUND SEKUNDA SEKUNDDA SEKUNDE SEKUNDEN SEKUNDER SEKUNDES SEKUNDI SEKUNDIR SEKUNDIT
        SEKUNDO SEKUNDOJ SEKUNDOW SEKUNDY SEKUNDĖ SEKUNDĖS SEKUNDŹE SEKUNDŽIŲ SEKUNNEN SEKUNT SEKUNTI SEKUNTIA SEKUNŹE SEKUNŽU
        SEKÚND SEKÚNDA SEKÚNDUR SEKỌND SHOIC SIG SIGUNDU SIGŨNU SIMASINI SN SOIC SON SONIYA SʻE SẸ́KỌN ÌSHÀÁY ÌṢÀÁY Δ ΔΕΥΤ
        ΔΕΥΤΕΡΌΛΕΠΤΑ ΔΕΥΤΕΡΌΛΕΠΤΟ С СЕК СЕКУНД СЕКУНДА СЕКУНДЕ СЕКУНДИ СЕКУНДЫ СОН СОНИЯ СӨК СӨКҮҮНДЭ Ҫ ҪЕККУНТ Վ ՎԱՅՐԿՅԱՆ ՎՐԿ
        שנ שניה שניות ث ثانية ثانیه ثانیې ثوان ثوانٍ سيڪنڊ سیکنڈ سیکَنڈ سېكۇنت سەكۋند فيسيڪنڊ ܖ̈ܦܦܐ ܪ̈ܦܦܐ ܪܦܦܐ ߝ ߝߌ߬ߟߊ߲ सॅक
        सॅकंड से सेकं सेकंड सेकंद सेकंदांनी सेकेन्ड ছেকেণ্ড সেঃ সেকেন্ড ਸਕਿੰਟ સે સેકંડ ସେକେଣ୍ଡ ସେକ୍ வி விநாடி விநாடிகள் సె సెక
        సెకను సెకన్లు ಸೆಕೆಂ ಸೆಕೆಂಡುಗಳು ಸೆಕೆಂಡ್ സെ സെക്കൻഡ് ත තත් තත්පර วิ วินาที ວິ ວິນາທີ སྐརཆ စက္ကန့် ၸႅၵ်ႉ ၸႅၵ်ႉၵၢၼ်ႉ ሰ ሰከ
        ሰከንድ ሰከንዶች ሴ ሴኮንድ ᎠᏎ ᎠᏎᏢ ᏗᏎᏢ វិនាទី ᲬᲐᲛᲘ ᲬᲛ 秒 秒钟 초 𑄥𑄬𑄂 𑄥𑄬𑄇𑄬𑄚𑄳𑄓𑄴 𞤑𞤋𞤐 𞤑𞤋𞤐𞤎𞤉 𞤑𞤋𞤐𞤎𞤌
        """;

    private static readonly Dictionary<string, long[]> units = Table();

    /// <summary>The seconds of each unit for which the word may stand, the longest first.</summary>
    public static IReadOnlyList<long> SecondsOf(string word) => units.TryGetValue(word, out var seconds) ? seconds : [];

    private static Dictionary<string, long[]> Table()
    {
        var all = new (string Words, long Seconds)[] { (Days, 86_400), (Hours, 3600), (Minutes, 60), (Seconds, 1) };
        var table = all
            .SelectMany(unit => WordsOf(unit.Words), (unit, word) => (Word: word, unit.Seconds))
            .GroupBy(unit => unit.Word, unit => unit.Seconds, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

        // What Teams itself writes, in English and many other languages.
        foreach (var (word, seconds) in new[] { ("D", 86_400L), ("H", 3600L), ("HR", 3600L), ("HRS", 3600L), ("M", 60L), ("S", 1L) })
        {
            table[word] = [seconds];
        }

        return table;
    }

    private static string[] WordsOf(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
