"""Pages of the snapshots: coordinators make and publish them, observers read what is published."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import COORDINATORS, OBSERVERS
from documents.serving import stored_file
from jobs.starting import start
from safekeeping.forms import fill
from safekeeping.states import TransitionError

from ..models import Report, Snapshot
from .files import MAKERS, TYPES
from .forms import CompareForm, SnapshotForm
from .frozen import Frozen, beside

A_PAGE = 25
TABLES = {  # on the page: what is told of each split; files hold everything
    "region": (
        "schools", "teachers", "communities", "sessions_held", "attendance", "projects", "stories", "pupils",
    ),
    "district": ("schools", "teachers", "sessions_held", "attendance", "projects", "stories", "pupils"),
    "sex": ("teachers", "attendance", "projects", "stories"),
    "stage": ("projects",),
    "theme": ("projects", "stories", "pupils"),
    "method": ("projects", "stories", "evidence"),
}  # fmt: skip


def snapshot_list(request):
    """Whoever may see none at all has no such page."""
    may_make = request.user.in_group(COORDINATORS)
    snapshots = Snapshot.objects.visible_to(request.user)
    if not may_make and not request.user.in_group(OBSERVERS):
        raise Http404
    page = Paginator(snapshots.for_listing(), A_PAGE).get_page(request.GET.get("page"))
    compare = CompareForm(snapshots=snapshots)
    return render(request, "insights/snapshot_list.html", {"page": page, "may_make": may_make, "compare": compare})


def snapshot_new(request):
    """Freezing takes longer than a second: a job does it, and leads to the snapshot."""
    get_object_or_404(request.user.groups, name=COORDINATORS)
    form = fill(request, SnapshotForm)
    if form.is_valid():
        job = start(request.user, "freeze figures", client_uuid=form.cleaned_data["client_uuid"], **form.asked)
        return redirect("jobs:job", job.pk)
    status = 422 if form.is_bound else 200
    return render(request, "insights/snapshot_new.html", {"form": form}, status=status)


def snapshot(request, snapshot_id):
    snapshot = get_object_or_404(Snapshot.objects.visible_to(request.user), pk=snapshot_id)
    frozen = Frozen(snapshot.content)
    context = {
        "snapshot": snapshot,
        "frozen": frozen,
        "tables": [table for table in (table_of(frozen, by) for by in TABLES) if table],
        "reports": snapshot.reports.all(),
        "may_rule": Snapshot.objects.ruled_by(request.user).exists(),
        "types": list(TYPES),
    }
    return render(request, "insights/snapshot.html", context)


def table_of(frozen, by):
    """(heading, [Definition], [(Part, [(Definition, Cell)])]) of a split; None when it has no parts."""
    headings = {
        "region": _("By region"),
        "district": _("By district"),
        "sex": _("Women and men"),
        "stage": _("By stage"),
        "theme": _("By theme"),
        "method": _("By research method"),
    }
    definitions = [frozen.definitions[key] for key in TABLES[by] if key in frozen.definitions and frozen.cells(key, by)]
    table = frozen.table(by, [one.key for one in definitions])
    rows = [(part, list(zip(definitions, cells, strict=True))) for part, cells in table]
    return (headings[by], definitions, rows) if rows and definitions else None


@require_POST
def snapshot_publish(request, snapshot_id):
    return move(request, snapshot_id, Snapshot.publish, _("Published: observers find it from now on."))


@require_POST
def snapshot_withdraw(request, snapshot_id):
    return move(request, snapshot_id, Snapshot.withdraw, _("Taken back: observers find it no more."))


def move(request, snapshot_id, verb, said):
    snapshot = get_object_or_404(Snapshot.objects.ruled_by(request.user), pk=snapshot_id)
    try:
        verb(snapshot, request.user)
        messages.success(request, said)
    except TransitionError:
        messages.error(request, _("This cannot be done with it (any more)."))
    return redirect(snapshot)


def snapshot_compare(request):
    """Two snapshots side by side; without two of them, the choice."""
    snapshots = Snapshot.objects.visible_to(request.user)
    if not snapshots.exists():
        raise Http404
    form = CompareForm(request.GET if {"a", "b"} & set(request.GET) else None, snapshots=snapshots)
    context = {"form": form}
    if form.is_valid():
        first, second = form.cleaned_data["a"], form.cleaned_data["b"]
        rows = beside(Frozen(first.content), Frozen(second.content))
        context |= {"first": first, "second": second, "rows": rows}
        context["changed"] = [row for row in rows if row.was_defined_otherwise]
    return render(request, "insights/snapshot_compare.html", context)


@require_safe
def snapshot_file(request, snapshot_id, file_type):
    snapshot = get_object_or_404(Snapshot.objects.visible_to(request.user), pk=snapshot_id)
    if file_type not in MAKERS:
        raise Http404
    content = MAKERS[file_type](Frozen(snapshot.content))
    response = HttpResponse(content, content_type=TYPES[file_type])
    response["Content-Disposition"] = content_disposition_header(True, f"{name_of(snapshot)}.{file_type}")
    response["Cache-Control"] = "private, no-store"
    return response


# Reports --------------------------------------------------------------------------------------------


@require_POST
def report_make(request, snapshot_id):
    snapshot = get_object_or_404(Snapshot.objects.ruled_by(request.user), pk=snapshot_id)
    return redirect("jobs:job", start(request.user, "report", snapshot=snapshot.pk).pk)


@require_safe
def report_pdf(request, snapshot_id, code):
    snapshots = Snapshot.objects.visible_to(request.user)
    reports = Report.objects.filter(snapshot__in=snapshots).select_related("snapshot")
    report = get_object_or_404(reports, snapshot=snapshot_id, language=code)
    name = f"{name_of(report.snapshot)} {code}.pdf"
    return stored_file(report.file, "application/pdf", name, as_attachment=False)


def name_of(snapshot):
    return f"auyldyq-mektep-shamy {snapshot.frozen_on.isoformat()}"
