"""Text pages and partners of the programme, in Markdown. Each text is (kk, ru, en)."""

# ruff: noqa: E501 - texts are easier to edit on one line

from .sections import GAINS, JOIN, PEOPLE, QUESTIONS

PAGES = {
    "about": (
        ("Бағдарлама туралы", "О программе", "About the programme"),
        (
            """«Ауылдық мектеп шамы» – ауыл мұғалімі бастайтын өзгерістер бағдарламасы. Мұнда лауазым маңызды емес: бастауыш сынып мұғалімі де, психолог та, директордың орынбасары да өз мектебінде бір істі алға бастай алады. Ол үшін қасында қолдау болса болғаны.

Біз оқытатын курс емеспіз. Әр мұғалім **өз жобасын** жүргізеді: сыныбында не алаңдататынын таңдайды, әріптесімен кеңеседі, шағын жоспар құрады, іске кіріседі, дәлел жинайды, соңында бәрін өз сөзімен айтып береді. Бір лек он төрт айға созылады.

Мұғалім жалғыз емес. Әр мектепте **кәсіби қауымдастық** бар, ол айына бір рет **сессияға** жиналады. Сессияны мектептің өз фасилитаторы жүргізеді, оған сырттан келген тәжірибелі фасилитатор көмектеседі. Жылына бірнеше рет мектептер **желілік кездесуде** бас қосады.

Лек соңында мұғалім портфолиосын университетке ұсынады, ал конференцияда постерін көрсетеді. Университет портфолионы оқып, пікірін жазады: кейде «тағы ойланыңыз» деп қайтарады. Бұл – жолдың бір бөлігі.

Әдіс Ұлыбританияның HertsCam желісінен келген: онда да мұғалім көшбасшылығы лауазымға емес, ниетке сүйенеді.""",
            """«Лампа сельской школы» – программа перемен, которые начинает сельский учитель. Должность здесь не важна: и учительница начальных классов, и психолог, и завуч могут взяться за дело, которое нужно школе, и повести за собой других, если рядом есть поддержка.

Это не курс. Каждый учитель ведёт **собственный проект**: выбирает то, что тревожит его в классе, советуется с коллегами, составляет короткий план, берётся за дело, собирает свидетельства и в конце рассказывает обо всём своими словами. Один поток длится четырнадцать месяцев.

Учитель не остаётся один. В каждой школе есть **профессиональное сообщество**, которое раз в месяц собирается на **сессию**. Её ведёт фасилитатор из самой школы, а ему помогает опытный внешний фасилитатор. Несколько раз в год школы встречаются на **сетевых встречах**.

В конце потока учитель представляет университету портфолио, а на конференции показывает постер. Университет читает портфолио и пишет отзыв; иногда возвращает его с просьбой подумать ещё. Это тоже часть пути.

Метод пришёл из британской сети HertsCam, где лидерство учителя тоже держится не на должности, а на намерении.""",
            """*The lamp of the rural school* is a programme of changes that village teachers begin. Posts do not matter here: a primary teacher, a psychologist or a deputy head can each lead one thing that the school needs, if there is support nearby.

It is not a course. Every teacher leads **her own project**: she chooses what worries her in her classroom, consults colleagues, writes a short plan, sets to work, gathers evidence and in the end tells the story in her own words. One round takes fourteen months.

She is not alone. Each school has a **professional community** that meets once a month in a **session**. A facilitator from the school runs it, with help from an experienced external facilitator. Several times a year the schools come together at **network events**.

At the end teachers present a portfolio to the university and a poster at the conference. The university reads the portfolio and writes back; sometimes it asks for more thought. That, too, is part of the road.

The method comes from HertsCam, a network in the United Kingdom, where teacher leadership also rests on intention, not on a post.""",
        ),
    ),
    "people": PEOPLE,
    "gains": GAINS,
    "questions": QUESTIONS,
    "join": JOIN,
    "privacy": (
        ("Жазғаныңызды кім оқиды", "Кто читает то, что вы пишете", "Who reads what you write"),
        (
            """- **Сіз** – бәрін. Басқалар не көретінін өзіңіз таңдайсыз.
- **Фасилитаторыңыз бен қауымдастығыңыз** – сіз рұқсат берсеңіз ғана.
- **Директор** жобаңызды оқымайды, егер өзіңіз бөліспесеңіз.
- **Университет рецензенті** – портфолионы тапсырғаннан кейін, тапсырылған нұсқасын ғана.
- **Жұрт** – өзіңіз жариялаған жобаны ғана: өзекті мәселе, не істелгені, не өзгергені, қысқа баян мен өзіңіз таңдаған дәлелдер. Атыңыз өзіңіз таңдаған түрде тұрады; күнделік, сұрақтарға жауаптар мен пікірлер жабық қалады.

Оқушылардың аты ешқайда жазылмайды: A, B, C. Баланың жүзі көрінетін сурет ата-ананың жазбаша келісімінсіз жарияланбайды. Өзіңіз туралы сақталған мәліметті «Менің деректерім» бетінен көріп, жүктеп ала аласыз.""",
            """- **Вы** – всё. Что видят другие, вы выбираете сами.
- **Ваш фасилитатор и сообщество** – только если вы разрешили.
- **Директор** вашего проекта не читает, если вы сами им не поделились.
- **Рецензент университета** – после отправки портфолио и только отправленную версию.
- **Все** – только опубликованный вами проект: актуальную проблему, что сделано, что изменилось, краткую историю и выбранные вами свидетельства. Имя стоит в той форме, которую вы выбрали; дневник, ответы на вопросы и комментарии остаются закрытыми.

Имена учеников нигде не пишутся: A, B, C. Снимок, на котором видно лицо ребёнка, без письменного согласия родителей не публикуется. Всё, что о вас хранится, можно увидеть и скачать на странице «Мои данные».""",
            """- **You**: everything. You choose what others see.
- **Your facilitator and your community**: only if you allow it.
- **The principal** does not read your project unless you share it.
- **The university’s reviewer**: after you submit, and only the version you sent.
- **Everybody**: only the project that you publish: the concern, what was done, what changed, the vignette and the evidence you choose, with your name in the form you choose. The log, your answers to the questions and the comments stay private.

Pupils’ names are never written: A, B, C. A picture that shows a child’s face is not public without the parents’ written consent. On “My data” you can see and download all that is held about you.""",
        ),
    ),
}

