"""The session plan of a cohort: fourteen sessions in fourteen months. Each text is (kk, ru, en)."""

# (weeks after the start, minutes, title, aim, steps, keys of tools)
SESSIONS = [
    (
        0,
        90,
        ("Танысу және нормалар", "Знакомство и нормы", "Meeting and norms"),
        (
            "Бір-бірімізді тыңдайтын қауымдастық боламыз.",
            "Стать сообществом, в котором слышат друг друга.",
            "To become a community where people listen to each other.",
        ),
        (
            "Амандасу шеңбері\nБұл жыл неге керек: фасилитатор әңгімесі\nНормаларды бірге жазу\nӨзіме хат",
            "Круг приветствия\nЗачем нам этот год: рассказ фасилитатора\nВместе пишем нормы\nПисьмо себе",
            "Opening circle\nWhy this year: the facilitator’s story\nWriting our norms together\nLetter to myself",
        ),
        ("opening-circle", "letter-to-myself"),
    ),
    (
        4,
        90,
        ("Біз үшін не қымбат", "Что нам дорого", "What we hold dear"),
        (
            "Әркім өз құндылығын атап, алаңдаушылығын айта алады.",
            "Каждый называет свою ценность и говорит о своей тревоге.",
            "Everyone can name a value and voice a worry.",
        ),
        (
            "Амандасу шеңбері\nҚұндылық карталары\nБір баланың бір күні: көршіге әңгіме\nАлаңдаушылық тізімі",
            "Круг приветствия\nКарточки ценностей\nОдин день одного ребёнка: рассказ соседу\nСписок тревог",
            "Opening circle\nValues cards\nOne child’s day: telling a neighbour\nList of worries",
        ),
        ("opening-circle", "values-cards"),
    ),
    (
        8,
        90,
        ("Өзекті мәселені таңдау", "Выбор актуальной проблемы", "Choosing a concern"),
        (
            "Көп алаңдаушылықтан қолдан келетін біреуін таңдаймыз.",
            "Из многих тревог выбрать одну, которая по силам.",
            "To choose, out of many worries, one within reach.",
        ),
        (
            "Мәселе ағашы, жұппен\nБес «неге»\nМәселені бір сөйлемге сыйғызу\nҚабырғаға іліп, оқып шығу",
            "Дерево проблемы в парах\nПять «почему»\nПроблема одним предложением\nВешаем на стену и читаем",
            "Problem tree in pairs\nFive whys\nThe concern in one sentence\nHang up and read",
        ),
        ("problem-tree", "five-whys"),
    ),
    (
        12,
        90,
        ("Сұрақ қою өнері", "Искусство спрашивать", "The art of asking"),
        (
            "Кеңес беруден бұрын сұрақ қойып үйренеміз.",
            "Научиться спрашивать прежде, чем советовать.",
            "To learn to ask before we advise.",
        ),
        (
            "Үштікте сыншыл дос\nКеңес серуені\nКіммен кеңесемін: тізім\nҮйге: екі адаммен сөйлесу",
            "Критический друг в тройках\nПрогулка с вопросом\nС кем посоветуюсь: список\nНа дом: два разговора",
            "Critical friend in threes\nConsultation walk\nWhom I will consult: a list\nAt home: two conversations",
        ),
        ("critical-friend", "consultation-walk"),
    ),
    (
        16,
        90,
        ("Іс-қимыл жоспары", "План действий", "The action plan"),
        (
            "Әр мұғалімнің бір беттік жоспары болады.",
            "У каждого учителя есть план на одной странице.",
            "Every teacher has a plan on one page.",
        ),
        (
            "Кеңестен не ұқтық\nЖоспар парағы\nКүштер картасы\nАлғашқы қадамның күнін белгілеу",
            "Что дали разговоры\nЛист плана\nКарта сил\nНазначаем день первого шага",
            "What the conversations gave us\nPlan sheet\nForce field\nFixing the day of the first step",
        ),
        ("action-plan-canvas", "force-field"),
    ),
    (
        20,
        90,
        ("Желілік кездесуге дайындық", "Готовимся к сетевой встрече", "Getting ready for the network event"),
        (
            "Жоспарды бес минутта түсінікті айтып береміз.",
            "Рассказать о плане понятно и за пять минут.",
            "To tell the plan clearly in five minutes.",
        ),
        (
            "Бес минуттық әңгіме, үштікте\nЕкі жұлдыз, бір тілек\nҚандай сұрақ күтеміз\nЖол, уақыт, кім барады",
            "Пятиминутный рассказ в тройках\nДве звезды и пожелание\nКаких вопросов ждём\nДорога, время, кто едет",
            "Five-minute stories in threes\nTwo stars and a wish\nWhich questions we expect\nRoad, time, who goes",
        ),
        ("two-stars", "critical-friend"),
    ),
    (
        24,
        90,
        ("Бастадық: алғашқы қадамдар", "Начали: первые шаги", "We have begun: first steps"),
        (
            "Жұмыстың қалай басталғанын ашық айтамыз.",
            "Честно рассказать, как началась работа.",
            "To say honestly how the work has begun.",
        ),
        (
            "Амандасу шеңбері\nНе шықты, не шықпады\nБір қиындық – жеті сұрақ\nКүнделік жүргізу: бес минут",
            "Круг приветствия\nЧто вышло, что нет\nОдна трудность – семь вопросов\nДневник работы: пять минут",
            "Opening circle\nWhat worked, what did not\nOne difficulty, seven questions\nKeeping a log: five minutes",
        ),
        ("opening-circle", "critical-friend"),
    ),
    (
        28,
        120,
        ("Сабақты зерттеу", "Исследование урока", "Lesson study"),
        (
            "Бір сабақты бірге жоспарлап, бірге бақылаймыз.",
            "Вместе спланировать и увидеть один урок.",
            "To plan and watch one lesson together.",
        ),
        (
            "A, B, C оқушысын таңдау\nБақылау парағын толтыру\nСабақтан кейінгі талқылау\nКелесі сабаққа бір өзгеріс",
            "Выбираем учеников A, B, C\nЛист наблюдения\nОбсуждение после урока\nОдна перемена для следующего урока",
            "Choosing pupils A, B, C\nObservation sheet\nPost-lesson discussion\nOne change for the next lesson",
        ),
        ("observation-sheet",),
    ),
    (
        33,
        90,
        ("Дәлел дегеніміз не", "Что такое свидетельство", "What counts as evidence"),
        (
            "Өзгерісті немен көрсететінімізді анықтаймыз.",
            "Понять, чем мы покажем перемены.",
            "To work out what will show the change.",
        ),
        (
            "Дәлел кестесі\nОқушы дәптерін бірге оқу\nСуретке келісім: не істейміз\nКім нені жинайды",
            "Таблица свидетельств\nВместе читаем тетради\nСогласие на снимки: что делаем\nКто что собирает",
            "Evidence table\nReading exercise books together\nConsent for pictures: what we do\nWho gathers what",
        ),
        ("evidence-table",),
    ),
    (
        38,
        90,
        ("Ортаға келгенде", "На середине пути", "Half-way"),
        (
            "Жоспарды түзетіп, бір-бірімізді қолдаймыз.",
            "Поправить планы и поддержать друг друга.",
            "To mend our plans and support each other.",
        ),
        (
            "Галерея серуені\nКүштер картасы: не өзгерді\nЖоспарға түзету\nКімге көмек керек",
            "Галерея\nКарта сил: что изменилось\nПравим план\nКому нужна помощь",
            "Gallery walk\nForce field: what has moved\nMending the plan\nWho needs help",
        ),
        ("gallery-walk", "force-field"),
    ),
    (
        43,
        90,
        ("Не өзгерді", "Что изменилось", "What changed"),
        (
            "Оқушыдағы, өзіміздегі өзгерісті дәлелмен айтамыз.",
            "Сказать о переменах в учениках и в себе, опираясь на свидетельства.",
            "To speak of changes in pupils and in ourselves, with evidence.",
        ),
        (
            "Бұрын – қазір: жұппен\nДәлелді оқу\nКүтпеген нәтиже\nАта-анаға қалай айтамыз",
            "Раньше – теперь: в парах\nЧитаем свидетельства\nНеожиданный результат\nКак расскажем родителям",
            "Then and now, in pairs\nReading the evidence\nThe unexpected\nHow we shall tell parents",
        ),
        ("evidence-table", "two-stars"),
    ),
    (
        48,
        90,
        ("Қысқа баян жазу", "Пишем краткую историю", "Writing the vignette"),
        (
            "Бір жылды бір бетке сыйғызамыз.",
            "Уместить год на одной странице.",
            "To put a year on one page.",
        ),
        (
            "Әңгіме тауы\nЖиырма минут үнсіз жазу\nДауыстап оқу\nЕкі жұлдыз, бір тілек",
            "Гора истории\nДвадцать минут тишины\nЧитаем вслух\nДве звезды и пожелание",
            "Story mountain\nTwenty minutes of quiet writing\nReading aloud\nTwo stars and a wish",
        ),
        ("story-mountain", "two-stars"),
    ),
    (
        52,
        90,
        ("Постер және портфолио", "Постер и портфолио", "Poster and portfolio"),
        (
            "Портфолионы жинап, постердің нобайын саламыз.",
            "Собрать портфолио и набросать постер.",
            "To assemble the portfolio and sketch the poster.",
        ),
        (
            "Тізім бойынша тексеру\nПостер нобайы\nГалерея серуені\nТапсыру күні",
            "Проверяем по списку\nЭскиз постера\nГалерея\nДень отправки",
            "Going through the checklist\nSketching the poster\nGallery walk\nThe day of sending",
        ),
        ("gallery-walk",),
    ),
    (
        57,
        90,
        ("Қорытынды: хатты ашамыз", "Итоги: открываем письма", "Closing: opening our letters"),
        (
            "Жылды қорытып, келесі қадамды белгілейміз.",
            "Подвести итог года и назвать следующий шаг.",
            "To look back at the year and name the next step.",
        ),
        (
            "Өзіме хатты оқу\nНе үйрендім: шеңбер\nКелесі жылы кім жалғастырады\nАлғыс сөз",
            "Читаем письма себе\nЧему мы научились: круг\nКто продолжит в следующем году\nСлова благодарности",
            "Reading letters to ourselves\nWhat I learnt: a circle\nWho carries on next year\nWords of thanks",
        ),
        ("opening-circle", "letter-to-myself"),
    ),
]
