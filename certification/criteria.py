"""The criteria that a cohort begins with; chief reviewers make the next versions."""

from django.utils import timezone

from programme.models import StagePart

from .models import Criterion, Level, Rubric, RubricStatus

DEFAULT = (
    {
        "part": StagePart.CONCERN,
        "name_kk": "Өзекті мәселе",
        "name_ru": "Актуальная проблема",
        "name_en": "The concern",
        "hint_kk": "Мәселе мұғалімнің өз тәжірибесінен шыққан ба, неге маңызды екені түсінікті ме?",
        "hint_ru": "Выросла ли проблема из собственной практики и понятно ли, почему она важна?",
        "hint_en": "Does it come from the teacher's own practice, and is it clear why it matters?",
    },
    {
        "part": StagePart.CONSULTATIONS,
        "name_kk": "Әріптестермен кеңесу",
        "name_ru": "Обсуждение с коллегами",
        "name_en": "Consulting colleagues",
        "hint_kk": "Кіммен ақылдасты және естігенінен кейін нені өзгертті?",
        "hint_ru": "С кем учитель советовался и что изменил после услышанного?",
        "hint_en": "Whom did she ask, and what did she change after listening?",
    },
    {
        "part": StagePart.ACTIONS,
        "name_kk": "Іс-қимыл жоспары және өзгерісті бастап жүру",
        "name_ru": "План действий и руководство изменениями",
        "name_en": "Action plan and leading the change",
        "hint_kk": "Қадамдар орындауға келе ме, әріптестерін ерте алды ма?",
        "hint_ru": "Выполнимы ли шаги и удалось ли повести за собой коллег?",
        "hint_en": "Can the steps be done, and did colleagues come along?",
    },
    {
        "part": StagePart.EVIDENCE,
        "name_kk": "Дәлелдер және зерттеу",
        "name_ru": "Свидетельства и исследование",
        "name_en": "Evidence and inquiry",
        "hint_kk": "Дәлел қалай жиналды, одан не білді, қорытындысы соған сүйене ме?",
        "hint_ru": "Как собраны свидетельства, что из них узнали и опираются ли на них выводы?",
        "hint_en": "How was it gathered, what was learnt, and do the conclusions rest on it?",
    },
    {
        "part": StagePart.CHANGES,
        "name_kk": "Не өзгерді",
        "name_ru": "Что изменилось",
        "name_en": "What changed",
        "hint_kk": "Оқушыда, әріптесте, мектепте және мұғалімнің өзінде не өзгергені анық айтылған ба?",
        "hint_ru": "Ясно ли сказано, что изменилось у учеников, коллег, в школе и в самом учителе?",
        "hint_en": "Is it plain what changed for pupils, colleagues, the school and the teacher herself?",
    },
    {
        "part": StagePart.VIGNETTE,
        "name_kk": "Тәжірибемен бөлісу",
        "name_ru": "Рассказ другим",
        "name_en": "Telling others",
        "hint_kk": "Қысқа баянды басқа ауылдың мұғалімі оқып, өз мектебінде қолдана ала ма?",
        "hint_ru": "Сможет ли учитель другого села прочесть историю и применить её у себя?",
        "hint_en": "Could a teacher of another village read the vignette and use it at her school?",
    },
)


LEVELS = (
    {"name_kk": "Әлі көрінбейді", "name_ru": "Пока не видно", "name_en": "Not visible yet"},
    {"name_kk": "Басталған", "name_ru": "Начато", "name_en": "Begun"},
    {"name_kk": "Сенімді", "name_ru": "Убедительно", "name_en": "Convincing", "is_enough": True},
    {"name_kk": "Үлгі боларлық", "name_ru": "Образцово", "name_en": "Exemplary", "is_enough": True},
)


def make_rubric(cohort):
    """The rubric in use; where a cohort has none, the default one, in use at once."""
    found = cohort.rubrics.in_use().first()
    if found is None:
        found = Rubric.objects.create(cohort=cohort, number=1, status=RubricStatus.IN_USE, in_use_since=timezone.now())
        for number, texts in enumerate(DEFAULT, start=1):
            criterion = Criterion.objects.create(rubric=found, number=number, **texts)
            Level.objects.bulk_create(Level(criterion=criterion, number=n, **level) for n, level in enumerate(LEVELS))
    return found


def make_criteria(cohort):
    """The criteria of the rubric in use, in order."""
    return list(make_rubric(cohort).criteria.order_by("number"))
