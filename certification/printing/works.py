"""A large batch is packed in the background; the file waits on the job's page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import UNIVERSITY
from certification.models import Batch
from jobs.works import CannotBeDone, work

from .packing import papers_of, write_sheet, write_zip

ZIP, SHEET = "certificates zip", "certificates sheet"
WAYS = {ZIP: (write_zip, "zip", "application/zip"), SHEET: (write_sheet, "pdf", "application/pdf")}


def may_pack(user, **arguments):
    return user.in_group(UNIVERSITY)


def name_of(batch, ending):
    """certificates-TL-2026-11-28.zip"""
    return f"certificates-{batch.kind.prefix}-{batch.made_at:%Y-%m-%d}.{ending}"


def pack(job):
    write, ending, content_type = WAYS[job.kind]
    batch = Batch.objects.select_related("kind").get(pk=job.arguments["batch"])
    papers = papers_of(batch)
    job.progress(0, total=papers.count())
    with job.result_file(name_of(batch, ending), content_type) as file:
        count = write(file, list(papers), job.progress)
    if not count:
        raise CannotBeDone(_("None of these certificates has a paper that could be packed."))
    job.note = ngettext("%(number)d certificate.", "%(number)d certificates.", count) % {"number": count}


work(ZIP, title=gettext_lazy("Certificates in one ZIP"), may_run=may_pack)(pack)
work(SHEET, title=gettext_lazy("Certificates in one PDF for the printer"), may_run=may_pack)(pack)
