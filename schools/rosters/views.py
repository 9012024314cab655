"""A coordinator brings a list: file, columns, reading, preview, confirmation, result."""

from functools import partial, wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import COORDINATORS, AuditEntry
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once
from safekeeping.states import TransitionError
from schools.models import RosterImport, RosterKind, RosterRow, RosterStatus, RowChoice, Verdict

from . import background, columns, mending, preview, saving, showing
from .forms import ChoicesForm, ColumnsForm, HeaderRowForm, RosterForm, RowsForm

ROWS_LOOKED_AT = 60  # for headings and samples
SLIPS_AT_ONCE = 200


def coordinators_only(view):
    """For pages about no roster yet; rosters themselves are fetched through visible_to."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.in_group(COORDINATORS):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def _roster(request, roster_id, *statuses):
    """The roster if the user may see it. Redirecting to its present page is left to `_elsewhere`."""
    return get_object_or_404(RosterImport.objects.visible_to(request.user), pk=roster_id)


@coordinators_only
def roster_list(request):
    rosters = RosterImport.objects.visible_to(request.user).select_related("uploaded_by")
    page = Paginator(rosters, 25).get_page(request.GET.get("page"))
    return render(request, "schools/roster_list.html", {"page": page})


@coordinators_only
def roster_upload(request):
    form = fill(request, RosterForm)
    if form.is_valid():
        return redirect(_stored_once(request, form))
    return render(request, "schools/roster_upload.html", {"form": form}, status=422 if form.is_bound else 200)


def _stored_once(request, form):
    """The same file is one list, however often it arrives; another file from the same page, after Back, is another."""
    make = partial(_store, request, form)
    try:
        return once(make, request.user.rosters, form)[0]
    except SentDifferently:
        form.take_another_id()
        return once(make, request.user.rosters, form)[0]


def _store(request, form, **keys):
    table, kind = form.table, form.cleaned_data["kind"]
    guessed = columns.guess(table.rows, kind)
    roster = RosterImport.objects.create(
        kind=kind,
        file_name=form.cleaned_data["file"].name[:255],
        sheet=table.sheet[:120],
        other_sheets=table.other_sheets,
        header_row=guessed.header_row,
        columns=guessed.columns,
        uploaded_by=request.user,
        **keys,
    )
    rows = (RosterRow(roster=roster, number=number, cells=cells) for number, cells in table.rows)
    RosterRow.objects.bulk_create(rows, batch_size=1000)
    AuditEntry.objects.record(request.user, "roster brought", roster, rows=len(table.rows))
    return roster


def roster_columns(request, roster_id):
    roster = _roster(request, roster_id)
    if not RosterImport.objects.editable_by(request.user).contains(roster):
        return redirect(roster)
    rows = list(roster.rows.values_list("number", "cells")[:ROWS_LOOKED_AT])
    header = HeaderRowForm(
        request.GET or None, rows=rows[: columns.ROWS_SEARCHED], initial={"header_row": roster.header_row}
    )
    guessed = columns.Guess(roster.header_row, {int(index): name for index, name in roster.columns.items()})
    if header.is_valid():
        guessed = columns.guess_at(rows, header.cleaned_data["header_row"], roster.kind)
    form = fill(request, ColumnsForm, roster=roster, rows=rows, guessed=guessed)
    if form.is_valid():
        _start_reading(roster, form)
        return _read(request, roster, anew=True)
    context = {"roster": roster, "form": form, "header": header}
    return render(request, "schools/roster_columns.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _start_reading(roster, form):
    roster.header_row, roster.columns, roster.fallback = form.header_row, form.columns, form.fallback
    roster.name_order = form.cleaned_data.get("name_order") or roster.name_order
    roster.save(update_fields=["header_row", "columns", "fallback", "name_order"])
    roster.start_reading()


def _read(request, roster, anew=False):
    """A short list at once, a long one in the background; begun anew, a reading under way ends by itself."""
    if roster.rows_to_read > background.AT_ONCE:
        return redirect("jobs:job", background.in_background(request.user, background.READ, roster, anew).pk)
    preview.read_on(roster)
    roster.finish_reading()
    return redirect(roster)


def roster_reading(request, roster_id):
    """GET leads to the work under way; where it was stopped, or is a colleague's, it says how far; POST reads on."""
    roster = _roster(request, roster_id)
    if roster.status != RosterStatus.READING:
        return redirect(roster)
    if request.method == "POST":
        return _read(request, roster)
    job = background.open_job(request.user, roster)
    if job is not None:
        return redirect("jobs:job", job.pk)
    progress = {"roster": roster, "done": roster.rows_read, "total": roster.rows_to_read}
    return render(request, "schools/roster_reading.html", progress)


