"""What is printed: attendance sheet, session plan; and the Record of Participation."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from ..models import Session
from ..record import people_readable_by, record_of
from ..record import record_pdf as pdf_of

BLANK_LINES = 4


def planned_session(request, community_id, session_id):
    sessions = Session.objects.planned_by(request.user).select_related("community__cohort", "plan")
    return get_object_or_404(sessions, pk=session_id, community=community_id)


def attendance_sheet(request, community_id, session_id):
    """For signatures; a few empty lines for guests."""
    session = planned_session(request, community_id, session_id)
    members = session.community.members(session.day)
    facilitations = session.community.facilitations.current(session.day).select_related("person")
    return render(
        request,
        "communities/attendance_sheet.html",
        {"session": session, "members": members, "facilitations": facilitations, "blank_lines": range(BLANK_LINES)},
    )


def session_plan(request, community_id, session_id):
    session = planned_session(request, community_id, session_id)
    plan = session.plan
    steps = [line.strip(" \t-–•") for line in plan.steps.splitlines() if line.strip(" \t-–•")] if plan else []
    tools = session.tools.all() or (plan.tools.all() if plan else [])
    return render(
        request, "communities/session_plan.html", {"session": session, "plan": plan, "steps": steps, "tools": tools}
    )


def my_record(request):
    return record(request, request.user.pk)


def record(request, person_id):
    person = get_object_or_404(people_readable_by(request.user), pk=person_id)
    context = {"record": record_of(person, request.user), "is_own": person == request.user}
    return render(request, "communities/record.html", context)


def record_pdf(request, person_id):
    person = get_object_or_404(people_readable_by(request.user), pk=person_id)
    pdf = pdf_of(record_of(person, request.user))
    name = f"{person.latin_name or person.pk} - record of participation.pdf"
    headers = {"Content-Disposition": content_disposition_header(False, name)}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
