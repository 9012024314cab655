"""How each tool of the method is used. Each text is (kk, ru, en); steps stand one a line, as many in each language."""

# ruff: noqa: E501 - texts are easier to edit on one line

# key -> (minutes, stages, what it is for, how many people, what is needed, steps)
CARDS = {
    "opening-circle": (
        7,
        "1, 2, 3",
        (
            "Бәрі бірінші минуттан сөйлеп, тыңдап үйренеді; сессия есеппен емес, адаммен басталады.",
            "С первой минуты говорит и слушает каждый; сессия начинается с людей, а не с отчёта.",
            "Everyone speaks and is heard from the first minute; a session begins with people, not with a report.",
        ),
        ("Бүкіл топ", "Вся группа", "The whole group"),
        (
            "Ештеңе керек емес; қаласаңыз, қолдан қолға берілетін зат.",
            "Ничего; если хочется, предмет, который передают из рук в руки.",
            "Nothing; if you like, an object that goes from hand to hand.",
        ),
        (
            "Орындықтарды шеңберге қойыңыз, фасилитатор да бәрімен қатар отырады.\nСұрақты айтыңыз: осы аптада сабақта не қуантты?\nӘркім бір сөйлем айтады; айтқысы келмесе, келесіге береді.\nЕшкім бөлмейді, кеңес бермейді, бағаламайды.\nФасилитатор ең соңында сөйлеп, естігенін бір сөйлеммен қорытады.",
            "Поставьте стулья в круг, фасилитатор садится со всеми.\nЗадайте вопрос: что порадовало на уроках на этой неделе?\nКаждый говорит одно предложение; кто не хочет, передаёт слово дальше.\nНикто не перебивает, не советует и не оценивает.\nФасилитатор говорит последним и одним предложением подводит итог услышанному.",
            "Put the chairs in a circle; the facilitator sits among the others.\nAsk: what in this week’s lessons gave you joy?\nEveryone says one sentence; who would rather not, passes on.\nNobody interrupts, advises or judges.\nThe facilitator speaks last and sums up in one sentence what was heard.",
        ),
    ),
    "values-cards": (
        30,
        "1",
        (
            "Мұғалім жұмысында өзіне не қымбат екенін атайды: жоба содан өсіп шығады.",
            "Учитель называет, что ему дорого в работе: из этого вырастает проект.",
            "Teachers name what they hold dear in their work: the project grows out of it.",
        ),
        ("Жұппен, 4 адамнан көп топта", "В парах, в группе от четырёх человек", "In pairs, in a group of four or more"),
        (
            "Әр жұпқа 20 карта: қамқорлық, әділдік, білім, еркіндік, сенім, еңбек және басқа сөздер; бос карталар.",
            "По 20 карточек на пару: забота, справедливость, знание, свобода, доверие, труд и другие слова; пустые карточки.",
            "20 cards for each pair: care, fairness, knowledge, freedom, trust, hard work and other words; some blank cards.",
        ),
        (
            "Карталарды үстелге жайып, үнсіз оқып шығыңыз; жетпейтін сөзді бос картаға жазыңыз.\nӘркім өзіне бес карта таңдайды.\nСол бесеуден біреуін ғана қалдырады.\nКөршіңізге айтыңыз: неге осы, сабақта қай кезде көрінді?\nТаңдалған сөздерді қабырғаға іліп, топ болып оқып шығыңыз.",
            "Разложите карточки и прочитайте их молча; недостающее слово напишите на пустой.\nКаждый выбирает пять карточек.\nИз пяти оставляет одну.\nРасскажите соседу: почему она и когда это было видно на уроке?\nПовесьте выбранные слова на стену и прочитайте их всей группой.",
            "Lay the cards out and read them in silence; write a missing word on a blank one.\nEveryone chooses five cards.\nOut of the five, keep one.\nTell your neighbour why this one, and when it showed in a lesson.\nHang the chosen words on the wall and read them together.",
        ),
    ),
    "problem-tree": (
        40,
        "2",
        (
            "Мәселенің себебін салдарынан ажыратып, шамаңыз жететін жерін табасыз.",
            "Помогает отделить причины от последствий и найти место, до которого можно дотянуться.",
            "Separates causes from effects and finds the place within your reach.",
        ),
        ("Жұппен не үш адамнан", "В парах или тройках", "In pairs or threes"),
        ("Үлкен қағаз, маркер, стикер.", "Большой лист, маркеры, стикеры.", "A large sheet, markers, sticky notes."),
        (
            "Ағаш салып, діңіне мәселені бір сөйлеммен жазыңыз.\nТамырларына себептерін жазыңыз: «неге?» деп әр тамырдан тағы бір рет сұраңыз.\nБұтақтарына салдарын жазыңыз: одан кімге, не болып жүр?\nӨзіңіз ықпал ете алатын тамырды қоршап сызыңыз.\nСоны сөйлемге айналдырыңыз: бұл – сіздің өзекті мәселеңіз бола алады.",
            "Нарисуйте дерево и запишите на стволе проблему одним предложением.\nНа корнях напишите причины и у каждого корня ещё раз спросите «почему?».\nНа ветвях напишите последствия: с кем и что из-за этого происходит?\nОбведите корень, на который вы сами можете повлиять.\nПревратите его в предложение: это может стать вашей актуальной проблемой.",
            "Draw a tree and write the problem on its trunk in one sentence.\nWrite causes on the roots, and ask “why?” once more at each root.\nWrite effects on the branches: what happens, and to whom?\nRing the root that you yourself can influence.\nTurn it into a sentence: this may become your concern.",
        ),
    ),
    "five-whys": (
        15,
        "2",
        (
            "Көзге көрінген жайттан мәселенің өзіне жеткізеді.",
            "Ведёт от того, что бросается в глаза, к самой проблеме.",
            "Leads from what meets the eye to the problem itself.",
        ),
        ("Жұппен", "В парах", "In pairs"),
        ("Қалам, қағаз.", "Ручка и бумага.", "Pen and paper."),
        (
            "Бірінші адам алаңдататын нәрсені бір сөйлеммен айтады.\nКөршісі «неге олай?» деп сұрап, жауабын жазады.\nӘр жауапқа тағы «неге?» деп, бес рет сұрайды; дауласпайды, кеңес бермейді.\nБесінші жауапты бірге оқыңыз: мәселе осы ма?\nОрын ауыстырыңыз.",
            "Первый одним предложением говорит, что его тревожит.\nСосед спрашивает «почему так?» и записывает ответ.\nНа каждый ответ он снова спрашивает «почему?», всего пять раз; не спорит и не советует.\nПрочитайте пятый ответ вместе: это и есть проблема?\nПоменяйтесь ролями.",
            "The first says in one sentence what worries her.\nHer neighbour asks “why is that?” and writes the answer down.\nTo each answer he asks “why?” again, five times in all; he does not argue or advise.\nRead the fifth answer together: is this the problem?\nChange places.",
        ),
    ),
    "critical-friend": (
        30,
        "2, 3, 4, 8",
        (
            "Ойыңызды жақсы сұрақ арқылы өзіңіз анықтайсыз; шешімді біреу емес, өзіңіз табасыз.",
            "Хорошие вопросы помогают самому прояснить мысль; решение находите вы, а не советчик.",
            "Good questions make your own thought clearer; the answer is found by you, not by an adviser.",
        ),
        ("Үш адамнан", "Тройки", "In threes"),
        ("Сағат, дәптер.", "Часы и тетрадь.", "A watch and a notebook."),
        (
            "Рөл бөліңіз: айтушы, сұраушы, жазушы.\nАйтушы бес минут ойын айтады, ешкім бөлмейді.\nСұраушы тек сұрақ қояды: «Оны қайдан байқадың?», «Тағы кім көрді?», «Не өзгерсе, риза боласың?».\nЖазушы естіген маңызды сөздерді айтушыға оқып береді.\nАйтушы бір сөйлеммен айтады: енді не істеймін? Сосын рөл ауыстырыңыз.",
            "Распределите роли: рассказчик, спрашивающий, пишущий.\nРассказчик говорит пять минут, его не перебивают.\nСпрашивающий только задаёт вопросы: «Откуда это видно?», «Кто ещё это замечал?», «Какой перемене ты обрадуешься?».\nПишущий зачитывает рассказчику важные слова, которые услышал.\nРассказчик одним предложением говорит, что сделает дальше. Затем поменяйтесь ролями.",
            "Share the parts: one tells, one asks, one writes.\nThe teller speaks for five minutes without interruption.\nThe asker only asks: “Where did you see that?”, “Who else has noticed?”, “Which change would please you?”\nThe writer reads back the important words that she heard.\nThe teller says in one sentence what she will do next. Then change parts.",
        ),
    ),
    "consultation-walk": (
        20,
        "3",
        (
            "Әріптеспен кеңесудің жеңіл жолы: жүріп келе жатып айту үстелде отырғаннан оңай.",
            "Лёгкий способ посоветоваться с коллегой: на ходу говорить проще, чем за столом.",
            "An easy way to consult a colleague: talking is lighter on foot than at a table.",
        ),
        ("Жұппен", "В парах", "In pairs"),
        (
            "Мектептің айналасы; қайтқан соң – дәптер.",
            "Двор школы; после возвращения – тетрадь.",
            "The grounds of the school; a notebook for afterwards.",
        ),
        (
            "Басқа пәннің мұғалімімен жұп болыңыз.\nБарарда он минут біріншінің жоспарын тыңдаңыз.\nТыңдаушы екі сұрақ қояды: «Сенен не шығады?» және «Саған не кедергі?».\nҚайтарда рөл ауысады.\nҚайтып келген соң естігеніңізді үш жолға жазыңыз: бұл – кеңес алғаныңыздың жазбасы.",
            "Составьте пару с учителем другого предмета.\nПо дороге туда десять минут слушайте план первого.\nСлушатель задаёт два вопроса: «Что из этого выйдет?» и «Что тебе мешает?».\nНа обратном пути поменяйтесь ролями.\nВернувшись, запишите услышанное в трёх строках: это запись о консультации.",
            "Make a pair with a teacher of another subject.\nOn the way out, listen to the first one’s plan for ten minutes.\nThe listener asks two questions: “What will come of it?” and “What stands in your way?”\nOn the way back, change parts.\nBack at school, write what you heard in three lines: this is the record of your consultation.",
        ),
    ),
    "action-plan-canvas": (
        45,
        "4",
        (
            "Ниеттен қадамға өту: кім, не, қашан істейді және оның болғанын қайдан көреміз.",
            "От намерения к шагам: кто, что и когда делает и по чему мы увидим, что получилось.",
            "From intention to steps: who does what and when, and how we shall see that it worked.",
        ),
        ("Жеке, сосын жұппен", "Самостоятельно, затем в парах", "Alone, then in pairs"),
        ("Әркімге бір парақ қағаз.", "По листу бумаги каждому.", "One sheet of paper each."),
        (
            "Парақтың басына өзекті мәселеңізді бір сөйлеммен жазыңыз.\nТөрт баған сызыңыз: қадам, кім, қашан, неден көреміз.\nБес-жеті қадам жазыңыз; біріншісін алдағы екі аптада бастай алатын болыңыз.\nКөршіңізбен алмасып, әр қадамға «неден көреміз?» деп сұраңыз.\nАртық қадамды сызып тастаңыз: жоспар бір бетке сыюы керек.",
            "Наверху листа запишите актуальную проблему одним предложением.\nНачертите четыре столбца: шаг, кто, когда, по чему увидим.\nЗапишите пять-семь шагов; первый должен быть таким, чтобы начать в ближайшие две недели.\nОбменяйтесь листами и у каждого шага спросите: «По чему мы это увидим?»\nЛишние шаги вычеркните: план помещается на одной странице.",
            "Write your concern in one sentence at the top of the sheet.\nDraw four columns: step, who, when, how we shall see it.\nWrite five to seven steps; the first must be one you can begin within two weeks.\nExchange sheets and ask at each step: “How shall we see it?”\nStrike out what is too much: a plan fits on one page.",
        ),
    ),
    "force-field": (
        30,
        "4, 6",
        (
            "Жоба тұрып қалса, итеруден бұрын неге тежеліп тұрғанын көрсетеді.",
            "Если проект застрял, показывает, что его держит, прежде чем толкать сильнее.",
            "When a project is stuck, it shows what holds it back before you push harder.",
        ),
        ("Жұппен не шағын топпен", "В парах или малой группой", "In pairs or a small group"),
        (
            "Үлкен парақ, екі түсті маркер.",
            "Большой лист, маркеры двух цветов.",
            "A large sheet, markers of two colours.",
        ),
        (
            "Парақтың ортасына өзгерісті жазып, тік сызық сызыңыз.\nСол жағына көмектесетін, оң жағына тежейтін күштерді жазыңыз.\nӘр күштің қаншалық мықты екенін жебенің ұзындығымен көрсетіңіз.\nСізге тәуелді бір тежегішті таңдаңыз.\nОны босату үшін осы аптада жасалатын бір шағын іс ойлап табыңыз.",
            "Напишите в центре листа перемену и проведите вертикальную черту.\nСлева запишите силы, которые помогают, справа – те, что держат.\nДлиной стрелки покажите, насколько сильна каждая.\nВыберите один тормоз, который зависит от вас.\nПридумайте одно маленькое дело на эту неделю, чтобы его ослабить.",
            "Write the change in the middle of the sheet and draw an upright line.\nOn the left write what helps, on the right what holds back.\nShow by the length of an arrow how strong each is.\nChoose one brake that depends on you.\nThink of one small thing to do this week to release it.",
        ),
    ),
    "evidence-table": (
        30,
        "6, 7",
        (
            "Дәлелді кездейсоқ емес, сұраққа қарай жинайсыз; артық жинамайсыз.",
            "Свидетельства собираются не наугад, а под вопрос; лишнего не собираете.",
            "Evidence is gathered for a question, not at random; nothing more than you need.",
        ),
        ("Жеке, сосын жұппен", "Самостоятельно, затем в парах", "Alone, then in pairs"),
        ("Қағаз не дәптер.", "Лист или тетрадь.", "A sheet or a notebook."),
        (
            "Үш баған сызыңыз: не білгім келеді, қайдан көремін, қашан жинаймын.\nБірінші бағанға екі-үш сұрақ қана жазыңыз.\nӘр сұраққа бұрыннан бар нәрсені іздеңіз: оқушы жұмысы, күнделік, тапсырма нәтижесі.\nЖетпегеніне ғана жаңасын қосыңыз: бақылау, сұхбат, шағын сауалнама.\nКөршіңіз сұрайды: «Бұл сенің сұрағыңа жауап бере ме?»",
            "Начертите три столбца: что хочу узнать, откуда увижу, когда соберу.\nВ первый столбец запишите всего два-три вопроса.\nДля каждого поищите то, что уже есть: работы учеников, дневник, результаты заданий.\nТолько чего не хватает, добавьте: наблюдение, интервью, короткую анкету.\nСосед спрашивает: «Это ответит на твой вопрос?»",
            "Draw three columns: what I want to know, where I will see it, when I will gather it.\nWrite two or three questions in the first column, no more.\nFor each, look for what is already there: pupils’ work, your diary, results of tasks.\nAdd only what is missing: an observation, an interview, a short questionnaire.\nYour neighbour asks: “Will this answer your question?”",
        ),
    ),
    "observation-sheet": (
        45,
        "6, 7",
        (
            "Сабақты зерттеуде мұғалімге емес, оқушыға қарап үйретеді: көргеніңіз пікірден бөлек тұрады.",
            "В исследовании урока учит смотреть на ученика, а не на учителя: увиденное отделено от мнения.",
            "In lesson study it teaches us to watch the pupil, not the teacher: what was seen stands apart from opinion.",
        ),
        ("Бір сабақта екі-үш бақылаушы", "Два-три наблюдателя на уроке", "Two or three observers in a lesson"),
        (
            "Үш бағанды парақ: уақыты, оқушы (A, B, C), не істеді, не айтты.",
            "Лист с тремя столбцами: время, ученик (A, B, C), что делал и говорил.",
            "A sheet with three columns: time, pupil (A, B, C), what she did and said.",
        ),
        (
            "Сабаққа дейін үш оқушыны таңдап, A, B, C деп белгілеңіз; атын жазбайсыз.\nӘр бақылаушы бір оқушыға қарайды және оған көмектеспейді.\nКөргеніңіз бен естігеніңізді сол сөзбен жазыңыз: «дәптерін жапты», «көршісінен сұрады».\n«Жалықты», «түсінбеді» деген қорытындыны талқылауға қалдырыңыз.\nСабақтан соң мұғалім бірінші сөйлейді, сосын бақылаушылар жазбасын оқиды.",
            "До урока выберите трёх учеников и обозначьте их A, B, C; имён не пишут.\nКаждый наблюдатель смотрит на одного ученика и не помогает ему.\nЗаписывайте увиденное и услышанное теми же словами: «закрыл тетрадь», «спросил соседа».\nВыводы вроде «заскучал», «не понял» оставьте для обсуждения.\nПосле урока первым говорит учитель, затем наблюдатели читают свои записи.",
            "Before the lesson choose three pupils and call them A, B and C; no names are written.\nEach observer watches one pupil and does not help her.\nWrite what you see and hear in those very words: “closed her notebook”, “asked her neighbour”.\nLeave conclusions such as “was bored” or “did not understand” for the discussion.\nAfter the lesson the teacher speaks first, then the observers read from their notes.",
        ),
    ),
    "gallery-walk": (
        25,
        "4, 5, 9",
        (
            "Бәрінің жұмысы көрінеді, үндемейтін адамның да пікірі жазылады.",
            "Видна работа каждого, и высказаться может даже тот, кто обычно молчит.",
            "Everyone’s work is seen, and even those who seldom speak can say something.",
        ),
        (
            "Бүкіл топ, желілік кездесуде де",
            "Вся группа, годится и для сетевой встречи",
            "The whole group; good for a network event too",
        ),
        (
            "Қабырғаға ілінген парақтар, екі түсті стикер.",
            "Листы на стене, стикеры двух цветов.",
            "Sheets on the wall, sticky notes of two colours.",
        ),
        (
            "Әркім парағын қабырғаға іледі.\nБарлығы үнсіз аралап, оқып шығады.\nӘр парақта бір түсті стикерге сұрақ, екіншісіне ұнаған жерін жазып қалдырасыз.\nАвтор өз парағына оралып, стикерлерді оқиды.\nШеңберде әр автор бір сөйлем айтады: қай сұрақты өзіммен алып кетемін?",
            "Каждый вешает свой лист на стену.\nВсе молча обходят и читают.\nНа стикере одного цвета оставляете вопрос, на другом – что понравилось.\nАвтор возвращается к своему листу и читает стикеры.\nВ кругу каждый автор говорит одно предложение: какой вопрос уношу с собой.",
            "Everyone hangs her sheet on the wall.\nAll walk round and read in silence.\nOn a note of one colour leave a question, on the other what you liked.\nThe author goes back to her sheet and reads the notes.\nIn the circle each author says in one sentence which question she takes with her.",
        ),
    ),
    "story-mountain": (
        40,
        "9",
        (
            "Қысқа баянға кіріспей тұрып, оқиғаның өзегін табасыз.",
            "До того как писать краткую историю, находите её стержень.",
            "Finds the line of your vignette before you begin to write it.",
        ),
        ("Жеке, сосын жұппен", "Самостоятельно, затем в парах", "Alone, then in pairs"),
        ("Қағаз, қалам.", "Бумага и ручка.", "Paper and a pen."),
        (
            "Тау сызып, төрт нүкте қойыңыз: басы, бұрылысы, шыңы, қайтуы.\nӘр нүктеге үш сөз ғана жазыңыз.\nСол он екі сөзге қарап, оқиғаны көршіңізге екі минутта айтыңыз.\nКөршіңіз айтады: қай жерде көзіне елестеді, қай жерде жоғалтып алды?\nЕнді жазыңыз: 800 сөзден аспайтын, өз дауысыңызбен.",
            "Нарисуйте гору и поставьте четыре точки: начало, поворот, вершина, спуск.\nУ каждой точки напишите только три слова.\nГлядя на эти двенадцать слов, расскажите историю соседу за две минуты.\nСосед говорит, где он всё увидел, а где потерял нить.\nТеперь пишите: не больше 800 слов и своим голосом.",
            "Draw a mountain and mark four points: beginning, turn, summit, way down.\nWrite only three words at each point.\nLooking at these twelve words, tell the story to your neighbour in two minutes.\nShe says where she could see it, and where she lost the thread.\nNow write: at most 800 words, in your own voice.",
        ),
    ),
    "two-stars": (
        15,
        "5, 8, 9",
        (
            "Пікір айтып, пікір қабылдап үйретеді: алдымен жақсысы, сосын ұсыныс.",
            "Учит давать и принимать отзыв: сначала хорошее, потом пожелание.",
            "Teaches us to give and to take comments: first what is good, then a wish.",
        ),
        ("Жұппен", "В парах", "In pairs"),
        (
            "Автордың мәтіні не постері, стикер.",
            "Текст или постер автора, стикеры.",
            "The author’s text or poster, sticky notes.",
        ),
        (
            "Әріптестің жұмысын соңына дейін үнсіз оқыңыз.\nЕкі жұлдыз жазыңыз: нақты қай жері, несімен ұнады?\nБір тілек жазыңыз; ол «мүмкін…» деп басталады.\nАвторға дауыстап оқып беріңіз; автор ақталмайды, рақмет айтады.\nАвтор шешеді: тілектің қайсысын қабылдаймын?",
            "Прочитайте работу коллеги молча до конца.\nНапишите две звезды: какое именно место и чем понравилось?\nНапишите одно пожелание; оно начинается со слов «может быть…».\nПрочитайте автору вслух; автор не оправдывается, а благодарит.\nАвтор решает, что из этого примет.",
            "Read your colleague’s work in silence to the end.\nWrite two stars: which place exactly, and what you liked about it.\nWrite one wish; it begins with “perhaps…”.\nRead them aloud to the author; she does not defend herself, she says thank you.\nThe author decides what to take up.",
        ),
    ),
    "letter-to-myself": (
        15,
        "1, 10",
        (
            "Жыл соңында қанша жол жүргеніңізді өзіңіз көресіз.",
            "В конце года вы сами увидите, какой путь прошли.",
            "At the end of the year you see for yourself how far you have come.",
        ),
        ("Жеке", "Самостоятельно", "Alone"),
        ("Қағаз, конверт.", "Бумага и конверт.", "Paper and an envelope."),
        (
            "Бірінші сессияда өзіңізге хат жазыңыз: неден қорқамын, неден үміттенемін, жыл соңында нені көргім келеді?\nХатты ешкім оқымайды.\nКонвертке салып, атыңызды жазыңыз; фасилитатор сақтайды.\nСоңғы сессияда ашып, үнсіз оқыңыз.\nҚаласаңыз, бір сөйлемін дауыстап айтыңыз.",
            "На первой сессии напишите себе: чего боюсь, на что надеюсь, что хочу увидеть в конце года?\nПисьмо никто не читает.\nЗапечатайте конверт и подпишите; хранит его фасилитатор.\nНа последней сессии откройте и прочитайте молча.\nЕсли хочется, произнесите вслух одно предложение.",
            "In the first session write to yourself: what do I fear, what do I hope for, what would I like to see at the end of the year?\nNobody reads the letter.\nSeal the envelope and write your name on it; the facilitator keeps it.\nIn the last session open it and read it in silence.\nIf you like, say one sentence of it aloud.",
        ),
    ),
}
