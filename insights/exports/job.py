"""Lists too long to wait for, made in the background."""

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from documents.sheets import TYPES, write
from jobs.works import work

from .sheets import may_still, named, sheet_for

TOLD_EVERY = 200  # rows


def title(job):
    found = named(job.arguments["export"], job.owner)
    return _("List: %(name)s") % {"name": found.name} if found else _("A list")


def may_run(user, export, circle, **arguments):
    return may_still(user, export, circle)


def file_name(key, file_type):
    return f"{slugify(key)}-{timezone.localdate():%Y-%m-%d}.{file_type}"


@work("export", title=title, may_run=may_run)
def make_list(job):
    key, file_type = job.arguments["export"], job.arguments["file_type"]
    sheet = sheet_for(job.owner, key, job.arguments["choice"])
    with job.result_file(file_name(key, file_type), TYPES[file_type]) as file:
        lines = _telling(job, sheet)
        write(file_type, file, sheet.headings, lines, str(named(key, job.owner).name))


def _telling(job, sheet):
    for number, line in enumerate(sheet.lines, start=1):
        if number % TOLD_EVERY == 0:
            job.progress(number, total=max(sheet.count, number))
        yield line
    job.progress(sheet.count, total=sheet.count)
