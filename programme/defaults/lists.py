"""The lists that coordinators keep: themes, subjects, research methods, tools. Each name is (kk, ru, en)."""

THEMES = {
    "kazakh-teaching": ("Қазақ тілін оқыту", "Преподавание казахского языка", "Teaching Kazakh"),
    "russian-teaching": ("Орыс тілін оқыту", "Преподавание русского языка", "Teaching Russian"),
    "english-teaching": ("Ағылшын тілін оқыту", "Преподавание английского языка", "Teaching English"),
    "reading": ("Оқылым сауаттылығы", "Читательская грамотность", "Reading literacy"),
    "learning-skills": ("Оқу дағдылары", "Умение учиться", "Learning skills"),
    "interest": ("Пәнге қызығушылық", "Интерес к предмету", "Interest in subjects"),
    "girls-leadership": ("Қыздар көшбасшылығы", "Лидерство девочек", "Girls’ leadership"),
    "small-class": ("Біріктірілген сыныптар", "Совмещённые классы", "Multi-grade classes"),
    "digital": ("Цифрлық дағдылар", "Цифровые навыки", "Digital skills"),
    "parents": ("Ата-анамен серіктестік", "Партнёрство с родителями", "Working with parents"),
    "inclusion": ("Инклюзия", "Инклюзия", "Inclusion"),
    "assessment": ("Қалыптастырушы бағалау", "Формирующее оценивание", "Formative assessment"),
    "local": ("Туған өлке және мәдениет", "Родной край и культура", "Homeland and culture"),
}

SUBJECTS = {
    "primary": ("Бастауыш сынып", "Начальные классы", "Primary"),
    "kazakh": ("Қазақ тілі мен әдебиеті", "Казахский язык и литература", "Kazakh language and literature"),
    "russian": ("Орыс тілі мен әдебиеті", "Русский язык и литература", "Russian language and literature"),
    "english": ("Ағылшын тілі", "Английский язык", "English"),
    "maths": ("Математика", "Математика", "Mathematics"),
    "physics": ("Физика", "Физика", "Physics"),
    "chemistry": ("Химия", "Химия", "Chemistry"),
    "biology": ("Биология", "Биология", "Biology"),
    "science": ("Жаратылыстану", "Естествознание", "Science"),
    "geography": ("География", "География", "Geography"),
    "history": ("Тарих", "История", "History"),
    "informatics": ("Информатика", "Информатика", "Computer science"),
    "art": ("Көркем еңбек", "Художественный труд", "Art and craft"),
    "music": ("Музыка", "Музыка", "Music"),
    "sport": ("Дене шынықтыру", "Физическая культура", "Physical education"),
    "psychology": ("Психология", "Психология", "Psychology"),
    "whole-school": ("Бүкіл мектеп", "Вся школа", "Whole school"),
}

METHODS = {
    "lesson-study": ("Сабақты зерттеу", "Исследование урока", "Lesson study"),
    "observation": ("Бақылау", "Наблюдение", "Observation"),
    "interview": ("Сұхбат", "Интервью", "Interview"),
    "questionnaire": ("Сауалнама", "Анкета", "Questionnaire"),
    "pupil-work": ("Оқушы жұмыстарын талдау", "Анализ работ учеников", "Looking at pupils’ work"),
    "test": ("Алдыңғы және кейінгі тапсырма", "Задание до и после", "Task before and after"),
    "diary": ("Мұғалім күнделігі", "Дневник учителя", "Teacher’s diary"),
    "focus-group": ("Фокус-топ", "Фокус-группа", "Focus group"),
}

