"""Making the reports of a snapshot: one PDF a language, stored beside it."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import AuditEntry
from documents import pdf
from safekeeping.ids import long_token

from ..models import Report
from ..snapshots.frozen import Frozen
from .contents import contents
from .drawing import pictures

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "report.typ"


def make_reports(snapshot, by, tell=lambda done, total: None):
    """The report in every language. Some two seconds a language; call it outside transactions."""
    for number, (language, _name) in enumerate(settings.LANGUAGES):
        tell(number, len(settings.LANGUAGES))
        keep(snapshot, language, report_pdf(snapshot, language))
    AuditEntry.objects.record(by, "report made", snapshot)


def report_pdf(snapshot, language):
    """The PDF's bytes."""
    with override(language):
        frozen = Frozen(snapshot.content, language)
        return pdf.render(TEMPLATE, contents(snapshot, frozen), language, pictures(frozen))


def keep(snapshot, language, content):
    """Stores the file and forgets the one it replaces."""
    name = default_storage.save(f"reports/{long_token()}.pdf", ContentFile(content))
    with transaction.atomic():
        earlier = Report.objects.filter(snapshot=snapshot, language=language).first()
        columns = {"file": name, "size": len(content), "made_at": timezone.now()}
        Report.objects.update_or_create(snapshot=snapshot, language=language, defaults=columns)
        if earlier:
            transaction.on_commit(lambda: default_storage.delete(earlier.file.name))
