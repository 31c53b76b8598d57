using static TeamsCpeApi.Tests.SampleData.SamplePerson;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>Everybody of the main session. README.md tells the stories of the first forty.</summary>
internal static class SamplePeople
{
    public static IReadOnlyList<SamplePerson> All { get; } =
    [
        new("E1001", "Anna Kowalska", "anna.kowalska@contoso.example", Throughout, "1234567") { Licenses = "NY:012345" },
        new("E1002", "José Álvarez Núñez", "jose.alvarez@contoso.example", Throughout, "123567") { Licenses = "TX:118220|NM:7714" },
        new("E1003", "Zoë Schröder", "zoe.schroeder@contoso.example", Throughout, "12357"),
        new("E1004", "محمد الفارسي", "mohammed.alfarsi@contoso.example", Throughout, "1357") { Licenses = "VA:44021" },
        new("E1005", "Дмитрий Соколов", "dmitry.sokolov@contoso.example", Throughout, "146"),
        new("E1006", "Ελένη Παπαδοπούλου", "eleni.papadopoulou@contoso.example", Throughout, "25"),
        new("E1007", "王小明", "xiaoming.wang@contoso.example", "14:12:00-drop restart-late", "234567") { Licenses = "CA:90210" },
        new("E1008", "สมชาย ใจดี", "somchai.jaidee@contoso.example", "early-drop restart-15:20:00", "123456"),
        new("E1009", "김민준", "minjun.kim@contoso.example", "early-14:30:00 14:50:00-drop restart-late", "12567"),
        new("E1010", "佐藤 美咲", "misaki.sato@contoso.example", "early-drop 14:40:00-drop restart-late 15:06:55-15:22:30", "1234567"),
        new("E1011", "Nguyễn Thị Hương", "huong.nguyen@fabrikam.example", Throughout, "123467") { AnswersAs = "307373@fabrikam.example", AnswersUnknown = true },
        new("E1012", "Olga Petrova", "olga.petrova@contoso.example", Throughout, "124567")
        {
            SignInName = "opetrova@contoso.example", ShownEmail = "opetrova@contoso.example", AnswersAs = "opetrova@contoso.example", Aliases = ["opetrova@contoso.example"],
        },
        new("E1013", "Siobhán O'Brien", "siobhan.obrien@contoso.example", Throughout, "234567")
        {
            ShownEmail = "Siobhan.OBrien@Contoso.example", AnswersAs = "SIOBHAN.OBRIEN@CONTOSO.EXAMPLE", Licenses = "MA:3307|NH:5512",
        },
        new("E1014", "Amélie Dubois", "amelie.dubois@contoso.example", "early-drop", "1234567")
        {
            Aliases = ["amelie.d@example.org"], SecondAccount = ("amelie.d@example.org", "14:50:00-drop restart-late"),
        },
        new("E1015", "Maria Garcia", "maria.garcia@contoso.example", Throughout, "1234567") { Licenses = "FL:65001" },
        new("E1016", "Maria Garcia", "m.garcia@fabrikam.example", Throughout, "123456") { JoinsUnknown = true, ShownName = "Maria Garcia (Guest)" },
        new("E1017", "Jordan Rivera", "jordan.rivera@fabrikam.example", Throughout, "134567") { JoinsUnknown = true, ShownName = "Jordan Rivera (Guest)", Licenses = "OR:20931" },
        new("E1018", "Thomas Okafor", "thomas.okafor@contoso.example", Throughout, "") { JoinsUnknown = true, DialsIn = true, ShownName = "+1 212-555-0147" },
        new("E1019", "Helena Strand", "helena.strand@contoso.example", Throughout, "") { IsInstructor = true, Role = "Presenter" },
        new("E1020", "Ruth Abara", "ruth.abara@contoso.example", "13:41:00-drop restart-15:52:00", "1234567") { Role = "Organizer" },
        new("E1021", "Lukas Weber", "lukas.weber@contoso.example", Throughout, "1234567") { Role = "Presenter" },
        new("E1022", "Priya Raghunathan", "priya.raghunathan@contoso.example", "early-14:49:59", "1234"),
        new("E1023", "Chinedu Okonkwo", "chinedu.okonkwo@contoso.example", "early-14:50:00", "1234") { Licenses = "GA:8810" },
        new("E1024", "Ingrid Bjørnsdóttir", "ingrid.bjornsdottir@contoso.example", "early-15:00:00", "1234"),
        new("E1025", "Mateus Gonçalves", "mateus.goncalves@contoso.example", Nowhere, ""),
        new("E1026", "Fatima Zahra El Idrissi", "fatima.elidrissi@contoso.example", Throughout, "12345") { OtherAnswers = [(7, "15:52:00")] },
        new("E1027", "Viktor Horváth", "viktor.horvath@contoso.example", Throughout, "12345") { OtherAnswers = [(7, "15:44:10")] },
        new("E1028", "Léa Fontaine", "lea.fontaine@contoso.example", Throughout, "12345") { OtherAnswers = [(3, "14:36:30")] },
        new("E1029", "Yusuf Demir", "yusuf.demir@contoso.example", "early-drop restart-?", "1234567"),
        new("E1030", "Grace Achieng", "grace.achieng@contoso.example", "early-drop early-drop restart-late", "1234567"),
        new("E1031", "Hiroshi Tanaka", "hiroshi.tanaka@contoso.example", Throughout, "1234567") { StatedTotal = 7200 },
        new("E1032", "Nadia Haddad", "nadia.haddad@contoso.example", "restart-late", "67"),
        new("E1033", "Tomasz Zieliński", "tomasz.zielinski@contoso.example", "early-drop", "12345"),
        new("E1034", "Carlos Mendoza", "carlos.mendoza@contoso.example", "13:50:00-13:59:30", ""),
        new("E1035", "Emma Lindqvist", "emma.lindqvist@contoso.example", "13:43:00-drop restart-15:51:30", "1234567"),
        new("E1036", "David Cohen", "david.cohen@contoso.example", Throughout, "") { AnonymousPolls = "1234567" },
        new("E1037", "Aisha Bello", "aisha.bello@contoso.example", "14:25:00-drop restart-late", "34567"),
        new("E1038", "Marco Rossi", "marco.rossi@contoso.example", "14:00:00-14:20:00 14:22:30-14:41:00 14:43:00-drop 15:08:00-15:25:00 15:26:00-late", "134567"),
        new("E1039", "Rebecca Stone", "rebecca.stone@contoso.example", "early-14:30:00 14:30:00-drop restart-late", "1234567") { Licenses = "IL:65.001234" },
        new("E1040", "Peter Ochieng", "peter.ochieng@fabrikam.example", Throughout, "1234567") { ShownName = "[Fabrikam] Ochieng, Peter (External)" },
        new("E1041", "Sofia Müller-Brandt", "sofia.mueller@contoso.example", Throughout, "1234567"),
        new("E1042", "عبد الله الراشد", "abdullah.alrashid@contoso.example", "early-drop 15:06:52.5-late", "123457"),
        new("E1043", "Наталія Шевченко", "natalia.shevchenko@contoso.example", "early-drop 15:07:05-late", "1234567") { Licenses = "WA:51177" },
        new("E1044", "Γιώργος Νικολάου", "giorgos.nikolaou@contoso.example", "14:04:30.5-drop restart-late", "1234567"),
        new("E1045", "陳美玲", "meiling.chen@contoso.example", "early-drop 15:09:10-late", "1234567"),
        new("E1046", "วิภาวดี ศรีสุข", "wipawadee.srisuk@contoso.example", "14:10:00-drop restart-late", "234567"),
        new("E1047", "Þórunn Jónsdóttir", "thorunn.jonsdottir@contoso.example", "early-drop restart-15:30:00", "123456"),
        new("E1048", "Željko Marković", "zeljko.markovic@contoso.example", Throughout, "12456"),
        new("E1049", "İbrahim Yıldız", "ibrahim.yildiz@contoso.example", Throughout, "1234567"),
        new("E1050", "Łukasz Wiśniewski", "lukasz.wisniewski@contoso.example", "early-14:58:00 restart-late", "123467"),
        new("E1051", "Anaïs Lefèvre", "anais.lefevre@contoso.example", Throughout, "134567"),
        new("E1052", "Ștefan Ionescu", "stefan.ionescu@contoso.example", "14:20:00-drop restart-late", "234567"),
        new("E1053", "Õnne Tamm", "onne.tamm@contoso.example", Throughout, "1467"),
        new("E1054", "Kwame Mensah", "kwame.mensah@contoso.example", Nowhere, ""),
        new("E1055", "अनन्या अय्यर", "ananya.iyer@contoso.example", "early-drop 15:06:41.2-late", "1234567") { Licenses = "NJ:20CC0" },
        new("E1056", "דניאל לוי", "daniel.levi@fabrikam.example", "early-drop", "12345"),
        new("E1057", "Հայկ Պետրոսյան", "hayk.petrosyan@fabrikam.example", Throughout, "357"),
        new("E1058", "ნინო ბერიძე", "nino.beridze@example.org", "15:00:00-drop restart-late", "67"),
        new("E1059", "Isabela Ferreira da Silva", "isabela.ferreira@example.org", "early-drop 15:06:45-late", "1234567"),
        new("E1060", "張偉霖", "weilin.chang@fabrikam.example", Throughout, "123567"),
        new("X1061", "Pavel Dvořák", "pavel.dvorak@example.org", "14:31:00-drop restart-15:31:40", "46") { IsOnRoster = false },
    ];

    public static SamplePerson Organizer => All.Single(person => person.Role == "Organizer");

    public static SamplePerson Instructor => All.Single(person => person.IsInstructor);

    public static IEnumerable<SamplePerson> Roster => All.Where(person => person.IsOnRoster);
}
