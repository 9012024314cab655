"""The parts of the programme's own page besides the introduction. Each text is (kk, ru, en), in Markdown."""

# ruff: noqa: E501 - texts are easier to edit on one line

PEOPLE = (
    ("Кім қатысады", "Кто участвует", "Who takes part"),
    (
        """- **Мұғалім.** Қай пәннен сабақ берсе де, өтілі қанша болса да. Өз жобасын өзі таңдап, өзі жүргізеді.
- **Мектеп фасилитаторы.** Сол мектептің өз мұғалімі. Айына бір рет сессия өткізеді: баға қоймайды, тыңдайды, сұрақ қояды.
- **Сыртқы фасилитатор.** Мектепке сырттан көмектеседі: сессияға келеді, фасилитатормен ақылдасады, желілік кездесу өткізеді.
- **Директор.** Уақыт пен орын береді, жолдағы кедергіні алып тастайды. Мұғалімнің күнделігін оқымайды.
- **Университет рецензенті.** Портфолионы оқып, пікірін жазады.
- **Үйлестіруші.** Мектептерді қабылдайды, бәрін байланыстырады. Сұрағыңызға жауап беретін де сол адам.""",
        """- **Учитель.** С любым предметом и любым стажем. Сам выбирает свой проект и сам его ведёт.
- **Школьный фасилитатор.** Учитель этой же школы. Раз в месяц проводит сессию: не оценивает, а слушает и спрашивает.
- **Внешний фасилитатор.** Помогает школе со стороны: приезжает на сессии, советуется с фасилитатором, ведёт сетевые встречи.
- **Директор.** Даёт время и место, убирает препятствия с дороги. Дневники учителей не читает.
- **Рецензент университета.** Читает портфолио и пишет отзыв.
- **Координатор.** Принимает школы и связывает всех между собой. На ваши вопросы отвечает тоже он.""",
        """- **The teacher.** Of any subject, with any length of service. She chooses her project and leads it herself.
- **The school facilitator.** A teacher of the same school. Once a month she runs a session: she does not judge, she listens and asks.
- **The external facilitator.** Helps the school from outside: comes to sessions, consults with the facilitator, runs network events.
- **The principal.** Gives time and a room, and takes obstacles out of the way. Does not read teachers’ logs.
- **The university’s reviewer.** Reads the portfolio and writes back.
- **The coordinator.** Welcomes schools and keeps everyone in touch. It is she who answers your questions.""",
    ),
)

GAINS = (
    ("Мұғалім мен мектепке не береді", "Что это даёт учителю и школе", "What a teacher and a school gain"),
    (
        """# Мұғалімге

- Өз сыныбыңыздағы бір мәселемен айналысуға бір жылдан астам уақыт және жаныңызда серік.
- Зерттеу әдістері: сабақты зерттеу, бақылау, сұхбат. Оларды өз сабағыңызда қолданып үйренесіз.
- Басқа ауылдардағы әріптестер: желілік кездесулер мен конференция.
- Портфолио, постер және қысқа баян. Портфолио қабылданса, университет сертификат береді.

# Мектепке

- Айына бір рет өзі жиналатын кәсіби қауымдастық.
- Мектептің өз фасилитаторы: біз дайындаймыз, ол мектепте қалады.
- Мектептің өз жағдайынан туған, мұғалімдердің өзі бастаған өзгерістер.
- Басқа мектептердің жарияланған жобалары мен әдіс құралдары.

# Мұнда не жоқ

Мектептер рейтингі, тексеру, ашық баға жоқ. Мұғалімнің жазғанын басшылық оқымайды.""",
        """# Учителю

- Больше года на один вопрос из вашего класса, и те, кто идёт рядом.
- Методы исследования: исследование урока, наблюдение, интервью. Осваиваете их на собственных уроках.
- Коллеги из других сёл: сетевые встречи и конференция.
- Портфолио, постер и краткая история. Если портфолио принято, университет выдаёт сертификат.

# Школе

- Профессиональное сообщество, которое собирается само раз в месяц.
- Свой фасилитатор: мы его готовим, и он остаётся в школе.
- Перемены, которые начали сами учителя и которые выросли из жизни этой школы.
- Опубликованные проекты других школ и инструменты метода.

# Чего здесь нет

Рейтинга школ, проверок и публичных оценок. Администрация не читает того, что пишет учитель.""",
        """# For a teacher

- More than a year for one question of your own classroom, with company on the way.
- Ways of inquiry: lesson study, observation, interviews. You learn them in your own lessons.
- Colleagues in other villages: network events and the conference.
- A portfolio, a poster and a vignette. When the portfolio is accepted, the university issues a certificate.

# For a school

- A professional community that meets by itself, once a month.
- A facilitator of its own: we prepare her, and she stays in the school.
- Changes that teachers began themselves and that grew out of this school’s life.
- The published projects of other schools, and the tools of the method.

# What there is not

No ranking of schools, no inspection, no public marks. Those in charge do not read what a teacher writes.""",
    ),
)