def roster_preview(request, roster_id):
    roster = _roster(request, roster_id)
    if roster.status != RosterStatus.PREVIEWED:
        return redirect(roster)
    rows, verdict = roster.rows.judged(), RowsForm(request.GET)
    if verdict.is_valid() and verdict.cleaned_data["verdict"]:
        rows = rows.filter(verdict=verdict.cleaned_data["verdict"])
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    counts = roster.counts()
    context = {
        "roster": roster,
        "page": page,
        "rows": showing.shown(roster, page.object_list),
        "counts": [(value, label, counts[value]) for value, label in Verdict.choices],
        "verdict": request.GET.get("verdict", ""),
        "total": sum(counts.values()),
        "undecided": roster.rows.undecided().count(),
        "was_read_again": "read_again" in request.GET,
        "will_be_saved": _will_be_saved(roster, counts),
    }
    return render(request, "schools/roster_preview.html", context)


def _will_be_saved(roster, counts):
    decided = roster.rows.filter(choice__in=[RowChoice.SAME, RowChoice.DIFFERENT]).count()
    return counts[Verdict.NEW] + counts[Verdict.CHANGE] + decided


@require_POST
def roster_choose(request, roster_id):
    """Same or different, for the likely duplicates shown on one page."""
    roster = get_object_or_404(RosterImport.objects.editable_by(request.user), pk=roster_id)
    form = ChoicesForm(request.POST, rows=roster.rows.filter(verdict=Verdict.DUPLICATE))
    if form.is_valid() and roster.status == RosterStatus.PREVIEWED:
        for number, choice in form.chosen.items():
            roster.rows.filter(number=number, verdict=Verdict.DUPLICATE).update(choice=choice)
        messages.success(request, _("Your choices are kept."))
    return redirect(f"{roster.get_absolute_url()}?verdict=duplicate" if roster.rows.undecided().exists() else roster)


@require_POST
def roster_confirm(request, roster_id):
    roster = _roster(request, roster_id)
    if roster.status == RosterStatus.PREVIEWED and roster.rows_to_read > background.AT_ONCE:
        return redirect("jobs:job", background.in_background(request.user, background.SAVE, roster).pk)
    try:
        saving.confirm(roster, by=request.user)
    except saving.Undecided:
        roster.refresh_from_db()
        messages.error(request, _("Some likely duplicates still wait for your choice."))
        return redirect(f"{roster.get_absolute_url()}?verdict=duplicate")
    except saving.Stale:
        roster.refresh_from_db()
        roster.start_reading()
        messages.warning(
            request, _("The portal has changed since this list was read. It was read again: please look once more.")
        )
        return _read(request, roster)
    except TransitionError:
        roster.refresh_from_db()
        messages.info(request, _("This list was saved or discarded already."))
    return redirect(roster)


@require_POST
def roster_discard(request, roster_id):
    roster = _roster(request, roster_id)
    try:
        roster.discard()
    except TransitionError:
        messages.info(request, _("This list was saved or discarded already."))
        return redirect(roster)
    AuditEntry.objects.record(request.user, "roster discarded", roster)
    messages.success(request, _("The list is discarded; nothing was saved."))
    return redirect("schools:roster_list")


def roster_result(request, roster_id):
    roster = _roster(request, roster_id)
    if roster.status != RosterStatus.CONFIRMED:
        return redirect(roster)
    made = list(roster.rows.exclude(made_id="").values_list("made_id", flat=True))
    made = list(dict.fromkeys(made))
    decided_same = roster.rows.filter(choice=RowChoice.SAME).count()
    counts = roster.counts()
    context = {
        "roster": roster,
        "figures": [
            (len(made), ngettext("new", "new", len(made))),
            (counts[Verdict.CHANGE] + decided_same, _("changed")),
            (counts[Verdict.SAME], _("as before")),
            (roster.rows.bad().count(), _("not saved")),
        ],
        "bad": roster.rows.bad().count(),
        "slips": [made[at : at + SLIPS_AT_ONCE] for at in range(0, len(made), SLIPS_AT_ONCE)]
        if roster.kind == RosterKind.PEOPLE
        else [],
    }
    return render(request, "schools/roster_result.html", context)


def roster_mend(request, roster_id, file_type):
    """The rows that were not saved, as a file."""
    roster = _roster(request, roster_id)
    if roster.status not in (RosterStatus.PREVIEWED, RosterStatus.CONFIRMED):
        raise Http404
    if file_type == "csv":
        response = HttpResponse(mending.as_csv(roster), content_type="text/csv; charset=utf-8")
    elif file_type == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(mending.as_workbook(roster), content_type=kind)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="to-mend-{roster.pk}.{file_type}"'
    return response
