"""The rubric with which the first cohort begins: six criteria, four levels each, in three languages.

Chief reviewers change it in pages; what is written here is only ever copied from.
"""

from programme.models import StagePart

LEVEL_NAMES = (
    {"name_kk": "Әлі көрінбейді", "name_ru": "Пока не видно", "name_en": "Not visible yet"},
    {"name_kk": "Басталған", "name_ru": "Начато", "name_en": "Begun"},
    {"name_kk": "Сенімді", "name_ru": "Убедительно", "name_en": "Convincing", "is_enough": True},
    {"name_kk": "Үлгі боларлық", "name_ru": "Образцово", "name_en": "Exemplary", "is_enough": True},
)

CRITERIA = (
    {
        "part": StagePart.CONCERN,
        "name_kk": "Өзекті мәселе",
        "name_ru": "Актуальная проблема",
        "name_en": "The concern",
        "hint_kk": "Мәселе мұғалімнің өз тәжірибесінен шыққан ба, неге маңызды екені түсінікті ме?",
        "hint_ru": "Выросла ли проблема из собственной практики и понятно ли, почему она важна?",
        "hint_en": "Does it come from the teacher's own practice, and is it clear why it matters?",
        "levels": (
            (
                "Мәселе жалпы айтылған: кез келген мектепке қатысты болуы мүмкін.",
                "Проблема названа в общем виде: она могла бы относиться к любой школе.",
                "The concern is put in general words: it could be about any school.",
            ),
            (
                "Мәселе өз сыныбынан алынған, бірақ неге маңызды екені әлі ашылмаған.",
                "Проблема взята из своего класса, но почему она важна, пока не раскрыто.",
                "It comes from the teacher’s own class, but why it matters is not yet told.",
            ),
            (
                "Қай сынып, қай оқушылар туралы екені түсінікті, неге маңызды екені мысалмен көрсетілген.",
                "Понятно, о каком классе и о каких учениках речь; почему это важно, показано на примере.",
                "It is clear which class and which pupils it is about, and an example shows why it matters.",
            ),
            (
                "Мәселе бақылауға және оқушылардың өз сөзіне сүйенеді, мұғалім өз ісіне де сын көзбен қараған.",
                "Проблема опирается на наблюдения и слова учеников; свою работу автор тоже оценивает критически.",
                "It rests on observation and on pupils’ own words; she looks critically at her own work too.",
            ),
        ),
    },
    {
        "part": StagePart.CONSULTATIONS,
        "name_kk": "Әріптестермен кеңесу",
        "name_ru": "Обсуждение с коллегами",
        "name_en": "Consulting colleagues",
        "hint_kk": "Кіммен ақылдасты және естігенінен кейін нені өзгертті?",
        "hint_ru": "С кем учитель советовался и что изменил после услышанного?",
        "hint_en": "Whom did she ask, and what did she change after listening?",
        "levels": (
            ("Кіммен кеңескені жазылмаған.", "Не записано, с кем советовались.", "Whom she asked is not written."),
            (
                "Кіммен кеңескені жазылған, бірақ олардың не айтқаны аз.",
                "Записано, с кем советовались, но о том, что они сказали, почти ничего.",
                "Whom she asked is written, but there is little of what they said.",
            ),
            (
                "Кемінде екі адамның пікірі бар, содан кейін нені басқаша ойлағаны айтылған.",
                "Есть мнения по меньшей мере двух человек и сказано, что после них увиделось иначе.",
                "At least two people are heard, and it is told what looked different after that.",
            ),
            (
                "Келіспегендердің де пікірі ескерілген, соған қарай жоспардың қай тұсы өзгергені анық.",
                "Услышаны и те, кто не согласился; ясно, что в плане из-за этого изменилось.",
                "Those who disagreed are heard too, and it is clear what in the plan changed because of them.",
            ),
        ),
    },
    {
        "part": StagePart.ACTIONS,
        "name_kk": "Іс-қимыл жоспары және өзгерісті бастап жүру",
        "name_ru": "План действий и руководство изменениями",
        "name_en": "Action plan and leading the change",
        "hint_kk": "Қадамдар орындауға келе ме, әріптестерін ерте алды ма?",
        "hint_ru": "Выполнимы ли шаги и удалось ли повести за собой коллег?",
        "hint_en": "Can the steps be done, and did colleagues come along?",
        "levels": (
            (
                "Қадамдар жалпы тілек күйінде: кім, қашан істейтіні жазылмаған.",
                "Шаги остались общими пожеланиями: кто и когда их делает, не сказано.",
                "The steps are general wishes: who does them, and when, is not said.",
            ),
            (
                "Қадамдар нақты, бірақ көбін мұғалім жалғыз істеген.",
                "Шаги конкретны, но почти всё сделано в одиночку.",
                "The steps are concrete, but she did most of them alone.",
            ),
            (
                "Қадамдар орындалған немесе неге өзгергені айтылған, әріптестері іске қосылған.",
                "Шаги выполнены, или сказано, почему они изменились; коллеги включились в работу.",
                "The steps were taken, or it is told why they changed; colleagues took part.",
            ),
            (
                "Жұмыстың бір бөлігін әріптестері өздері жүргізіп отыр, іс мектепте жалғасып жатыр.",
                "Часть работы коллеги ведут уже сами, и дело в школе продолжается.",
                "Colleagues now lead a part of it themselves, and the work goes on in the school.",
            ),
        ),
    },
    {
        "part": StagePart.EVIDENCE,
        "name_kk": "Дәлелдер және зерттеу",
        "name_ru": "Свидетельства и исследование",
        "name_en": "Evidence and inquiry",
        "hint_kk": "Дәлел қалай жиналды, одан не білді, қорытындысы соған сүйене ме?",
        "hint_ru": "Как собраны свидетельства, что из них узнали и опираются ли на них выводы?",
        "hint_en": "How was it gathered, what was learnt, and do the conclusions rest on it?",
        "levels": (
            (
                "Дәлел жоқ немесе оның мәселеге қатысы көрінбейді.",
                "Свидетельств нет, или не видно, как они связаны с проблемой.",
                "There is no evidence, or it does not show what it has to do with the concern.",
            ),
            (
                "Дәлел бар, бірақ қашан, қалай жиналғаны түсініксіз.",
                "Свидетельства есть, но непонятно, когда и как они собраны.",
                "There is evidence, but when and how it was gathered is not clear.",
            ),
            (
                "Дәлел бірнеше жолмен жиналған, әрқайсысынан не білгені жазылған, қорытынды соған сүйенеді.",
                "Свидетельства собраны разными способами, о каждом сказано, что оно дало; выводы опираются на них.",
                "Evidence is gathered in more than one way, what each taught is written, and conclusions rest on it.",
            ),
            (
                "Күткенге қайшы келген дәлел де көрсетілген, қорытындының нені дәлелдемейтіні ашық айтылған.",
                "Показано и то, что противоречит ожиданиям; открыто сказано, чего выводы не доказывают.",
                "What went against expectation is shown too, and it is said openly what the conclusions do not prove.",
            ),
        ),
    },
    {
        "part": StagePart.CHANGES,
        "name_kk": "Не өзгерді",
        "name_ru": "Что изменилось",
        "name_en": "What changed",
        "hint_kk": "Оқушыда, әріптесте, мектепте және мұғалімнің өзінде не өзгергені анық айтылған ба?",
        "hint_ru": "Ясно ли сказано, что изменилось у учеников, коллег, в школе и в самом учителе?",
        "hint_en": "Is it plain what changed for pupils, colleagues, the school and the teacher herself?",
        "levels": (
            (
                "«Жақсарды» дегеннен басқа нақты өзгеріс айтылмаған.",
                "Кроме «стало лучше», изменения не названы.",
                "Apart from “it got better”, no change is named.",
            ),
            (
                "Өзгеріс аталған, бірақ кімде және қаншалықты екені көрінбейді.",
                "Изменения названы, но не видно, у кого и насколько.",
                "Changes are named, but not in whom or how far.",
            ),
            (
                "Оқушылардағы өзгеріс мысалмен көрсетілген, әріптестер, мектеп немесе өзі туралы да айтылған.",
                "Изменения у учеников показаны на примерах; сказано и о коллегах, о школе или о себе.",
                "Change in pupils is shown by examples; colleagues, school or the teacher herself are spoken of too.",
            ),
            (
                "Өзгеріс болмаған оқушылар да жасырылмаған, енді не істеу керегі анық.",
                "Не скрыто, у кого ничего не изменилось, и ясно, что делать дальше.",
                "Those for whom nothing changed are not hidden, and it is clear what comes next.",
            ),
        ),
    },
    {
        "part": StagePart.VIGNETTE,
        "name_kk": "Тәжірибемен бөлісу",
        "name_ru": "Рассказ другим",
        "name_en": "Telling others",
        "hint_kk": "Қысқа баянды басқа ауылдың мұғалімі оқып, өз мектебінде қолдана ала ма?",
        "hint_ru": "Сможет ли учитель другого села прочесть историю и применить её у себя?",
        "hint_en": "Could a teacher of another village read the vignette and use it at her school?",
        "levels": (
            (
                "Қысқа баян жоқ немесе одан не болғанын түсіну қиын.",
                "Краткой истории нет, или по ней трудно понять, что произошло.",
                "There is no vignette, or it is hard to tell from it what happened.",
            ),
            (
                "Не істелгені айтылған, бірақ оқыған адам соны өз мектебінде қайталай алмайды.",
                "Рассказано, что сделано, но повторить это у себя по рассказу не получится.",
                "It tells what was done, but not enough for anybody to do it at her own school.",
            ),
            (
                "Басқа мектептің мұғалімі оқып шығып, алғашқы қадамын жасай алады.",
                "Учитель другой школы прочтёт и сможет сделать первый шаг.",
                "A teacher of another school can read it and take the first step.",
            ),
            (
                "Қиындықтар мен қателер де жасырылмаған, оқыған адамның өзі де бастап көргісі келеді.",
                "Трудности и ошибки не скрыты; прочитав, хочется попробовать у себя.",
                "Difficulties and mistakes are not hidden; whoever reads it wants to try.",
            ),
        ),
    },
)
