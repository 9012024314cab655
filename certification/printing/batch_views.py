"""The papers of a batch, all at once. A POST: taking so many names out of the portal goes on record."""

import tempfile

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY, AuditEntry
from certification.models import Batch
from jobs.starting import start

from .packing import papers_of
from .works import WAYS, name_of

MOST_AT_ONCE = 50  # more are packed in the background


@require_POST
def batch_file(request, batch_id, way):
    batches = Batch.objects if request.user.in_group(UNIVERSITY) else Batch.objects.none()
    batch = get_object_or_404(batches.select_related("kind"), pk=batch_id)
    papers = papers_of(batch)
    count = papers.count()
    AuditEntry.objects.record(request.user, "certificates packed", batch, kind=batch.kind.key, papers=count)
    if count > MOST_AT_ONCE:
        return redirect("jobs:job", start(request.user, way, batch=batch.pk).pk)
    return packed(batch, papers, way) or nothing_there(request, batch)


def packed(batch, papers, way):
    write, ending, content_type = WAYS[way]
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    if not write(file, papers):
        file.close()
        return None
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name_of(batch, ending), content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response


def nothing_there(request, batch):
    messages.error(request, _("None of these certificates has a paper that could be packed."))
    return redirect("certification:batch", batch.pk)
