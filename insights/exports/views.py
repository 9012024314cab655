"""Lists as files: which there are for this reader, and each with its filters and its two buttons."""

from io import BytesIO

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from accounts.models import AuditEntry
from documents.sheets import TYPES, write
from jobs.starting import start_once

from .forms import FileForm
from .job import file_name
from .sheets import circle_of, named, open_to

AT_ONCE = 2000  # rows; longer lists are made in the background


def export_list(request):
    exports = open_to(request.user)
    if not exports:
        raise Http404
    return render(request, "insights/export_list.html", {"exports": exports})


def export(request, export_key):
    """GET shows the choice and how many rows it has; POST gives the file, or the page of the job that makes it."""
    found = named(export_key, request.user)
    if found is None:
        raise Http404
    form = found.form(request.POST if request.method == "POST" else request.GET, request.user)
    file = FileForm(request.POST or None)
    if form.is_valid():
        sheet = found.sheet(request.user, form.choice)
        if file.is_valid():
            return _given(request, found, form.choice, file, sheet)
    else:
        sheet = None
    context = {"export": found, "form": form, "file": file, "sheet": sheet, "at_once": sheet and sheet.count < AT_ONCE}
    return render(request, "insights/export.html", context, status=422 if request.method == "POST" else 200)


def _given(request, found, choice, file, sheet):
    file_type = file.cleaned_data["file_type"]
    if sheet.count >= AT_ONCE:
        return _made_later(request, found, choice, file)
    _note(request.user, found, choice, file_type, sheet.count)
    content = BytesIO()
    write(file_type, content, sheet.headings, sheet.lines, str(found.name))
    response = HttpResponse(content.getvalue(), content_type=TYPES[file_type])
    response["Content-Disposition"] = content_disposition_header(True, file_name(found.key, file_type))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _made_later(request, found, choice, file):
    sent = file.cleaned_data
    with transaction.atomic():
        job, is_new = start_once(
            request.user,
            "export",
            client_uuid=sent["client_uuid"],
            export=found.key,
            file_type=sent["file_type"],
            choice=choice,
            circle=circle_of(request.user),
        )
        if is_new:
            _note(request.user, found, choice, sent["file_type"], job=job.pk)
    return redirect("jobs:job", job.pk)


def _note(user, found, choice, file_type, rows=None, job=None):
    AuditEntry.objects.record(
        user, "list exported", user, export=found.key, choice=choice, file=file_type, rows=rows, job=job
    )
