"""Which district, settlement or school a text of a roster means. Tables are read once and asked many times."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

from languages.alphabet import fold, mend_script
from schools.models import District, Region, School, Settlement

QUOTES = re.compile("[\"'«»“”„‟‘’‚‹›`´<>]+")


folded = lru_cache(maxsize=50_000)(fold)  # the same names and words come again and again


def _folded(words):
    return frozenset(filter(None, (fold(word) for word in words.split())))


PLACE_WORDS = _folded(
    "облысы облыс область обл ауданы аудан ауд район района р-н рн қаласы қала қ город г ә а әкімдігі әкімшілігі "
    "акимат атындағы имени им region oblast oblysy province district rayon raion city town of ауылы ауыл село с "
    "кенті посёлок п "
) | {"k a", "g a", "r n"}

# Words that schools share; what is left over names the school.
PLAIN = _folded(
    "жалпы білім білімнің беретін беру орта мектеп мектебі мектебінің мектептің негізгі жбб жббм жбом жом ом ном "
    "омм оом кмм мкм мкқк кмқк ммм мм кгу кгкп ксу гу коммуналдық мемлекеттік мекемесі мекеме кәсіпорны қазыналық "
    "ұйымы шығармашылық көп салалы көпсалалы школа школы средняя основная общеобразовательная общеобразовательной "
    "сш осш сош оош ош коммунальное государственное учреждение предприятие казенное казённое имени им атындағы "
    "атындагы атын ат ауылындағы ауылының ауылдық ауылы ауыл ауданы ауданының аудандық округі село села школасы "
    "school secondary general high state named after the of village no n бөлімінің бөлімі басқармасының облысы "
    "облысының мдшо мектепке дейінгі шағын орталығымен орталығы орталық "
)
KINDS = {  # folded word -> kind; a school of another kind is another school
    "gymnasium": _folded("гимназия гимназиясы гимназиясының мг шг gymnasium"),
    "lyceum": _folded("лицей лицейі лицейінің мл шл lyceum"),
    "primary": _folded("бастауыш бм начальная нш нош primary"),
    "evening": _folded("кешкі вечерняя evening ауысымды"),
    "boarding": _folded("интернат интернаты интернатының boarding"),
    "special": _folded("арнайы арнаулы түзету коррекционная специальная special"),
    "private": _folded("жекеменшік жеке меншік частная private"),
    "nursery": _folded("бөбекжай балабақша кешені комплекс комплексі сад"),
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
NEAR_KINDS = {"gymnasium", "lyceum"}  # schools become these: asked about, not taken for another at once
ADJECTIVE = re.compile(r"(?:skaia|skii|skoe|skoi|skogo)$")


@dataclass(frozen=True)
class SchoolName:
    """What of a name tells schools apart."""

    words: frozenset
    number: str
    kinds: frozenset

    @property
    def says_something(self):
        return bool(self.words or self.number)


@lru_cache(maxsize=20_000)
def read_school_name(text):
    """SchoolName of `№5 ЖББМ КММ`, `«Абай атындағы» ОМ`, `Акшымырауская средняя школа` …"""
    plain = QUOTES.sub(" ", mend_script(text)).replace("№", " ").replace("#", " ")
    plain = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", plain)
    tokens = fold(plain.replace("_", " ")).split()
    numbers = [token.lstrip("0") or "0" for token in tokens if token.isdigit()]
    words, kinds = set(), set()
    for token in tokens:
        if token.isdigit() or len(token) == 1 or token in PLAIN:
            continue
        if token in KIND_OF:
            kinds.add(KIND_OF[token])
        else:
            words.add(ADJECTIVE.sub("", token))
    return SchoolName(frozenset(words), numbers[0] if numbers else "", frozenset(kinds))


def same_words(some, others):
    """Equal but for case endings: абай and абая, оңдасынов and оңдасынова."""
    return len(some) == len(others) and all(any(_same_word(a, b) for b in others) for a in some)


def within(some, others):
    """The words of a shorter way of saying it all occur in the longer one."""
    return bool(some) and all(any(_same_word(a, b) for b in others) for a in some)


def _same_word(one, other):
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 2 and long.startswith(short)


def place_key(text):
    """`Каракиянский район`, `Қарақия ауд.` -> what names the place."""
    tokens = folded(QUOTES.sub(" ", text).replace("р-н", " ").replace("Р-н", " ")).split()
    return " ".join(token for token in tokens if token not in PLACE_WORDS)


class Places:
    """Regions, districts and settlements by any of their names."""

    def __init__(self):
        self.regions = {region.pk: region for region in Region.objects.all()}
        self.districts = {district.pk: district for district in District.objects.select_related("region")}
        self._regions, self._districts = defaultdict(set), defaultdict(set)
        for table, places in ((self._regions, self.regions), (self._districts, self.districts)):
            for place in places.values():
                for name in (place.name_kk, place.name_ru, place.name_en):
                    table[place_key(name)].add(place.pk)
        self._found = {}

    @cached_property
    def _settlements(self):
        """district -> key -> [(kato, name)]"""
        table = defaultdict(lambda: defaultdict(list))
        for kato, district, *names in Settlement.objects.values_list("kato", "district_id", "name_kk", "name_ru"):
            for key in {place_key(name) for name in names}:
                table[district][key].append((kato, names[0] or names[1]))
        return table

    def district(self, text, region_text="", kato=""):
        """(District or None, problem or None)."""
        key = (text, region_text, kato)
        if key not in self._found:
            self._found[key] = self._find_district(*key)
        return self._found[key]

    def _find_district(self, text, region_text, kato):
        code = re.sub(r"\D", "", kato)
        if code:
            return self._by_code(code, kato)
        region, problem = self._region(region_text)
        if problem:
            return None, problem
        if not text:
            return None, ["no_district", {}]
        everywhere = [self.districts[pk] for pk in self._districts.get(place_key(text), ())]
        here = [district for district in everywhere if not region or district.region_id == region.pk]
        if len(here) == 1:
            return here[0], None
        if len(here) > 1:
            return self._narrowed(text, here)
        if region and everywhere:
            names = ", ".join(sorted({str(district.region.name_kk) for district in everywhere}))
            return None, ["district_elsewhere", {"text": text, "region": region.name_kk, "elsewhere": names}]
        if region:
            return None, ["no_district_in_region", {"text": text, "region": region.name_kk}]
        return None, ["unknown_district", {"text": text}]

    def namesakes(self, text):
        """The districts that a name with "which_district" may mean: a school in one of them decides."""
        return [self.districts[pk] for pk in self._districts.get(place_key(text), ())]

    def _narrowed(self, text, districts):
        """`Ақсу қаласы` is not `Ақсу ауданы`: the word beside the name decides where it is written."""
        exact = [d for d in districts if folded(text) in (fold(d.name_kk), fold(d.name_ru), fold(d.name_en))]
        if len(exact) == 1:
            return exact[0], None
        names = "; ".join(sorted(f"{district.name_kk}, {district.region.name_kk}" for district in districts))
        return None, ["which_district", {"text": text, "candidates": names}]

    def _by_code(self, code, text):
        district = self.districts.get(code) or self.districts.get(f"{code[:4]}00000")
        return (district, None) if district else (None, ["unknown_kato", {"text": text}])

    def _region(self, text):
        if not text:
            return None, None
        found = self._regions.get(place_key(text), set())
        if len(found) > 1:  # Алматы is a region and a city
            city = re.search(r"қала|город|\bг\b|city", text, re.IGNORECASE)
            found = {pk for pk in found if ("қаласы" in self.regions[pk].name_kk) == bool(city)}
        return (
            (self.regions[next(iter(found))], None) if len(found) == 1 else (None, ["unknown_region", {"text": text}])
        )

    def settlement(self, text, district):
        """(kato, name) within the district, or None where there is none or more than one."""
        found = self._settlements[district.pk].get(place_key(text), [])
        return found[0] if len(found) == 1 else None


class Schools:
    """Schools by what people write for them."""

    def __init__(self):
        columns = ("pk", "name_kk", "name_ru", "name_en", "district_id", "district__region_id")
        self.names, self.district_of, self._by_district, self._by_region = {}, {}, defaultdict(list), defaultdict(list)
        self._forms, self._exact = {}, defaultdict(set)
        for pk, kk, ru, en, district, region in School.objects.values_list(*columns):
            names = [name for name in (kk, ru, en) if name]
            self.names[pk], self.district_of[pk] = names[0], district
            self._by_district[district].append(pk)
            self._by_region[region].append(pk)
            self._forms[pk] = [read_school_name(name) for name in names]
            for name in names:
                self._exact[folded(QUOTES.sub(" ", name))].add(pk)
        self._found = {}

    def find(self, text, districts=()):
        """(id or None, problem or None). Exact names first, then what tells schools apart, then shorter ways."""
        key = (text, frozenset(district.pk for district in districts))
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def is_plainly(self, text, school):
        """Whether the text is the school's own name, but for abbreviations and quotation marks."""
        return read_school_name(text) in self._forms[school]

    def _find(self, text, districts):
        if not text:
            return None, ["no_school", {}]
        candidates = [pk for one in districts for pk in self._by_district[one]] if districts else list(self.names)
        for found in self._ways(text, candidates):
            if len(found) == 1:
                return found[0], None
            if found:
                return None, ["which_school", {"text": text, "candidates": self._listed(found)}]
        return None, self._nearest(text, candidates)

    def _ways(self, text, candidates):
        yield [pk for pk in candidates if pk in self._exact.get(folded(QUOTES.sub(" ", text)), ())]
        name = read_school_name(text)
        if not name.says_something:
            return
        forms = [(pk, form) for pk in candidates for form in self._forms[pk]]
        numbered = [(pk, form) for pk, form in forms if form.number == name.number]
        yield _unique(pk for pk, form in numbered if form.kinds == name.kinds and same_words(form.words, name.words))
        yield _unique(pk for pk, form in numbered if same_words(form.words, name.words))
        loose = [(pk, form) for pk, form in forms if not (form.number and name.number and form.number != name.number)]
        if name.words:
            yield _unique(
                pk
                for pk, form in loose
                if form.words and (within(name.words, form.words) or within(form.words, name.words))
            )
        elif name.number:
            plain = [(pk, form) for pk, form in numbered if form.kinds == name.kinds]
            yield _unique(pk for pk, form in plain or numbered)

    def _listed(self, found):
        return "; ".join(f"«{self.names[pk]}»" for pk in found[:3])

    def _nearest(self, text, candidates):
        by_key = {" ".join(sorted(form.words)): pk for pk in candidates for form in self._forms[pk] if form.words}
        near = get_close_matches(" ".join(sorted(read_school_name(text).words)), by_key, n=1, cutoff=0.75)
        if near:
            return ["unknown_school_nearest", {"text": text, "nearest": f"«{self.names[by_key[near[0]]]}»"}]
        return ["unknown_school", {"text": text}]


def _unique(found):
    return list(dict.fromkeys(found))
