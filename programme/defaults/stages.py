"""The ten stages of the year. Each text is (Kazakh, Russian, English); coordinators reword them in the admin."""

# ruff: noqa: E501 - texts are easier to edit on one line

from programme.models import StagePart

# (part, title, intro, [(key, text, hint, is_required)])
STAGES = [
    (
        StagePart.NONE,
        ("Құндылықтар мен алаңдаушылық", "Ценности и тревоги", "Values and concerns"),
        (
            "Жол өзіңізден басталады. Мұғалім болып неге қалдыңыз, мектебіңізде жаныңызға не батады – асықпай ойланыңыз. "
            "Мұнда дұрыс не бұрыс жауап жоқ.",
            "Путь начинается с вас самих. Почему вы остаётесь учителем и что в вашей школе не даёт вам покоя? "
            "Правильных и неправильных ответов здесь нет.",
            "The road begins with you. Why have you stayed a teacher, and what in your school will not leave you in "
            "peace? There are no right or wrong answers here.",
        ),
        [
            (
                "values",
                (
                    "Мұғалім ретінде сіз үшін не қымбат?",
                    "Что для вас дороже всего в работе учителя?",
                    "What matters most to you as a teacher?",
                ),
                (
                    "Бір сабақты не бір баланың жүзін еске алыңыз: сол сәт неге есіңізде қалды?",
                    "Вспомните один урок или одного ребёнка: почему этот момент запомнился?",
                    "Think of one lesson or one child: why has that moment stayed with you?",
                ),
                True,
            ),
            (
                "worries",
                (
                    "Мектебіңізде, сыныбыңызда сізді не алаңдатады?",
                    "Что вас тревожит в вашей школе, в вашем классе?",
                    "What worries you in your school, in your classroom?",
                ),
                (
                    "Екі-үшеуін атаңыз. Біреудің кінәсін емес, өз көзіңізбен көргеніңізді жазыңыз.",
                    "Назовите две-три вещи. Пишите не о чьей-то вине, а о том, что видели сами.",
                    "Name two or three things. Write what you have seen, not whose fault it is.",
                ),
                True,
            ),
            (
                "strengths",
                (
                    "Мектебіңізде қазірдің өзінде не жақсы, неге сүйенуге болады?",
                    "Что в вашей школе уже хорошо, на что можно опереться?",
                    "What is already good in your school, and what can you build on?",
                ),
                (
                    "Адамдар, дәстүр, кітапхана, ата-аналар – бәрі есепке жүреді.",
                    "Люди, традиции, библиотека, родители – всё идёт в счёт.",
                    "People, traditions, the library, parents: everything counts.",
                ),
                False,
            ),
        ],
    ),
    (
        StagePart.CONCERN,
        ("Менің өзекті мәселем", "Моя актуальная проблема", "A concern of mine"),
        (
            "Көп алаңдаушылықтың ішінен өз қолыңыздан келетін біреуін таңдаңыз. Кішкентай әрі нақты болғаны жақсы.",
            "Из многих тревог выберите одну, которая вам по силам. Чем она меньше и конкретнее, тем лучше.",
            "Out of many worries choose one that is within your reach. Small and clear is good.",
        ),
        [
            (
                "how_i_know",
                (
                    "Мұның шынымен мәселе екенін қайдан білдіңіз?",
                    "Откуда вы знаете, что проблема действительно есть?",
                    "How do you know that it really is a problem?",
                ),
                (
                    "Дәптер, бақылау, сауалнама, оқушының бір ауыз сөзі де дәлел бола алады.",
                    "Тетради, наблюдение, опрос, одна фраза ученика – всё это свидетельства.",
                    "Exercise books, observation, a questionnaire, one sentence from a pupil: all of it is evidence.",
                ),
                True,
            ),
            (
                "hope",
                (
                    "Бәрі ойдағыдай болса, жыл соңында не өзгереді?",
                    "Если всё получится, что изменится к концу года?",
                    "If all goes well, what will be different at the end of the year?",
                ),
                (
                    "Сыныбыңызға кірген адам нені көреді, нені естиді?",
                    "Что увидит и услышит человек, который войдёт в ваш класс?",
                    "What would somebody who walks into your classroom see and hear?",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.CONSULTATIONS,
        ("Әріптестермен кеңесу", "Советуемся с коллегами", "Consulting colleagues"),
        (
            "Ойыңызды кемінде екі адамға айтып, тыңдап көріңіз. Ақыл-кеңес жоспарды өзгертсе – сол дұрыс.",
            "Расскажите о своей мысли хотя бы двум людям и выслушайте их. Если после разговора замысел изменился – хорошо.",
            "Tell at least two people what you have in mind, and listen. If the idea changes after the talk, all the "
            "better.",
        ),
        [
            (
                "learnt_from_others",
                (
                    "Кеңескеннен кейін мәселеге көзқарасыңыз қалай өзгерді?",
                    "Как после разговоров изменился ваш взгляд на проблему?",
                    "How did talking to others change the way you see the problem?",
                ),
                (
                    "Күтпеген пікір болды ма? Кім қолдау көрсетуге дайын?",
                    "Было ли что-то неожиданное? Кто готов помочь?",
                    "Was anything unexpected? Who is ready to help?",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.ACTIONS,
        ("Іс-қимыл жоспары", "План действий", "Action plan"),
        (
            "Жұмысты шағын қадамдарға бөліңіз: не істейміз, кіммен, қашан, нәтижесін неден көреміз.",
            "Разбейте работу на небольшие шаги: что делаем, с кем, когда и по чему увидим результат.",
            "Divide the work into small steps: what, with whom, when, and how you will see the result.",
        ),
        [
            (
                "aim",
                (
                    "Жобаның мақсатын бір-екі сөйлеммен айтыңыз.",
                    "Сформулируйте цель проекта одним-двумя предложениями.",
                    "Say the aim of your project in one or two sentences.",
                ),
                (
                    "Ата-анаға түсіндіргендей қарапайым жазыңыз.",
                    "Просто, как если бы вы объясняли родителям.",
                    "Simply, as you would explain it to a parent.",
                ),
                True,
            ),
            (
                "obstacles",
                (
                    "Не кедергі болуы мүмкін, сонда не істейсіз?",
                    "Что может помешать и что вы тогда сделаете?",
                    "What might get in the way, and what will you do then?",
                ),
                (
                    "Уақыт, интернет, ауа райы, көңіл күй – бәрін алдын ала ойлаңыз.",
                    "Время, интернет, погода, настроение – подумайте обо всём заранее.",
                    "Time, internet, weather, mood: think of it beforehand.",
                ),
                False,
            ),
        ],
    ),
    (
        StagePart.NONE,
        ("Желілік кездесуде бөлісу", "Рассказать на сетевой встрече", "Sharing at a network event"),
        (
            "Басқа мектептердің мұғалімдеріне жоспарыңызды айтып беріңіз. Бес минут жеткілікті; ең бағалысы – олардың сұрағы.",
            "Расскажите о своём плане учителям других школ. Пяти минут достаточно; самое ценное – их вопросы.",
            "Tell teachers of other schools about your plan. Five minutes are enough; their questions are worth most.",
        ),
        [
            (
                "told_others",
                (
                    "Желілік кездесуде не айттыңыз, сізден не сұрады?",
                    "Что вы рассказали на сетевой встрече и о чём вас спросили?",
                    "What did you tell the network event, and what were you asked?",
                ),
                (
                    "Жауап бере алмаған сұрағыңыз болса, соны да жазыңыз.",
                    "Если был вопрос, на который вы не нашли ответа, запишите и его.",
                    "If there was a question you could not answer, write it down too.",
                ),
                True,
            ),
            (
                "took_home",
                (
                    "Өзге мұғалімдерден қандай ой алып қайттыңыз?",
                    "Какую мысль других учителей вы увезли с собой?",
                    "What idea from other teachers did you take home?",
                ),
                (
                    "Бір ғана ой болса да жетеді.",
                    "Достаточно одной.",
                    "One is enough.",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.LOG,
        ("Іске кірісу", "Ведём работу", "Leading the work"),
        (
            "Жоспарды бастадыңыз. Не істегеніңізді, не байқағаныңызды қысқа-қысқа жазып жүріңіз: бес минут, аптасына бір рет.",
            "План начал жить. Коротко записывайте, что сделали и что заметили: пять минут раз в неделю.",
            "The plan has come alive. Keep short notes of what you did and noticed: five minutes, once a week.",
        ),
        [
            (
                "colleagues_joined",
                (
                    "Жұмысқа кімді тарттыңыз, оны қалай жасадыңыз?",
                    "Кого вы вовлекли в работу и как это удалось?",
                    "Whom did you bring into the work, and how?",
                ),
                (
                    "Көшбасшылық – өзгені ерте білу. Кішкентай көмек те есепке жүреді.",
                    "Лидерство – это умение увлечь. Даже небольшая помощь идёт в счёт.",
                    "Leading is bringing others along. Even a small helping hand counts.",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.EVIDENCE,
        ("Дәлел жинау", "Собираем свидетельства", "Gathering evidence"),
        (
            "Өзгеріс бар ма, жоқ па – соны көрсететін нәрселерді жинаңыз. Оқушының атын жазбаңыз: A, B, C жеткілікті.",
            "Собирайте то, что показывает, есть ли перемены. Имён учеников не пишите: достаточно A, B, C.",
            "Gather what shows whether anything is changing. Do not write pupils’ names: A, B, C will do.",
        ),
        [
            (
                "what_evidence_says",
                (
                    "Жиналған дәлелдер нені көрсетіп тұр?",
                    "О чём говорят собранные свидетельства?",
                    "What does your evidence tell you?",
                ),
                (
                    "Күткеніңізге қайшы келгенін де жасырмаңыз: ең қызығы – сол.",
                    "Не прячьте и то, что противоречит ожиданиям: это самое интересное.",
                    "Do not hide what contradicts your hopes: that is the most interesting part.",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.CHANGES,
        ("Не өзгерді", "Что изменилось", "What changed"),
        (
            "Оқушыда, әріптесте, мектепте, өзіңізде не өзгерді? Үлкен сөздің керегі жоқ, болғанын айтыңыз.",
            "Что изменилось у учеников, у коллег, в школе, в вас самих? Громких слов не нужно, расскажите, как есть.",
            "What changed for pupils, colleagues, the school, yourself? No big words are needed: say what happened.",
        ),
        [
            (
                "surprise",
                (
                    "Сізді не таңғалдырды? Не ойдағыдай болмады?",
                    "Что вас удивило? Что не получилось?",
                    "What surprised you? What did not work out?",
                ),
                (
                    "Болмай қалған іс те – тәжірибе. Басқа мұғалім содан үйренеді.",
                    "Неудача – тоже опыт. На нём учатся другие.",
                    "A failure is experience too. Another teacher will learn from it.",
                ),
                True,
            ),
        ],
    ),
    (
        StagePart.VIGNETTE,
        ("Қысқа баян және постер", "Краткая история и постер", "Vignette and poster"),
        (
            "Бір жылдық жолыңызды әңгімелеңіз: 800 сөзден аспасын. Таныс мұғалімге айтқандай жазыңыз, сонда оқитын болады.",
            "Расскажите историю своего года: не больше 800 слов. Пишите, как знакомой учительнице, – тогда это прочтут.",
            "Tell the story of your year in at most 800 words. Write as you would to a teacher you know: then it will be "
            "read.",
        ),
        [
            (
                "advice",
                (
                    "Осы жолды енді бастайтын мұғалімге не айтар едіңіз?",
                    "Что бы вы сказали учителю, который только начинает?",
                    "What would you say to a teacher who is just beginning?",
                ),
                (
                    "Бір-екі сөйлем. Ол постерге де шығады.",
                    "Одно-два предложения. Они войдут и в постер.",
                    "One or two sentences. They will be on the poster too.",
                ),
                False,
            ),
        ],
    ),
    (
        StagePart.PORTFOLIO,
        ("Портфолионы ұсыну", "Представляем портфолио", "Presenting the portfolio"),
        (
            "Бәрі бір жерге жиналды. Соңғы рет оқып шығып, университетке тапсырыңыз. Тапсырылған нұсқа сақталады.",
            "Всё собрано. Перечитайте в последний раз и отправьте в университет. Отправленная версия сохранится.",
            "Everything is in one place. Read it once more and send it to the university. The version you send is kept.",
        ),
        [
            (
                "as_a_leader",
                (
                    "Көшбасшы-мұғалім ретінде өзіңіз туралы не білдіңіз?",
                    "Что вы узнали о себе как об учителе-лидере?",
                    "What have you learnt about yourself as a teacher who leads?",
                ),
                (
                    "Жыл басындағы өзіңізбен салыстырыңыз.",
                    "Сравните себя с собой в начале года.",
                    "Compare yourself with who you were at the beginning of the year.",
                ),
                True,
            ),
            (
                "next_year",
                (
                    "Бұл іс енді қалай жалғасады?",
                    "Как эта работа продолжится дальше?",
                    "How will this work go on?",
                ),
                (
                    "Сізсіз де жалғаса ала ма? Ол үшін не керек?",
                    "Может ли она идти и без вас? Что для этого нужно?",
                    "Could it go on without you? What would it take?",
                ),
                True,
            ),
        ],
    ),
]
