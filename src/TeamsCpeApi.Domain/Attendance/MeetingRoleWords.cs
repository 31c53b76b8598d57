namespace TeamsCpeApi.Domain.Attendance;

/// <summary>
/// How Teams calls the roles of a meeting, in its languages in the order of their codes (Afrikaans to Chinese), with the feminine and
/// with words of former releases where there are some.
/// </summary>
internal static class MeetingRoleWords
{
    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [MeetingRoles.Organizer] = """
            Organiseerder, المنظم, منظم, منظم الاجتماع, Təşkilatçı, Арганізатар, Организатор, সংগঠক, আয়োজক, Organizator,
            Organitzador, Organitzadora, Organizátor, Trefnydd, Arrangør, Mødearrangør, Organisator, Organisatorin,
            Veranstalter, Veranstalterin, Besprechungsorganisator, Διοργανωτής, Οργανωτής, Organizer, Organiser,
            Meeting organizer, Host, Organizador, Organizadora, Anfitrión, Korraldaja, Antolatzailea, سازمان‌دهنده,
            برگزارکننده, Järjestäjä, Tagapag-organisa, Tagapag-ayos, Organisateur, Organisatrice, Eagraí, આયોજક, מארגן,
            מארגן הפגישה, आयोजक, Szervező, Կազմակերպիչ, Penyelenggara, Pengatur, Skipuleggjandi, Organizzatore,
            Organizzatrice, 開催者, 主催者, ორგანიზატორი, Ұйымдастырушы, អ្នករៀបចំ, ಸಂಘಟಕ, ಆಯೋಜಕ, 이끌이, 주최자, 개최자, ຜູ້ຈັດ,
            Organizatorius, Organizators, Organizētājs, Rīkotājs, സംഘാടകൻ, Penganjur, Møtearrangør, ਪ੍ਰਬੰਧਕ, ਆਯੋਜਕ,
            Organizatorka, Organizatori, Arrangör, Organisatör, Mötesarrangör, அமைப்பாளர், ஒருங்கிணைப்பாளர், నిర్వాహకుడు,
            నిర్వాహకులు, ผู้จัด, ผู้จัดการประชุม, ผู้จัดระเบียบ, Düzenleyen, Düzenleyici, Organizatör, Організатор, منتظم,
            Tashkilotchi, Người tổ chức, 组织者, 主持人, 主办者, 召集人, 召集者, 組織者, 主辦者
            """,
        [MeetingRoles.Coorganizer] = """
            Mede-organiseerder, المنظم المشارك, منظم مشارك, المنظم المساعد, Həmtəşkilatçı, Суарганізатар, Съорганизатор,
            সহ-সংগঠক, সহ-আয়োজক, Suorganizator, Coorganitzador, Coorganitzadora, Spoluorganizátor, Cyd-drefnydd,
            Medarrangør, Medorganisator, Mitorganisator, Mitorganisatorin, Co-Organisator, Mitveranstalter, Συνδιοργανωτής,
            Συνοργανωτής, Co-organizer, Co-organiser, Cohost, Coorganizador, Coorganizadora, Kaaskorraldaja,
            Antolatzailekidea, Antolakidea, هم‌سازمان‌دهنده, برگزارکننده همکار, Toinen järjestäjä, Apujärjestäjä,
            Rinnakkaisjärjestäjä, Kanssajärjestäjä, Kapwa tagapag-organisa, Co-organisateur, Co-organisatrice, Comheagraí,
            સહ-આયોજક, מארגן משותף, מארגן שותף, שותף לארגון, सह-आयोजक, Társszervező, Համակազմակերպիչ, Penyelenggara bersama,
            Ko-penyelenggara, Meðskipuleggjandi, Co-organizzatore, Co-organizzatrice, 共同開催者, 共催者, 共同主催者, თანაორგანიზატორი,
            Тең ұйымдастырушы, Қосымша ұйымдастырушы, អ្នករួមរៀបចំ, ಸಹ-ಸಂಘಟಕ, 공동 이끌이, 공동 주최자, 공동 개최자, ຜູ້ຮ່ວມຈັດ,
            Bendraorganizatorius, Pagalbinis organizatorius, Līdzorganizators, Līdzrīkotājs, Коорганизатор, സഹ സംഘാടകൻ,
            Penganjur bersama, Medeorganisator, Co-organisator, ਸਹਿ-ਪ੍ਰਬੰਧਕ, Współorganizator, Współorganizatorka,
            Coorganizator, Соорганизатор, Soorganizator, Bashkëorganizator, Bashkëorganizatori, Суорганизатор, Medarrangör,
            Medorganisatör, இணை அமைப்பாளர், இணை ஒருங்கிணைப்பாளர், సహ-నిర్వాహకులు, సహ-నిర్వాహకుడు, ผู้จัดร่วม, ผู้ร่วมจัด,
            ผู้จัดการประชุมร่วม, Ortak düzenleyen, Ortak düzenleyici, Yardımcı düzenleyen, Eş düzenleyen, Співорганізатор,
            شریک منتظم, Hamtashkilotchi, Người đồng tổ chức, Đồng tổ chức, 共同组织者, 协同组织者, 联合组织者, 合作组织者, 共同召集人, 共同組織者, 協同召集人
            """,
        [MeetingRoles.Presenter] = """
            Aanbieder, Voorlegger, مقدم العرض, المقدم, مقدم, مقدم العروض, مقدّم العرض, Təqdimatçı, Aparıcı, Дакладчык,
            Вядучы, Презентатор, Представящ, Водещ, উপস্থাপক, Izlagač, Prezenter, Presentador, Presentadora, Moderador,
            Prezentující, Přednášející, Moderátor, Prezentér, Cyflwynydd, Præsentationsvært, Oplægsholder, Præsentatør,
            Præsentator, Referent, Referentin, Moderator, Moderatorin, Präsentator, Vortragender, Vortragende, Sprecher,
            Redner, Παρουσιαστής, Εισηγητής, Ομιλητής, Presenter, Speaker, Panelist, Panellist, Moderadora, Ponente,
            Esitleja, Ettekandja, Esineja, Aurkezlea, ارائه‌دهنده, Esittäjä, Puhuja, Tagapagpresenta, Présentateur,
            Présentatrice, Animateur, Animatrice, Intervenant, Intervenante, Conférencier, Conférencière, Láithreoir,
            Relator, પ્રસ્તુતકર્તા, מציג, מגיש, प्रस्तुतकर्ता, Voditelj, Előadó, Bemutató, Զեկուցող, Ներկայացնող, Penyaji,
            Pembicara, Kynnir, Framsögumaður, Relatore, Relatrice, Presentatore, Moderatore, 発表者, プレゼンター, 登壇者, წამყვანი,
            პრეზენტატორი, მომხსენებელი, Таныстырушы, Баяндамашы, Көрсетуші, អ្នកធ្វើបទបង្ហាញ, ನಿರೂಪಕ, 발표자, 프레젠터,
            ຜູ້ນຳສະເໜີ, Pranešėjas, Pateikėjas, Prezentētājs, Referents, Презентер, Излагач, അവതാരകൻ, सादरकर्ता, Penyampai,
            Pembentang, Presentatør, Foredragsholder, Presentator, Presentatrice, Foredragshaldar, ਪੇਸ਼ਕਾਰ, ਪੇਸ਼ਕਰਤਾ,
            Osoba prowadząca, Prezenterka, Prowadzący, Prelegent, Osoba prezentująca, Apresentador, Apresentadora, Orador,
            Oradora, Palestrante, Prezentator, Выступающий, Докладчик, Ведущий, Презентующий, Prezentujúci, Prednášajúci,
            Prezentátor, Predstavitelj, Predavatelj, Prezantues, Prezantuesi, Presentatör, Föredragshållare, வழங்குநர்,
            సమర్పకులు, ప్రెజెంటర్, ผู้นำเสนอ, ผู้บรรยาย, Sunucu, Sunan, Konuşmacı, Доповідач, Ведучий, Виступаючий,
            پیش کنندہ, پیشکش کنندہ, Taqdimotchi, Người trình bày, Diễn giả, Người thuyết trình, 演示者, 主讲人, 演讲者, 簡報者, 主講者,
            簡報人, 展示者
            """,
        [MeetingRoles.Attendee] = """
            Bywoner, الحضور, حاضر, الحاضر, مشارك, المشارك, İştirakçı, Удзельнік, Участник, Присъстващ, অংশগ্রহণকারী,
            উপস্থিত, Učesnik, Assistent, Participant, Účastník, Mynychwr, Cyfranogwr, Deltager, Mødedeltager, Teilnehmer,
            Teilnehmerin, Teilnehmende, Teilnehmender, Συμμετέχων, Συμμετέχοντας, Attendee, None, Asistente, Participante,
            Osaleja, Partaidea, Bertaratua, Parte-hartzailea, شرکت‌کننده, Osallistuja, Dadalo, Kalahok, Freastalaí,
            Rannpháirtí, સહભાગી, ઉપસ્થિત, משתתף, सहभागी, प्रतिभागी, उपस्थित, Sudionik, Polaznik, Résztvevő, Մասնակից,
            Peserta, Hadirin, Þátttakandi, Fundarmaður, Partecipante, 出席者, 参加者, მონაწილე, დამსწრე, Қатысушы, អ្នកចូលរួម,
            ಭಾಗವಹಿಸುವವರು, ಪಾಲ್ಗೊಳ್ಳುವವರು, 참석자, 참가자, ຜູ້ເຂົ້າຮ່ວມ, Dalyvis, Dalībnieks, Учесник, Присутен,
            പങ്കെടുക്കുന്നയാൾ, Deltaker, Deelnemer, Aanwezige, Deltakar, ਹਾਜ਼ਰੀਨ, ਭਾਗੀਦਾਰ, Uczestnik, Uczestniczka,
            Udeleženec, Pjesëmarrës, Pjesëmarrësi, Deltagare, பங்கேற்பாளர், పాల్గొనేవారు, ผู้เข้าร่วม, ผู้เข้าร่วมประชุม,
            ผู้เข้าร่วมการประชุม, Katılımcı, Учасник, شرکت کنندہ, Ishtirokchi, Người dự, Người tham dự, Người tham gia,
            与会者, 参与者, 與會者, 參與者, 參加者, 出席人員
            """,
        [MeetingRoles.Producer] = """
            Vervaardiger, المنتج, منتج, Prodüser, Прадзюсар, Продуцент, প্রযোজক, Producent, Productor, Productora,
            Cynhyrchydd, Producer, Produzent, Produzentin, Παραγωγός, Produtsent, Ekoizlea, تهیه‌کننده, Tuottaja,
            Tagapaggawa, Producteur, Productrice, Réalisateur, Léiritheoir, Produtor, નિર્માતા, מפיק, निर्माता, Պրոդյուսեր,
            Produser, Framleiðandi, Produttore, プロデューサー, 制作者, პროდიუსერი, Продюсер, ផលិតករ, ನಿರ್ಮಾಪಕ, 생산자, 프로듀서, 제작자,
            ຜູ້ຜະລິດ, Prodiuseris, Producents, നിർമ്മാതാവ്, Penerbit, Pengeluar, Produsent, ਨਿਰਮਾਤਾ, Producător,
            Producenti, தயாரிப்பாளர், నిర్మాత, ผู้ผลิต, ผู้สร้าง, Yapımcı, پروڈیوسر, Prodyuser, Nhà sản xuất, 制作人, 制片人,
            製作人, 製作者, 製片人
            """,
    };
}