# (name, what they do, website, (year, month) since)
PARTNERS = [
    (
        ("ЮНЕСКО-ның Алматыдағы кеңсесі", "Бюро ЮНЕСКО в Алматы", "UNESCO Almaty Office"),
        (
            "Бағдарламаны бастап, қаржыландырады; тәжірибені басқа елдермен бөліседі.",
            "Начало программу и финансирует её; делится опытом с другими странами.",
            "Began the programme and funds it; shares its experience with other countries.",
        ),
        "https://www.unesco.org/en/fieldoffice/almaty",
        (2024, 1),
    ),
    (
        (
            "ЮНЕСКО және ИСЕСКО істері жөніндегі ұлттық комиссия",
            "Национальная комиссия по делам ЮНЕСКО и ИСЕСКО",
            "National Commission for UNESCO and ISESCO",
        ),
        (
            "Қаржыландыруға қатысады, министрлік және әкімдіктермен байланыстырады.",
            "Участвует в финансировании, связывает с министерством и акиматами.",
            "Co-funds the programme and links it with the ministry and local authorities.",
        ),
        "",
        (2024, 1),
    ),
    (
        ("HertsCam желісі", "Сеть HertsCam", "HertsCam Network"),
        (
            "Мұғалім көшбасшылығы әдісін берді, фасилитаторларды алғаш дайындады.",
            "Передала метод учительского лидерства и подготовила первых фасилитаторов.",
            "Gave the method of teacher leadership and prepared the first facilitators.",
        ),
        "https://www.hertscam.org.uk",
        (2024, 1),
    ),
    (
        (
            "Қазақ ұлттық қыздар педагогикалық университеті",
            "Казахский национальный женский педагогический университет",
            "Kazakh National Women’s Teacher Training University (QyzPU)",
        ),
        (
            "Портфолионы оқып, мұғалімдерге сертификат береді, конференция өткізеді.",
            "Читает портфолио, выдаёт учителям сертификаты, проводит конференцию.",
            "Reads the portfolios, certifies teachers and hosts the conference.",
        ),
        "https://qyzpu.edu.kz",
        (2024, 1),
    ),
    (
        ("TeachersLab", "TeachersLab", "TeachersLab"),
        (
            "Сыртқы фасилитаторлар: мектеп фасилитаторларын қолдайды, желілік кездесулерді өткізеді.",
            "Внешние фасилитаторы: поддерживают школьных фасилитаторов и ведут сетевые встречи.",
            "External facilitators: support the school facilitators and hold network events.",
        ),
        "",
        (2024, 1),
    ),
]
