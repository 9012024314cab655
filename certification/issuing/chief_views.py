"""What chief reviewers see: all certificates, who has earned which, batches, requests."""

import io
from functools import wraps

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY, AuditEntry
from certification.checking.keys import can_sign
from certification.files import FileForm
from certification.models import (
    Batch,
    Certificate,
    CertificateKind,
    CertificateStatus,
    NameCorrection,
    Revocation,
)
from documents import sheets
from schools.models import Teacher

from .batches import certificates_of, signed_lists, state_of
from .entitled import State, in_words
from .forms import CertificateSearchForm, GroupForm

ROWS = 25


def for_chiefs(view):
    """To anybody else the page does not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.in_group(UNIVERSITY):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@for_chiefs
def certificate_list(request):
    form = CertificateSearchForm(request.GET)
    found = form.find(Certificate.objects.visible_to(request.user)).for_listing()
    context = {
        "form": form,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "waiting": waiting_for(request.user),
    }
    return render(request, "certification/issuing/certificate_list.html", context)


def waiting_for(chief):
    """What somebody has asked for and this chief reviewer may answer."""
    managed = Certificate.objects.managed_by(chief).order_by().values("pk")
    revocations = Revocation.objects.waiting().exclude(asked_by=chief).filter(certificate__in=managed)
    corrections = NameCorrection.objects.waiting().exclude(person=chief)
    return {
        "revocations": revocations.select_related("certificate", "asked_by")[:ROWS],
        "corrections": corrections.select_related("person")[:ROWS],
    }


@require_POST
@for_chiefs
def certificate_export(request):
    """What the search has found, as a spreadsheet."""
    form, asked = CertificateSearchForm(request.POST), FileForm(request.POST)
    found = form.find(Certificate.objects.visible_to(request.user)).for_listing()
    headings = [_("Number"), _("Kind"), _("Name"), _("Cohort"), _("State"), _("Issued"), _("Replaces")]
    lines = (
        [
            one.code,
            one.kind.name,
            one.holder_name,
            one.cohort.name,
            one.get_status_display(),
            one.issued_at,
            one.replaces.code if one.replaces else "",
        ]
        for one in found.select_related("kind", "cohort", "person", "school", "replaces").order_by("code")
    )
    taken = {"rows": found.count()}
    AuditEntry.objects.record(request.user, "certificates exported", request.user, **taken)
    return as_file(asked.chosen, _("Certificates"), "certificates", headings, lines)


def as_file(file_type, title, name, headings, lines):
    called = f"{name}-{timezone.localdate():%Y-%m-%d}.{file_type}"
    told = {"Content-Disposition": f'attachment; filename="{called}"', "Cache-Control": "private, no-store"}
    if file_type == "csv":
        pieces = list(sheets.csv_pieces(headings, lines))  # in the reader's language: before the middleware leaves it
        return StreamingHttpResponse(pieces, content_type=sheets.TYPES["csv"], headers=told)
    book = io.BytesIO()
    sheets.write_xlsx(book, headings, lines, str(title))
    return HttpResponse(book.getvalue(), content_type=sheets.TYPES["xlsx"], headers=told)


# Who has earned it ------------------------------------------------------------------------------------------


@for_chiefs
def earned_kinds(request):
    valid = Count("certificates", filter=Q(certificates__status=CertificateStatus.ISSUED))
    kinds = CertificateKind.objects.annotate(given=valid).order_by("order", "key")
    context = {"kinds": [(kind, in_words(kind.rule)) for kind in kinds], "can_sign": can_sign()}
    return render(request, "certification/issuing/earned_kinds.html", context)


@for_chiefs
def earned(request, kind_key):
    """Everybody of a cohort against the rule: entitled, not yet and why, has it already."""
    form = GroupForm(request.GET, kind=get_object_or_404(CertificateKind, key=kind_key))
    if form.cohort is None:
        raise Http404
    group = form.group
    page = Paginator(standings_found(form, group), ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "kind": form.kind,
        "group": group,
        "rule": in_words(form.kind.rule, form.cohort),
        "tabs": tabs(form, group),
        "page": page,
        "rows": rows_of(page.object_list, group),
        "lists": signed_lists(form.cohort).count() if form.kind.needs_decision else None,
        "can_sign": can_sign(),
        "batches": Batch.objects.filter(kind=form.kind, cohort=form.cohort).select_related("made_by", "job")[:5],
    }
    return render(request, "certification/issuing/earned.html", context)


def tabs(form, group):
    """[(value of the filter, label, how many, is it this one)]"""
    counts = group.counts()
    numbers = {"": sum(counts.values()), **counts}
    return [
        (value, label, numbers[value], value == form.state_chosen)
        for value, label in form.fields["state"].choices
        if numbers[value] or value in ("", State.READY)
    ]


def standings_found(form, group):
    standings = list(group.standings.values())
    if form.state_chosen:
        standings = [one for one in standings if one.state == form.state_chosen]
    if form.words:
        known = set(group.candidates().matching(form.words).values_list("pk", flat=True))
        standings = [one for one in standings if one.recipient in known]
    return standings


def rows_of(standings, group):
    """[(standing, person or school, where, why not)] of a page."""
    ids = [standing.recipient for standing in standings]
    people = group.model.objects.in_bulk(ids)
    where = {} if group.is_of_schools else schools_of(ids)
    return [
        (standing, people[standing.recipient], where.get(standing.recipient, ""), group.why_not(standing))
        for standing in standings
    ]


def schools_of(ids):
    teaching = Teacher.objects.current().filter(person__in=ids).select_related("school")
    return {one.person_id: one.school.name for one in teaching}


@require_POST
@for_chiefs
def earned_export(request, kind_key):
    form = GroupForm(request.POST, kind=get_object_or_404(CertificateKind, key=kind_key))
    asked = FileForm(request.POST)
    if form.cohort is None:
        raise Http404
    group, found = form.group, standings_found(form, form.group)
    words = dict(form.fields["state"].choices)
    headings = [
        _("Name"),
        _("School"),
        _("State"),
        *(str(one.name) for _line, one in group.lines),
        _("What is missing"),
    ]
    lines = (
        [
            person.full_name if not group.is_of_schools else person.name,
            where or "",
            words[standing.state],
            *(in_a_cell(standing.facts.get(one.key), one) for _line, one in group.lines),
            "; ".join(why),
        ]
        for standing, person, where, why in rows_of(found, group)
    )
    AuditEntry.objects.record(request.user, "list of the entitled exported", form.kind, rows=len(found))
    return as_file(asked.chosen, form.kind.name, f"earned-{kind_key}", headings, lines)


def in_a_cell(fact, one):
    return fact or 0 if one.is_number else int(bool(fact))


# Batches ----------------------------------------------------------------------------------------------------


@for_chiefs
def batch_list(request):
    batches = Batch.objects.select_related("kind", "cohort", "made_by", "job").annotate(number=Count("certificates"))
    batches = batches.order_by("-made_at", "-pk")
    context = {"page": Paginator(batches, ROWS).get_page(request.GET.get("page"))}
    return render(request, "certification/issuing/batch_list.html", context)


@for_chiefs
def batch(request, batch_id):
    related = ("kind", "cohort", "made_by", "decision_list")
    found = get_object_or_404(Batch.objects.select_related(*related), pk=batch_id)
    certificates = certificates_of(found).for_listing()
    context = {
        "batch": found,
        "job": state_of(found),
        "is_mine": found.made_by_id == request.user.pk,
        "without_paper": certificates_of(found).filter(pdf="").count(),
        "page": Paginator(certificates, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "certification/issuing/batch.html", context)
