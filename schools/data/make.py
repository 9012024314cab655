"""Makes the files of this folder from their sources: `python schools/data/make.py SOURCES` (see README.md here).

Run by hand when a new edition of the classifier comes out; the portal itself never runs it.
"""

import csv
import gzip
import io
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
BIG_CITIES = ("710000000", "750000000", "790000000")  # their quarters stand where others have districts
ELSEWHERE = {"101010000": "Жаңасемей ауданы", "622010000": "Сәтбаев қаласы"}  # other codes in the geometry
BY_HAND = {  # districts younger than the geometry: points of their centres
    "Сауран ауданы": (43.50, 67.77),
    "Марқакөл ауданы": (48.03, 85.25),
    "Үлкен Нарын ауданы": (49.21, 84.52),
    "Сарайшық ауданы": (51.10, 71.50),
}
ENGLISH = {
    "Сәтбаев қаласы": "Satpaev",
    "Жаңасемей ауданы": "Zhanasemey",
    "Сауран ауданы": "Sauran",
    "Марқакөл ауданы": "Markakol",
    "Үлкен Нарын ауданы": "Ulken Naryn",
    "Сарайшық ауданы": "Saraishyq",
}
WORDS_KK = (
    (r"\s*\(?[Ққ]\.[Әә]\.?\)?$", ""),
    (r"\s+атын\.\s*ауданы$", " атындағы аудан"),
    (r"\s+(?:атын\.\s*[ас]|ат\.\s*ауыл|ат\.\s*а|атындағы а)\.?$", " атындағы ауыл"),
    (r"^а\.\s*(.+)$", r"\1 а."),
    (r"\s+а\.(?=\s+а\.$)", ""),
    (r"\s*(?<=\D)1?[ас]\.$", " ауылы"),
    (r"\s+[ас]$", " ауылы"),
    (r"^Алтай$", "Алтай қаласы"),
    (r"атындағы ауылы$", "атындағы ауыл"),
    (r"\s+к\.$", " кенті"),
    (r"\s+[қќ]\.$", " қаласы"),
)
WORDS_RU = (
    (r"^(.*\S)\s*Г\.А\.$", r"город \1"),
    (r"^с\.\s*им\.\s*", "село имени "),
    (r"^с\.\s*", "село "),
    (r"^п\.\s*", "посёлок "),
    (r"^г\.\s*(?:а\.\s*)?", "город "),
    (r"^Район\b", "район"),
    (r"\bим\.\s*", "имени "),
)


def clean(name, words):
    for pattern, replacement in words:
        name = re.sub(pattern, replacement, name)
    name = re.sub(r"\b(\w)\.(?=\w{2})", r"\1. ", name)
    return " ".join(name.replace('"', "").split())


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_csv(file, header, rows):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


# Geometry ----------------------------------------------------------------------------------------


