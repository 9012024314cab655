"""The list of erased people outside the database: a restored backup does not know whom it must forget again.

One line of JSON a person: {"id": "…", "keep_story": false, "erased_at": "…"}. The id says nothing to anybody else.
"""

import json
import os

from django.conf import settings


def read():
    """{id: row} of the file; empty while nobody was erased."""
    try:
        lines = settings.ERASED_LIST.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    rows = (json.loads(line) for line in lines if line.strip())
    return {row["id"]: row for row in rows}


def write_missing():
    """Adds whom the database knows as erased and the file does not. Called after the commit, and by erase_people."""
    from .models import ErasedPerson

    known = read()
    missing = [one for one in ErasedPerson.objects.order_by("erased_at") if one.pk not in known]
    if not missing:
        return
    settings.ERASED_LIST.parent.mkdir(parents=True, exist_ok=True)
    with settings.ERASED_LIST.open("a", encoding="utf-8") as file:
        for one in missing:
            row = {"id": one.pk, "keep_story": one.keep_story, "erased_at": one.erased_at.isoformat()}
            file.write(json.dumps(row) + "\n")
        file.flush()
        os.fsync(file.fileno())