# key -> (name, in short)
TOOLS = {
    "opening-circle": (
        ("Амандасу шеңбері", "Круг приветствия", "Opening circle"),
        (
            "Әркім бір сөйлемнен айтады: осы аптада сабақта не қуантты? Ешкім бөлмейді, ешкім бағаламайды. 5–7 минут.",
            "Каждый говорит одно предложение: что порадовало на уроках за неделю? Никто не перебивает и не оценивает. "
            "5–7 минут.",
            "Everyone says one sentence: what in this week’s lessons gave you joy? Nobody interrupts or judges. "
            "5–7 minutes.",
        ),
    ),
    "values-cards": (
        ("Құндылық карталары", "Карточки ценностей", "Values cards"),
        (
            "Жиырма карта ішінен алдымен бесеуін, сосын біреуін таңдап, неге екенін көршіңізге айтасыз.",
            "Из двадцати карточек выбираете сначала пять, потом одну и объясняете соседу почему.",
            "Out of twenty cards choose five, then one, and tell your neighbour why.",
        ),
    ),
    "problem-tree": (
        ("Мәселе ағашы", "Дерево проблемы", "Problem tree"),
        (
            "Діңі – мәселе, тамыры – себеп, бұтағы – салдар. Ең терең тамырды емес, қол жететінін таңдаңыз.",
            "Ствол – проблема, корни – причины, ветви – последствия. Выбирайте не самый глубокий корень, а тот, до "
            "которого можно дотянуться.",
            "The trunk is the problem, roots are causes, branches are effects. Choose the root you can reach, not the "
            "deepest.",
        ),
    ),
    "five-whys": (
        ("Бес «неге»", "Пять «почему»", "Five whys"),
        (
            "Көршіңіз бес рет «неге?» деп сұрайды. Бесінші жауапта мәселенің өзі шығады.",
            "Сосед пять раз спрашивает «почему?». На пятом ответе становится видна сама проблема.",
            "Your neighbour asks “why?” five times. By the fifth answer the real problem appears.",
        ),
    ),
    "critical-friend": (
        ("Сыншыл дос", "Критический друг", "Critical friend"),
        (
            "Үштік: біреуі айтады, біреуі сұрайды, біреуі жазады. Кеңес беруге болмайды, тек сұрақ қойылады.",
            "Тройки: один рассказывает, второй спрашивает, третий записывает. Советовать нельзя, только спрашивать.",
            "In threes: one tells, one asks, one writes. No advice, only questions.",
        ),
    ),
    "consultation-walk": (
        ("Кеңес серуені", "Прогулка с вопросом", "Consultation walk"),
        (
            "Жұппен мектепті айнала жүріп, бір-біріңіздің жоспарыңызды он минуттан тыңдаңыз.",
            "Парами обходите школу и по десять минут слушаете план друг друга.",
            "Walk round the school in pairs and listen to each other’s plan for ten minutes each.",
        ),
    ),
    "action-plan-canvas": (
        ("Жоспар парағы", "Лист плана", "Plan sheet"),
        (
            "Бір параққа: қадам, кім, қашан, неден көреміз. Екінші бет жоқ.",
            "На одном листе: шаг, кто, когда, по чему увидим. Второй страницы нет.",
            "On one sheet: step, who, when, how we shall see it. There is no second page.",
        ),
    ),
    "force-field": (
        ("Күштер картасы", "Карта сил", "Force field"),
        (
            "Ортаға өзгерісті жазыңыз: сол жаққа итеретін, оң жаққа тежейтін күштер. Бір тежегішті босатуды ойлаңыз.",
            "В центре – перемена: слева силы, которые помогают, справа – которые держат. Подумайте, какой тормоз можно "
            "отпустить.",
            "The change stands in the middle: what pushes on the left, what holds back on the right. Which brake can "
            "you release?",
        ),
    ),
    "evidence-table": (
        ("Дәлел кестесі", "Таблица свидетельств", "Evidence table"),
        (
            "Үш баған: не білгім келеді, қайдан көремін, қашан жинаймын.",
            "Три столбца: что хочу узнать, откуда увижу, когда соберу.",
            "Three columns: what I want to know, where I will see it, when I will gather it.",
        ),
    ),
    "observation-sheet": (
        ("Бақылау парағы", "Лист наблюдения", "Observation sheet"),
        (
            "A, B, C оқушысы не істеді, не айтты – тек көргеніңізді жазасыз, пікірді талқылауға қалдырасыз.",
            "Что делал и говорил ученик A, B, C: записываете только увиденное, мнение оставляете для обсуждения.",
            "What pupils A, B, C did and said: write only what you see and keep opinions for the discussion.",
        ),
    ),
    "gallery-walk": (
        ("Галерея серуені", "Галерея", "Gallery walk"),
        (
            "Парақтарды қабырғаға іліп, стикермен бір сұрақ, бір мақтау қалдырасыз.",
            "Листы висят на стене; на стикерах каждый оставляет один вопрос и одну похвалу.",
            "Sheets hang on the wall; everyone leaves one question and one word of praise on a sticky note.",
        ),
    ),
    "story-mountain": (
        ("Әңгіме тауы", "Гора истории", "Story mountain"),
        (
            "Қысқа баянның басы, бұрылысы, шыңы, қайтуы. Әр бөлікке үш сөзден жазыңыз, сосын ғана мәтін.",
            "Начало, поворот, вершина и спуск краткой истории. Сначала по три слова на часть и только потом текст.",
            "Beginning, turn, summit and way down of a vignette. Three words for each part first, then the text.",
        ),
    ),
    "two-stars": (
        ("Екі жұлдыз, бір тілек", "Две звезды и пожелание", "Two stars and a wish"),
        (
            "Әріптестің жұмысына екі мақтау, бір тілек айтасыз. Тілек «мүмкін…» деп басталады.",
            "Две похвалы и одно пожелание работе коллеги. Пожелание начинается со слова «может быть…».",
            "Two things you admire in a colleague’s work and one wish. The wish begins with “perhaps…”.",
        ),
    ),
    "letter-to-myself": (
        ("Өзіме хат", "Письмо себе", "Letter to myself"),
        (
            "Жыл басында жазылып, конвертке салынады, соңғы сессияда ашылады.",
            "Пишется в начале года, запечатывается и открывается на последней сессии.",
            "Written at the beginning of the year, sealed, and opened at the last session.",
        ),
    ),
}
