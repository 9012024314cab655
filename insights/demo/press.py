"""News with drawn pictures, a draft, and two schools that have asked to join."""

# ruff: noqa: E501 - texts are easier to edit on one line

from datetime import timedelta

from django.utils.translation import override

from programme.defaults import in_languages
from programme.forms import CONSENT, CONSENT_FOR
from programme.models import JoinRequest, NewsItem, NewsPicture, Writer
from uploads.models import Faces, Upload

from . import drawing

# (days ago or None for a draft, title, text, [(kind of drawing, its lines, what it shows)])
NEWS = [
    (
        18,
        (
            "Миялы мен Аққыстау мұғалімдері бір үстел басында",
            "Учителя Миялы и Аккистау за одним столом",
            "Teachers of Miyaly and Akkistau at one table",
        ),
        (
            """Екі ауылдың арасы алыс, сондықтан кездесуді жолдың ортасында, Атырауда өткіздік. Он үш мұғалім келді, біреуі немересін де ала келіпті.

Таңертең әркім жоспарын бес минутта айтты, түстен кейін **сұрақ** қойдық. Ең көп сұралғаны: «Өзгергенін қайдан білесіз?» Жауабы дайын болмағандар үйіне тапсырма алып қайтты.

[[2]]

Кешке бәріміз бір дастарқанда отырып, келесі кездесудің күнін белгіледік. Дәптерлерде қалған бір ой: «Басқаның сұрағы – өз жобаңның айнасы».""",
            """Между двумя сёлами далеко, поэтому встретились посередине, в Атырау. Приехали тринадцать учителей, одна – с внуком.

Утром каждый за пять минут рассказал о плане, после обеда мы **спрашивали**. Чаще всего звучало: «А как вы узнаете, что стало иначе?» У кого ответа не было, увёз вопрос домой.

[[2]]

Вечером за общим столом выбрали день следующей встречи. Из тетрадей: «Чужой вопрос – зеркало твоего проекта».""",
            """The two villages lie far apart, so we met half-way, in Atyrau. Thirteen teachers came, one of them with a grandson.

In the morning everyone told her plan in five minutes; in the afternoon we **asked**. The question heard most was “How will you know that it has changed?” Those who had no answer took it home.

[[2]]

In the evening, at one table, we chose the day of the next meeting. A line from a notebook: “Another teacher’s question is a mirror of your project.”""",
        ),
        [
            (
                "village",
                ("steppe",),
                (
                    "Сурет: түнгі далада терезесі жарық мектеп, төбеде ай мен жұлдыздар.",
                    "Рисунок: школа со светящимися окнами в ночной степи, над ней луна и звёзды.",
                    "A drawing: a school with lit windows in the steppe at night, the moon and stars above.",
                ),
            ),
            (
                "flip",
                ("Өзгергенін қайдан білемін?", "Оқушы не істейді, не айтады?", "Бұрын қалай еді?", "Кім көрді?"),
                (
                    "Флипчарт парағы: «Өзгергенін қайдан білемін?» деген тақырып пен үш сұрақ.",
                    "Лист флипчарта на казахском: «Как я узнаю, что стало иначе?» и три вопроса под ним.",
                    "A flip-chart sheet in Kazakh: “How will I know that it has changed?” and three questions below.",
                ),
            ),
        ],
    ),
    (
        3,
        (
            "Конференцияға постер қабылдау басталды",
            "Открыт приём постеров на конференцию",
            "The call for posters is open",
        ),
        (
            """Портфолиосы қабылданған мұғалімдер постерін жібере алады. Постер – бір сурет немесе PDF, әдемі болуы міндетті емес, **үш метрден оқылса** болды.

- Конференция бетін ашып, «Постер жасау» батырмасын басыңыз.
- Суретте адам көрінсе, келісімін жазып қойыңыз.
- Қысқаша бірнеше сөйлем қосыңыз.

Ұйымдастырушылар бір аптаның ішінде жауап береді.""",
            """Учителя, чьё портфолио принято, могут прислать постер. Это картинка или PDF; красота не обязательна, главное, чтобы **читалось с трёх метров**.

- Откройте страницу конференции и нажмите «Сделать постер».
- Если на снимке есть люди, запишите их согласие.
- Добавьте несколько предложений.

Организаторы ответят в течение недели.""",
            """Teachers whose portfolio has been accepted can send their poster. It is a picture or a PDF; it need not be beautiful, only **readable from three metres**.

- Open the page of the conference and press “Make a poster”.
- If people can be recognised, record their consent.
- Add a few sentences.

The organisers answer within a week.""",
        ),
        [
            (
                "wall",
                ("Постер үш метрден оқылса", "Мәселе", "Не істедім", "Не өзгерді"),
                (
                    "Қабырғадағы үш парақ: «Мәселе», «Не істедім», «Не өзгерді».",
                    "Три листа на стене, по-казахски: «Проблема», «Что я сделала», «Что изменилось».",
                    "Three sheets on a wall, in Kazakh: “Concern”, “What I did”, “What changed”.",
                ),
            ),
        ],
    ),
    (
        400,
        ("Бірінші лек аяқталды", "Первый поток завершён", ""),
        (
            """Он төрт ай бұрын танысқан мұғалімдер бүгін бір-бірінің жобасын жатқа біледі. Конференцияда постерлердің қасында тұрып сөйлестік: баяндама жоқ, сұрақ көп.

Шыққан жобалардың бәрі порталда ашық тұр. Оқып, авторына сұрақ қойыңыз.""",
            """Учителя, которые познакомились четырнадцать месяцев назад, сегодня знают проекты друг друга наизусть. На конференции мы разговаривали у постеров: докладов нет, вопросов много.

Все опубликованные проекты открыты на портале. Читайте и задавайте вопросы авторам.""",
            "",
        ),
        [],
    ),
    (
        None,
        ("Қысқы желілік кездесу қайда өтеді", "", ""),
        (
            """Қысқы кездесудің күні мен орнын келесі аптада хабарлаймыз.

Әзірге фасилитаторлардан бір өтініш: мектебіңізден қанша мұғалім келе алады, жазып жіберіңіз.""",
            "",
            "",
        ),
        [],
    ),
]