def polygons_of_topology(topology):
    """code -> list of rings, from the arcs of a TopoJSON file."""
    (x0, y0), (dx, dy) = topology["transform"]["translate"], topology["transform"]["scale"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arcs.append([(x0 + (x := x + sx) * dx, y0 + (y := y + sy) * dy) for sx, sy in steps])
    (layer,) = topology["objects"].values()
    shapes = {}
    for shape in layer["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [
            [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
            for part in parts
            for ring in part[:1]
        ]
        shapes[shape["properties"]["kato"]] = (max(rings, key=lambda ring: abs(area(ring))), shape["properties"])
    return shapes


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def inside(point, ring):
    x, y = point
    crossings = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings = not crossings
    return crossings


def middle(ring):
    """The centroid as (latitude, longitude), or, where it falls outside, the middle of the widest chord near it."""
    size = area(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    if not inside((x, y), ring):
        cuts = sorted((x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairs if (y1 > y) != (y2 > y))
        left, right = max(zip(cuts[::2], cuts[1::2], strict=True), key=lambda cut: cut[1] - cut[0])
        x = (left + right) / 2
    return round(y, 4), round(x, 4)


# Tables ------------------------------------------------------------------------------------------


def regions(sources):
    shapes = json.loads((sources / "geo/regions.geojson").read_text(encoding="utf-8"))["features"]
    points = {}
    for shape in shapes:
        parts = shape["geometry"]["coordinates"]
        rings = [parts[0]] if shape["geometry"]["type"] == "Polygon" else [part[0] for part in parts]
        points[shape["properties"]["kato"]] = middle(max(rings, key=lambda ring: abs(area(ring))))
    return [
        (r["kato"], r["iso_3166_2"], r["name_kk"], r["name_ru"], r["name_en"], *points[r["kato"]])
        for r in rows_of(sources / "admin/regions.csv")
    ]


def districts(sources, kato):
    shapes = polygons_of_topology(json.loads((sources / "geo/districts.topojson").read_text(encoding="utf-8")))
    points = {code: middle(ring) for code, (ring, _) in shapes.items()}
    by_name = {name: points[code] for code, name in ELSEWHERE.items()} | BY_HAND
    known = rows_of(sources / "admin/districts.csv")
    quarters = [r for r in kato if r["level"] == "sub_district" and r["region"] in BIG_CITIES]
    for row in quarters:
        row["kind"], row["name_en"] = "district", shapes[row["kato"]][1]["name_en"] if row["kato"] in shapes else ""
    result = []
    for row in known + quarters:
        name = clean(row["name_kk"], WORDS_KK)
        english = row["name_en"].replace("'", "") or ENGLISH.get(name, "")
        if english and row["kind"] == "district":
            english += " District"
        point = points.get(row["kato"]) or by_name.get(name) or ("", "")
        result.append((row["kato"], row["region"], name, clean(row["name_ru"], WORDS_RU), english, *point))
    return sorted(result)


def settlements(kato, district_codes):
    parents = {r["kato"]: r["parent"] for r in kato}
    for row in kato:
        if row["level"] not in ("settlement", "sub_district") or row["kind"] not in (
            ("village", "urban_settlement", "city") if row["level"] == "settlement" else ("city",)
        ):
            continue
        district = row["parent"]
        while district not in district_codes:
            district = parents[district]
        rural = int(row["kind"] == "village")
        yield row["kato"], district, rural, clean(row["name_kk"], WORDS_KK), clean(row["name_ru"], WORDS_RU)


def names(sources):
    """Given names and surnames in any common spelling, for telling which word of a name is which."""
    counted = rows_of(sources / "names/first_names_counts.csv")
    listed = rows_of(sources / "names/given_names_kk.csv")
    given = {r["name"]: r["sex"][:1] for r in counted}
    for row in listed:
        for name in [row["name_kk"], *filter(None, row["other_spellings"].split("|"))]:
            given.setdefault(name, row["sex"][:1])
    surnames = {r["surname_m"] for r in rows_of(sources / "names/surnames_counts.csv")}
    return sorted(given.items()), sorted(surnames)


def main(sources):
    kato = rows_of(sources / "admin/kato.csv")
    place = ("name_kk", "name_ru", "name_en", "latitude", "longitude")
    district_rows = districts(sources, kato)
    with (HERE / "regions.csv").open("w", encoding="utf-8") as file:
        write_csv(file, ("kato", "iso", *place), regions(sources))
    with (HERE / "districts.csv").open("w", encoding="utf-8") as file:
        write_csv(file, ("kato", "region", *place), district_rows)
    text = io.StringIO()
    rows = settlements(kato, {row[0] for row in district_rows})
    write_csv(text, ("kato", "district", "is_rural", "name_kk", "name_ru"), rows)
    (HERE / "settlements.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    given, surnames = names(sources)
    with (HERE / "names.csv").open("w", encoding="utf-8") as file:
        people = [("given", *row) for row in given] + [("surname", name, "") for name in surnames]
        write_csv(file, ("kind", "name", "sex"), people)
    shapes = json.loads((sources / "geo/regions.geojson").read_text(encoding="utf-8"))
    kept = {
        shape["properties"]["iso"]: shape["geometry"]["coordinates"]
        if shape["geometry"]["type"] == "MultiPolygon"
        else [shape["geometry"]["coordinates"]]
        for shape in shapes["features"]
    }
    (HERE / "regions.json").write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