QUESTIONS = (
    ("Жиі қойылатын сұрақтар", "Частые вопросы", "Questions people ask"),
    (
        """# Қатысу ақылы ма?

Жоқ, мектепке де, мұғалімге де тегін.

# Қанша уақыт кетеді?

Сессия – айына бір рет, бір жарым сағат. Қалғаны өз сабағыңызда, өз ісіңіздің ішінде өтеді: бөлек қағаз толтырмайсыз, жазғаныңыз портфолиоға айналады.

# Лауазымым жоқ, қатыса аламын ба?

Иә. Бағдарлама соған арналған: өзгерісті бастауға лауазым керек емес.

# Мектебіміз кішкентай, мұғалім аз. Бола ма?

Болады. Бес-алты мұғалім жеткілікті, ал одан аз болса, көрші мектеппен бір қауымдастыққа бірігуге болады.

# Қай тілде жазамын?

Қазақша, орысша не ағылшынша – өзіңізге қай тілде ойлау жеңіл болса. Рецензент те сол тілде оқиды.

# Интернет нашар болса ше?

Портал телефонға арналған, беттері жеңіл. Жазғаныңыз жазып отырғанда-ақ сақталады.

# Жазғанымды кім оқиды?

Өзіңіз рұқсат бергендер ғана. Толығырақ: [Жазғаныңызды кім оқиды](/kk/programme/pages/privacy/).

# Портфолио қайтып келсе ше?

Бұл – жиі болатын жағдай. Рецензенттің пікірін оқып, келіскен жеріңізді түзетіп, қайта жібересіз. Әр нұсқасы сақталады.

# Жарты жолда тоқтауға бола ма?

Болады. Жобаны кідіртуге не доғаруға, кейін қайта жалғастыруға болады. Ешкім себебін тергемейді.""",
        """# Участие платное?

Нет, и для школы, и для учителя оно бесплатное.

# Сколько времени это занимает?

Сессия – полтора часа раз в месяц. Остальное происходит на ваших же уроках: отдельных бумаг нет, из ваших записей складывается портфолио.

# У меня нет никакой должности. Можно участвовать?

Да. Программа для этого и задумана: чтобы начать перемены, должность не нужна.

# У нас маленькая школа и мало учителей. Можно?

Можно. Пяти-шести учителей достаточно, а если вас меньше, можно объединиться в одно сообщество с соседней школой.

# На каком языке писать?

На казахском, русском или английском – на том, на котором вам легче думать. На нём же прочтёт рецензент.

# А если интернет плохой?

Портал сделан для телефона, страницы лёгкие. Написанное сохраняется, пока вы пишете.

# Кто прочтёт то, что я напишу?

Только те, кому вы разрешите. Подробнее: [Кто читает то, что вы пишете](/ru/programme/pages/privacy/).

# А если портфолио вернут?

Так бывает часто. Читаете отзыв, исправляете то, с чем согласны, и отправляете снова. Каждая версия сохраняется.

# Можно ли остановиться на полпути?

Можно. Проект можно приостановить или прекратить, а потом продолжить. Объяснять причину никто не потребует.""",
        """# Does it cost anything?

No: it is free for the school and for the teacher.

# How much time does it take?

A session is an hour and a half, once a month. The rest happens in your own lessons: there is no separate paperwork, your notes grow into the portfolio.

# I hold no post. May I take part?

Yes. That is the point of the programme: nobody needs a post to begin a change.

# Our school is small. Is that all right?

It is. Five or six teachers are enough, and if you are fewer, you can form one community with a school nearby.

# In which language do I write?

In Kazakh, Russian or English, whichever you think in most easily. The reviewer reads it in that language.

# What if the internet is poor?

The portal is made for the phone and its pages are light. What you write is saved while you write.

# Who reads what I write?

Only those you allow. More about it: [Who reads what you write](/en/programme/pages/privacy/).

# What if my portfolio comes back?

That happens often. You read the reviewer’s words, change what you agree with, and send it again. Every version is kept.

# May I stop half-way?

You may. A project can be paused or given up, and taken up again later. Nobody asks you to justify it.""",
    ),
)

JOIN = (
    ("Мектеп қалай қосылады", "Как присоединиться школе", "How a school joins"),
    (
        """1. **Мектепте сөйлесіңіз.** Қызығатын бес-алты мұғалім болса, жетеді. Ешкімді мәжбүрлемейміз.
2. **Бізге жазыңыз.** Мектебіңізді, ауылыңызды, қанша мұғалім қызығатынын айтыңыз. Бір аптаның ішінде үйлестіруші хабарласады.
3. **Фасилитатор таңдаңыз.** Тыңдай білетін және басқалар тыңдайтын адам. Лауазымы маңызды емес, біз дайындаймыз.
4. **Келісіңіз.** Мектеп айына бір жарым сағат уақыт пен кабинет бөледі. Қатысу тегін.

Жаңа лек жылына бір рет жиналады.""",
        """1. **Поговорите в школе.** Достаточно пяти-шести учителей, которым это интересно. Никого не принуждают.
2. **Напишите нам.** Назовите школу, село и сколько учителей хотят участвовать. Координатор ответит в течение недели.
3. **Выберите фасилитатора.** Это человек, который умеет слушать и которого слушают. Должность не важна, мы его подготовим.
4. **Договоритесь.** Школа даёт полтора часа в месяц и кабинет. Участие бесплатное.

Новый поток начинается раз в год.""",
        """1. **Talk at school.** Five or six teachers who are interested are enough. Nobody is made to join.
2. **Write to us.** Tell us the school, the village and how many teachers would like to take part. A coordinator answers within a week.
3. **Choose a facilitator.** Somebody who listens and is listened to. The post does not matter; we prepare her.
4. **Agree.** The school gives an hour and a half a month and a room. Taking part is free.

A new round begins once a year.""",
    ),
)
