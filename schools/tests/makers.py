"""Spreadsheets as coordinators send them, written by code."""

import csv
import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from schools import places
from schools.models import RosterImport, RosterKind, School, Settlement
from schools.rosters import columns, preview, reading
from tests.makers import make_person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WOMEN = ("Айгүл", "Әлия", "Гүлнәр", "Қарлығаш", "Жанар", "Ұлжан", "Нұргүл", "Сәуле", "Бибігүл", "Меруерт")
MEN = ("Ерлан", "Нұрлан", "Қайрат", "Әділбек", "Бауыржан", "Дәурен")
SURNAMES = (
    "Сейітов",
    "Нұрғалиев",
    "Өтеген",
    "Қалиев",
    "Жұмабаев",
    "Есенов",
    "Ахметов",
    "Төлеген",
    "Оразов",
    "Байжанов",
)
FATHERS = ("Сейіт", "Марат", "Қуаныш", "Ербол", "Асқар", "Жеңіс", "Бақыт", "Серік")
SUBJECTS = ("Қазақ тілі", "Ағылшын тілі", "Математика", "Физика", "Бастауыш сынып", "Биология", "Тарих")
DISTRICTS = ("473600000", "474200000", "234800000", "195800000")  # Бейнеу, Қарақия, Қызылқоға, Райымбек


def as_workbook(rows, merged=(), sheets=()):
    """Bytes of an XLSX. merged: ranges like "A1:F1"; sheets: (title, rows) of further sheets."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Тізім"
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for title, others in sheets:
        other = book.create_sheet(title)
        for row in others:
            other.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_upload(data, name="roster.xlsx"):
    return SimpleUploadedFile(name, data, content_type=XLSX if name.endswith("xlsx") else "text/csv")


def make_village_schools(number=10):
    """Schools in real villages of the pilot's districts; loads the classifier unless it is there."""
    if not Settlement.objects.exists():
        places.load()
    schools = []
    for district in DISTRICTS:
        for village in Settlement.objects.filter(district=district, is_rural=True).order_by("kato")[: -(-number // 4)]:
            name = village.name_kk.removesuffix(" ауылы")
            schools.append(School(name_kk=f"{name} орта мектебі", district_id=district, settlement=village))
    for school in schools[:number]:
        school.save()
    return schools[:number]


def invented_person(chance):
    """(surname, given name, patronymic)"""
    father = chance.choice(FATHERS)
    surname = chance.choice(SURNAMES)
    if chance.random() < 0.75:
        feminine = surname + "а" if surname.endswith(("ов", "ев")) else surname
        return feminine, chance.choice(WOMEN), f"{father}қызы"
    return surname, chance.choice(MEN), f"{father}ұлы"


def roster_rows(schools, number=100, seed=1):
    """[№, full name, school, district, post, subject, phone, e-mail] of invented people; no person twice."""
    chance = random.Random(seed)
    seen, rows = set(), []
    while len(rows) < number:
        name = invented_person(chance)
        school = schools[len(rows) % len(schools)]
        if name in seen:
            continue
        seen.add(name)
        phone = f"8 70{chance.randint(0, 8)} {chance.randint(100, 999)} {10 + len(rows) // 100:02} {len(rows) % 100:02}"
        post, subject = "мұғалім", chance.choice(SUBJECTS)
        rows.append([len(rows) + 1, " ".join(name), school.name_kk, school.district.name_kk, post, subject, phone, ""])
    return rows


HEADINGS = ["№", "Аты-жөні", "Мектеп", "Аудан", "Лауазымы", "Пәні", "Ұялы телефон", "Пошта"]


def write_people_roster(path, schools, number=100):
    """A workbook of people at these schools, with a merged title and a total, for the journeys in a browser."""
    path.write_bytes(people_workbook(schools, number))
    return path


def people_workbook(schools, number=100):
    title = ["Бағдарламаға қатысатын мұғалімдер тізімі"]
    rows = roster_rows(schools, number)
    return as_workbook([title, [], HEADINGS, *rows, [], ["Барлығы:", number]], merged=["A1:H1"])


def make_roster(school, **options):
    """A roster with its preview: one new person of this school, and a row with an error."""
    rows = [HEADINGS, [1, "Оразова Әлия", school.name_kk, "", "", "", "", ""], [2, "Айгүл", school.name_kk]]
    return bring(as_csv(rows), name="roster.csv", **options)


def bring(data, kind=RosterKind.PEOPLE, by=None, name="roster.xlsx", **settings):
    """A roster read as guessed, up to its preview."""
    table = reading.read(as_upload(data, name))
    guessed = columns.guess(table.rows, kind)
    roster = RosterImport.objects.create(
        kind=kind,
        file_name=name,
        header_row=guessed.header_row,
        columns=guessed.columns,
        uploaded_by=by or make_person(groups=["coordinators"]),
        **settings,
    )
    roster.rows.bulk_create([roster.rows.model(roster=roster, number=n, cells=cells) for n, cells in table.rows])
    roster.start_reading()
    preview.read_on(roster)
    roster.finish_reading()
    return roster
