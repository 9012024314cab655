"""How a story is cited: in words, for BibTeX, for programs that read CSL. The author is named as she chose."""

import json
import re

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from languages.alphabet import fold

from .models import NameForm

SPECIAL = re.compile(r"[\\{}&%$#_^~]")
IN_BIBTEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def address(project):
    """In the story's own language: the same for whoever cites it."""
    with override(project.language):
        return settings.SITE_URL + reverse("projects:story", args=[project.pk])


def author(project):
    """(surname, given name), or one name that is not to be turned round: as she shows it, else her school."""
    if project.name_form == NameForm.FULL:
        return project.lead.surname, project.lead.given_name
    return (project.public_author or str(project.school.name),)


def key(project):
    """`nurgali2026okilim`: Latin letters and the year, for programs that take nothing else."""
    words = (author(project)[0], str(published(project).year), (project.title.split() or [""])[0])
    return re.sub(r"[^a-z0-9]", "", "".join(fold(word) for word in words)) or project.pk


def published(project):
    return localtime(project.published_at).date() if project.published_at else localtime().date()


def plain(project):
    portal = portal_name(project)
    name = " ".join(author(project)).rstrip(".")
    return f"{name}. {project.title.rstrip('.')} // {portal}. – {published(project).year}. – URL: {address(project)}"


def bibtex(project):
    day = published(project)
    names = author(project)
    fields = {
        "author": f"{{{', '.join(map(escaped, names)) if len(names) > 1 else '{' + escaped(names[0]) + '}'}}}",
        "title": f"{{{{{escaped(project.title)}}}}}",
        "year": f"{{{day.year}}}",
        "month": f"{{{day.month}}}",
        "howpublished": f"{{{escaped(portal_name(project))}}}",
        "url": f"{{{address(project)}}}",
        "language": f"{{{project.language}}}",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{key(project)},\n{lines}\n}}\n"


def escaped(text):
    return SPECIAL.sub(lambda sign: IN_BIBTEX.get(sign[0], "\\" + sign[0]), " ".join(text.split()))


def csl(project):
    day, names = published(project), author(project)
    item = {
        "id": key(project),
        "type": "webpage",
        "title": project.title,
        "author": [{"family": names[0], "given": names[1]} if len(names) > 1 else {"literal": names[0]}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "container-title": portal_name(project),
        "URL": address(project),
        "language": project.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def portal_name(project):
    with override(project.language):
        return _("Auyldyq mektep shamy")


STYLES = {  # ending of the file -> (who writes it, what it is)
    "bib": (bibtex, "application/x-bibtex"),
    "json": (csl, "application/vnd.citationstyles.csl+json"),
    "txt": (lambda project: plain(project) + "\n", "text/plain"),
}