# (days ago, district's KATO, school, who writes, name, phone, e-mail, language, message)
REQUESTS = [
    (
        2,
        "474600000",
        "Жармыш орта мектебі, Жармыш ауылы",
        Writer.HEADTEACHER,
        "Нұрбек Ержанов",
        "+77010000101",
        "",
        "kk",
        "Мектебімізде жиырма екі мұғалім бар, жетеуі қызығып отыр. Көбі бастауыш сынып пен тіл пәндерінен. Келесі лекке қалай жазыламыз?",
    ),
    (
        6,
        "194200000",
        "Узынагаш, школа-гимназия № 3",
        Writer.TEACHER,
        "Ольга Ким",
        "",
        "olga.kim@shamy.example",
        "ru",
        "Мы с коллегами прочитали истории на портале и хотели бы попробовать. Нас пока четверо. Можно ли объединиться с соседней школой?",
    ),
]


class Press:
    def __init__(self, story, cast):
        self.story, self.cast = story, cast

    def print(self):
        for days_ago, title, body, pictures in NEWS:
            self.story.go_to(self.story.today - timedelta(days=days_ago or 1), 10)
            item = NewsItem.objects.create(**in_languages("title", title), **in_languages("body", body))
            for number, (kind, lines, alt) in enumerate(pictures, start=1):
                self._picture(item, number, kind, lines, alt)
            if days_ago:
                item.publish(
                    self.cast.coordinators[0], at=self.story.at(self.story.today - timedelta(days=days_ago), 10)
                )
        self._requests()

    def _picture(self, item, number, kind, lines, alt):
        if kind == "village":
            image = drawing.village(item.title_kk, *lines)
        else:
            image = drawing.evidence(list(lines), kind, seed=item.title_kk)
        file = drawing.as_file(f"news-{number}.png", image)
        upload = Upload.objects.receive(self.cast.coordinators[0], file, faces=Faces.NOBODY, alt=alt[0])
        NewsPicture.objects.create(
            item=item, number=number, upload=upload, is_cover=number == 1, **in_languages("alt", alt)
        )

    def _requests(self):
        for days_ago, district, school, writer, name, phone, email, language, message in REQUESTS:
            self.story.go_to(self.story.today - timedelta(days=days_ago), 15)
            asked_at = self.story.at(self.story.today - timedelta(days=days_ago), 15)
            with override(language):
                consent = f"{CONSENT} {CONSENT_FOR}"
            JoinRequest.objects.receive(
                district_id=district,
                school_name=school,
                writer=writer,
                person_name=name,
                phone=phone,
                email=email,
                language=language,
                message=message,
                consent_text=consent,
                sent_at=asked_at,
                moved_at=asked_at,
            )
