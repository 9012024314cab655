"""Each act that changes a state, a right or a consent writes exactly one row of the audit trail (promise B12).

ACTS tries every verb of every noun; a verb that is neither tried here nor excused fails, and so does an act that has
words in accounts/verbs.py and no test that looks for it.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import consent, emails
from accounts.models import UNIVERSITY, AuditEntry, ErasureRequest, Invitation
from accounts.verbs import WORDS
from certification import review
from certification.assigning.handing import hand_over
from certification.assigning.proposing import pool
from certification.models import Assignment, ConflictOfInterest, PortfolioStatus, Reviewer, RubricStatus
from certification.rubrics import acts as rubrics
from communities.models import CommunityStatus, Facilitation, Membership, Session
from conference.models import ConferenceStatus, Poster, PosterStatus
from insights.models import SnapshotStatus
from programme.models import Page
from programme.tests import makers as programme
from projects.models import Comment, Project, ProjectStatus, VignetteStatus, Visibility
from projects.tests import makers as projects
from schools.tests import makers as school_makers
from uploads.models import Faces

from . import makers

pytestmark = pytest.mark.django_db
SOURCES = Path(settings.BASE_DIR)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASED_LIST = tmp_path / "erased.jsonl"


# Things to act upon -----------------------------------------------------------------------------------------


def project(status="in_progress", **fields):
    return makers.make_project(**{"status": status, **fields})


def published():
    return makers.make_published_project()


def community(status=CommunityStatus.ACTIVE):
    return makers.make_community(status=status)


def conference(status):
    return makers.make_conference(status=status)


def poster(status=PosterStatus.DRAFT):
    story = published()
    upload = makers.make_upload(story.lead, faces=Faces.NOBODY)
    fields = {"upload": upload, "abstract": "Жұпта оқу.", "status": status, "answer": "…"}
    return makers.make_poster(conference(ConferenceStatus.CALL_OPEN), story, **fields)


def evidence(**fields):
    return projects.make_evidence(project(), **fields)


def vignette(status=VignetteStatus.DRAFT):
    return projects.make_vignette(project(), status=status)


def comment(**fields):
    one = projects.make_staged_project()
    return projects.make_comment(one, makers.make_member(one.community), **fields)


def entry(**fields):
    return projects.make_entry(projects.make_staged_project(), **fields)


def settled():
    return comment(settled_at=timezone.now())


def portfolio(status=PortfolioStatus.SUBMITTED, **fields):
    one = makers.make_portfolio(project("submitted"), status=status, **fields)
    makers.make_stages(one.project.community.cohort)
    return one


def assignment():
    one = portfolio()
    makers.make_assignment(one)
    return Assignment.objects.get(portfolio=one)


def reading(with_level=True):
    """A review with words, by the reviewer to whom the portfolio is assigned."""
    one = portfolio()
    criterion = makers.make_criterion(one.project.community.cohort)
    own = review.begin_review(one, makers.make_assignment(one))
    own.overall = "Жақсы."
    own.save(update_fields=["overall"])
    own.mark(criterion, criterion.levels.last().pk if with_level else None, "Толықтырыңыз.")
    return own


def conflict_seen_differently():
    one = ConflictOfInterest.objects.create(reviewer=makers.make_assignment(portfolio()), person=by())
    return one.reviewer, page("certification:conflict_declare", one.person_id), {"kind": "work"}


def hand_all_over(given):
    chief, another = makers.make_person(groups=[UNIVERSITY]), makers.make_person()
    Reviewer.objects.create(person=another)
    hand_over(given.reviewer, pool().filter(person=another), chief)


def draft():
    return makers.make_rubric(makers.make_cohort(), status=RubricStatus.DRAFT)


def two_criteria():
    rubric = draft()
    rubrics.add_criterion(rubric, by(), {"name_kk": "Екінші"}, [])
    return rubric


def picture():
    return makers.make_upload()


def agreed():
    upload = picture()
    upload.record_consent(upload.owner, people=1, where_kept="сейф")
    return upload


def closed():
    upload = agreed()
    upload.withdraw_consent(makers.make_person())
    return upload


def relation(model):
    make = makers.make_member if model is Membership else makers.make_facilitator
    make(community())
    return model.objects.latest("pk")


def slip():
    return Invitation.objects.issue(makers.make_person(claimed_at=None), by=None)[0]


def asked():
    return ErasureRequest.objects.create(person=makers.make_person())


def not_asked_yet():
    person = makers.make_person()
    person.consents.all().delete()
    return person


def consented():
    person = makers.make_person()
    consent.give(person, consent.current_text())
    return person


def news(**fields):
    return programme.make_news(**fields)


def by():
    return makers.make_person()


# Every verb of every noun -----------------------------------------------------------------------------------
# "room.Noun.verb": (what the trail says, a thing in the right state, the act)

PAUSED = {"left_status": ProjectStatus.IN_PROGRESS}
ACTS = {
    "accounts.Invitation.claim": ("slip claimed", slip, lambda it: it.claim("three-lamps-glow")),
    "accounts.ErasureRequest.choose": ("erasure changed", asked, lambda it: it.choose(True)),
    "accounts.ErasureRequest.withdraw": ("erasure withdrawn", asked, lambda it: it.withdraw()),
    "accounts.ErasureRequest.carry_out": ("person erased", asked, lambda it: it.carry_out(by())),
    "uploads.Upload.describe": ("picture described", picture, lambda it: it.describe(it.owner, faces=Faces.NOBODY)),
    "uploads.Upload.record_consent": (
        "picture consent recorded",
        picture,
        lambda it: it.record_consent(it.owner, people=1, where_kept="сейф"),
    ),
    "uploads.Upload.withdraw_consent": (
        "picture consent withdrawn",
        agreed,
        lambda it: it.withdraw_consent(it.owner),
    ),
    "uploads.Upload.reopen": ("picture reopened", closed, lambda it: it.reopen(by())),
    "communities.Community.activate": (
        "community began",
        lambda: community(CommunityStatus.FORMING),
        lambda it: it.activate(by()),
    ),
    "communities.Community.pause": ("community paused", community, lambda it: it.pause(by())),
    "communities.Community.resume": (
        "community resumed",
        lambda: community(CommunityStatus.PAUSED),
        lambda it: it.resume(by()),
    ),
    "communities.Community.end": ("community ended", community, lambda it: it.end(by())),
    "communities.Community.add_member": ("member added", community, lambda it: it.add_member(by(), by())),
    "communities.Community.add_facilitator": (
        "facilitator added",
        community,
        lambda it: it.add_facilitator(by(), "school", by()),
    ),
    "communities.Community.add_school": (
        "school added",
        community,
        lambda it: it.add_school(makers.make_school(), by()),
    ),
    "communities.Community.remove_school": (
        "school removed",
        community,
        lambda it: it.remove_school(it.schools.get(), by()),
    ),
    "communities.Membership.leave": (
        "member left",
        lambda: relation(Membership),
        lambda it: it.leave(by(), "member left"),
    ),
    "communities.Facilitation.leave": (
        "facilitator left",
        lambda: relation(Facilitation),
        lambda it: it.leave(by(), "facilitator left"),
    ),
    "communities.NetworkEvent.mark": (
        "event attendance marked",
        makers.make_event,
        lambda it: it.mark(by(), came=[by().pk], not_came=[]),
    ),
    "communities.Session.cancel": (
        "session cancelled",
        makers.make_session,
        lambda it: it.cancel(it.made_by, "боран"),
    ),
    "projects.Project.begin": ("project work begun", lambda: project("drafting"), lambda it: it.begin(it.lead)),
    "projects.Project.submit": ("project submitted", project, lambda it: it.submit(it.lead)),
    "projects.Project.recall": ("project called back", lambda: project("submitted"), lambda it: it.recall(it.lead)),
    "projects.Project.return_": ("project returned", lambda: project("submitted"), lambda it: it.return_(by())),
    "projects.Project.read_again": (
        "project read again",
        lambda: project("returned"),
        lambda it: it.read_again(by()),
    ),
    "projects.Project.accept": ("project accepted", lambda: project("submitted"), lambda it: it.accept(by())),
    "projects.Project.publish": ("project published", lambda: project("accepted"), lambda it: it.publish(it.lead)),
    "projects.Project.unpublish": ("project unpublished", published, lambda it: it.unpublish(it.lead)),
    "projects.Project.pause": ("project paused", project, lambda it: it.pause(it.lead)),
    "projects.Project.withdraw": ("project withdrawn", project, lambda it: it.withdraw(it.lead)),
    "projects.Project.resume": (
        "project resumed",
        lambda: project("paused", **PAUSED),
        lambda it: it.resume(it.lead),
    ),
    "projects.Project.share_with": (
        "project shared",
        project,
        lambda it: it.share_with(Visibility.PROGRAMME, it.lead),
    ),
    "projects.StageEntry.mark_done": ("stage done", entry, lambda it: it.mark_done(it.project.lead)),
    "projects.StageEntry.reopen": (
        "stage reopened",
        lambda: entry(done_at=timezone.now()),
        lambda it: it.reopen(it.project.lead),
    ),
    "projects.Comment.settle": ("comment settled", comment, lambda it: it.settle(it.project.lead)),
    "projects.Comment.reopen": ("comment reopened", settled, lambda it: it.reopen(it.project.lead)),
    "projects.Consultation.remove": (
        "consultation removed",
        lambda: projects.make_consultation(project()),
        lambda it: it.remove(by()),
    ),
    "projects.ActionStep.remove": (
        "actionstep removed",
        lambda: projects.make_step(project()),
        lambda it: it.remove(by()),
    ),
    "projects.ActionStep.mark_done": (
        "step done",
        lambda: projects.make_step(project()),
        lambda it: it.mark_done(by()),
    ),
    "projects.ActionStep.reopen": (
        "step reopened",
        lambda: projects.make_step(project(), done_on=timezone.localdate()),
        lambda it: it.reopen(by()),
    ),
    "projects.LogEntry.remove": (
        "logentry removed",
        lambda: projects.make_log_entry(project()),
        lambda it: it.remove(by()),
    ),
    "projects.EvidenceItem.remove": ("evidenceitem removed", evidence, lambda it: it.remove(by())),
    "projects.EvidenceItem.show": ("evidence shown", evidence, lambda it: it.show(by())),
    "projects.EvidenceItem.hide": ("evidence hidden", lambda: evidence(is_public=True), lambda it: it.hide(by())),
    "projects.Vignette.submit": ("vignette submitted", vignette, lambda it: it.submit(by())),
    "projects.Vignette.reopen": (
        "vignette reopened",
        lambda: vignette(VignetteStatus.SUBMITTED),
        lambda it: it.reopen(by()),
    ),
    "projects.Vignette.publish": (
        "vignette published",
        lambda: vignette(VignetteStatus.SUBMITTED),
        lambda it: it.publish(by()),
    ),
    "projects.Vignette.retract": (
        "vignette retracted",
        lambda: vignette(VignetteStatus.PUBLISHED),
        lambda it: it.retract(by()),
    ),
    "certification.Assignment.decline": ("portfolio declined", assignment, lambda it: it.decline("Туысым.")),
    "certification.ConflictOfInterest.declare": (
        "conflict of interest recorded",
        lambda: ConflictOfInterest(reviewer=makers.make_person(), person=makers.make_person()),
        lambda it: it.declare(it.reviewer),
    ),
    "certification.Assignment.take_back": ("reviewer unassigned", assignment, lambda it: it.take_back(by())),
    "conference.Conference.open_call": (
        "conference call opened",
        lambda: conference(ConferenceStatus.PLANNING),
        lambda it: it.open_call(by()),
    ),
    "conference.Conference.close_call": (
        "conference call closed",
        lambda: conference(ConferenceStatus.CALL_OPEN),
        lambda it: it.close_call(by()),
    ),
    "conference.Conference.publish": (
        "conference programme published",
        lambda: conference(ConferenceStatus.CALL_CLOSED),
        lambda it: it.publish(by()),
    ),
    "conference.Conference.finish": (
        "conference over",
        lambda: conference(ConferenceStatus.PUBLISHED),
        lambda it: it.finish(by()),
    ),
    "conference.Poster.submit": ("poster submitted", poster, lambda it: it.submit(by())),
    "conference.Poster.take_back": (
        "poster taken back",
        lambda: poster(PosterStatus.SUBMITTED),
        lambda it: it.take_back(by()),
    ),
    "conference.Poster.accept": (
        "poster accepted",
        lambda: poster(PosterStatus.SUBMITTED),
        lambda it: it.accept(by()),
    ),
    "conference.Poster.decline": (
        "poster declined",
        lambda: poster(PosterStatus.SUBMITTED),
        lambda it: it.decline(by(), "…"),
    ),
    "conference.Poster.reopen": (
        "poster reopened",
        lambda: poster(PosterStatus.DECLINED),
        lambda it: it.reopen(by()),
    ),
    "insights.Snapshot.publish": (
        "snapshot published",
        lambda: makers.make_snapshot(made_by=by(), status=SnapshotStatus.KEPT),
        lambda it: it.publish(by()),
    ),
    "insights.Snapshot.withdraw": (
        "snapshot taken back",
        lambda: makers.make_snapshot(made_by=by(), status=SnapshotStatus.PUBLISHED),
        lambda it: it.withdraw(by()),
    ),
    "programme.NewsItem.publish": (
        "news published",
        lambda: news(published_at=None),
        lambda it: it.publish(by(), timezone.now()),
    ),
    "programme.NewsItem.unpublish": (
        "news taken down",
        lambda: news(published_at=timezone.now()),
        lambda it: it.unpublish(by()),
    ),
    "programme.NewsPicture.make_cover": (
        "news cover chosen",
        programme.make_picture,
        lambda it: it.make_cover(by()),
    ),
    "programme.NewsPicture.remove": ("news picture removed", programme.make_picture, lambda it: it.remove(by())),
    "programme.JoinRequest.answer": ("join request answered", programme.make_request, lambda it: it.answer(by())),
    "programme.JoinRequest.join": ("join request joined", programme.make_request, lambda it: it.join(by())),
    "programme.JoinRequest.decline": ("join request declined", programme.make_request, lambda it: it.decline(by())),
}

# Acts that are functions or managers of a room
OTHER_ACTS = {
    "reviewer's work handed over": (assignment, hand_all_over),
    "slip printed": (by, lambda it: Invitation.objects.issue(it, by=by())),
    "consent given": (not_asked_yet, lambda it: consent.give(it, consent.current_text())),
    "consent withdrawn": (consented, consent.withdraw),
    "e-mail changed": (by, lambda it: emails.change(it, "new@example.org")),
    "erasure asked for": (by, ErasureRequest.objects.ask),
    "project begun": (project, lambda it: Project.objects.start(it.lead, community=it.community, school=it.school)),
    "comment written": (comment, lambda it: Comment.objects.say(it.project, it.stage, it.author, "…")),
    "comment answered": (comment, lambda it: Comment.objects.answer(it, it.project.lead, "…")),
    "series planned": (
        community,
        lambda it: Session.objects.plan_series(
            it, by(), [(one, timezone.now() + timedelta(days=7)) for one in makers.make_plan(it.cohort, "Бірінші")]
        ),
    ),
    "poster begun": (
        published,
        lambda it: Poster.objects.begin(conference(ConferenceStatus.CALL_OPEN), it, it.lead),
    ),
    "reviewer assigned": (
        portfolio,
        lambda it: Assignment.objects.give(it, by(), by(), timezone.localdate() + timedelta(days=9)),
    ),
    "review begun": (portfolio, lambda it: review.begin_review(it, by())),
    "rubric begun": (makers.make_cohort, lambda it: rubrics.begin_next(it, by())),
    "rubric put in use": (draft, lambda it: rubrics.put_in_use(it, by(), it.version)),
    "rubric discarded": (draft, lambda it: rubrics.discard(it, by())),
    "criterion added": (draft, lambda it: rubrics.add_criterion(it, by(), {"name_kk": "Жаңа"}, [])),
    "criterion changed": (
        lambda: draft().criteria.get(),
        lambda it: rubrics.change_criterion(it, by(), it.version, ["name_kk"], []),
    ),
    "criterion moved": (two_criteria, lambda it: rubrics.move_criterion(it.criteria.first(), by(), 2)),
    "criterion removed": (lambda: draft().criteria.get(), lambda it: rubrics.remove_criterion(it, by())),
    "review: return": (reading, lambda it: review.return_(it, it.reviewer)),
    "review: pass": (reading, lambda it: review.pass_(it, it.reviewer)),
    "review: not_yet": (lambda: reading(with_level=False), lambda it: review.not_yet(it, it.reviewer)),
    "portfolio taken back": (portfolio, lambda it: review.recall(it, it.project.lead)),
}

# Acts of pages: (who, page, what she changes). What else the form asks for is sent back as it was shown.
COORDINATOR = {"groups": ["coordinators"], "is_staff": True}
ROOT = {"is_staff": True, "is_superuser": True}


def page(name, *args):
    return reverse(name, args=args)


def own_poster():
    one = poster()
    return one.project.lead, page("conference:poster_edit", one.conference.slug, one.pk), {"name_form": "school"}


def conflict():
    return ConflictOfInterest.objects.create(reviewer=by(), person=by(), why="туыс")


CHIEF = {"groups": [UNIVERSITY]}


def of_staff(address, changes, **staff):
    return makers.make_person(**(staff or COORDINATOR)), address, changes


def text_page():
    return Page.objects.get_or_create(slug="about", defaults={"title_kk": "Бағдарлама", "body_kk": "…"})[0]


def ticked(model, thing, action):
    return page(f"admin:{model}_changelist"), {"action": action, "_selected_action": [thing.pk]}


PAGE_ACTS = {
    "reviewer added": lambda: of_staff(
        page("certification:reviewer_edit", makers.make_person().pk), {"reads_kk": "on"}, **CHIEF
    ),
    "reviewer changed": lambda: of_staff(
        page("certification:reviewer_edit", Reviewer.objects.create(person=makers.make_person()).person_id),
        {"most_at_once": "3"},
        **CHIEF,
    ),
    "conflict of interest changed": conflict_seen_differently,
    "community formed": lambda: of_staff(
        page("communities:community_new"), {"name": "Жаңа қауымдастық", "cohort": makers.make_cohort().pk}
    ),
    "community changed": lambda: of_staff(page("communities:community_edit", community().pk), {"name": "Басқаша атау"}),
    "norms changed": lambda: of_staff(page("communities:norms_edit", community().pk), {"norms": "Тыңдаймыз."}),
    "profile changed": lambda: (by(), page("accounts:profile"), {"surname": "Жаңа"}),
    "person added": lambda: of_staff(page("accounts:invite"), {"surname": "Жаңа", "given_name": "Адам"}),
    "page changed": lambda: of_staff(page("programme:page_edit", text_page().slug), {"title_kk": "Жаңаша"}),
    "partner changed": lambda: of_staff(
        page("programme:partner_edit", programme.make_partner().pk), {"name_kk": "Басқа серіктес"}
    ),
    "news changed": lambda: of_staff(page("programme:news_edit", news(published_at=None).pk), {"title_kk": "Жаңаша"}),
    "join request note changed": lambda: of_staff(
        page("programme:request_note", programme.make_request().pk), {"note": "Қоңырау шалдым."}
    ),
    "name form chosen": own_poster,
    "school changed": lambda: of_staff(
        page("admin:schools_school_change", makers.make_school().pk), {"name_kk": "Басқаша мектеп"}
    ),
    "school deleted": lambda: of_staff(
        page("admin:schools_school_delete", makers.make_school().pk), {"post": "yes"}, **ROOT
    ),
    "second factor removed": lambda: of_staff(
        *ticked("accounts_user", makers.make_person(groups=["observers"]), "remove_second_factor"), **ROOT
    ),
    "conflict of interest removed": lambda: of_staff(
        page("admin:certification_conflictofinterest_delete", conflict().pk), {"post": "yes"}, **ROOT
    ),
    "roster discarded": lambda: of_staff(
        page("schools:roster_discard", school_makers.make_roster(makers.make_school()).pk), {}
    ),
}


@pytest.mark.parametrize("says", PAGE_ACTS)
def test_a_page_writes_one_row(says, client):
    who, address, changes = PAGE_ACTS[says]()
    client.force_login(who)

    writes_one_row(says, lambda: address, lambda it: send(client, it, changes))


def send(client, address, changes):
    """The form as the page shows it, with her changes."""
    came = client.get(address, follow=True)
    if came.request["PATH_INFO"] == address:  # a form of something new got its id on the way
        address = f"{address}?{came.request['QUERY_STRING']}"
    context = came.context or {}
    form = context["adminform"].form if "adminform" in context else context.get("form")
    shown = {name: form[name].value() for name in form.fields} if form is not None else {}
    shown["version"] = getattr(getattr(form, "instance", None), "version", 1)
    for formset in context.get("inline_admin_formsets", ()):
        manager = formset.formset.management_form
        shown |= {manager.add_prefix(name): manager[name].value() for name in manager.fields}
    told = {name: value for name, value in {**shown, **changes}.items() if value not in (None, "")}
    return client.post(address, told)


# Not acts of their own, with the reason
EXCUSED = {
    "mark": "writing",
    "tick_off": "writing",
    "become_nobody": "a part of carrying out an erasure",
    "finish_reading": "the portal's own reading of a list",
    "start_reading": "the portal's own reading of a list",
    "discard": "lists: its page writes it down; kept forms: their owner's own, for two days",
    "deliver": "mail",
    "retry": "mail",
    "remove_files": "a part of erasing",
    "touch": "tells when something of a project was written",
    "tell": "mail",
    "write": "writing is not a change of state: each save keeps its version",
    "follow": "calls the vignette's own verbs",
    "write_comments": "writing",
    "save": "Django's",
    "delete": "Django's, refused",
    "save_as_of": "writing",
    "end": "an end date; leave() and the pages write it down",
    "erase": "sweeping, and a part of erasing a person",
    "hold": "its log writes it down",
    "renew": "a part of submitting, which is written down",
    "begin": "cohorts: their page writes it down; jobs: the worker's",
    "begin_assessing": "its page writes it down: programme/tests/test_pages.py",
    "close": "its page writes it down: programme/tests/test_pages.py",
}
ROOMS_OF_MACHINES = {"jobs"}  # what a worker does; what was asked for is written down by the work itself


def verbs():
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in settings.INSTALLED_APPS or not (SOURCES / room).is_dir() or room in ROOMS_OF_MACHINES:
            continue
        ours = [ancestor for ancestor in model.__mro__ if not ancestor.__module__.startswith("django.")]
        for name in {name for ancestor in ours for name, act in vars(ancestor).items() if is_verb(name, act)}:
            yield f"{model._meta.label}.{name}", name


def is_verb(name, act):
    return getattr(act, "alters_data", False) and not name.startswith("_")


def test_every_verb_is_tried_here_or_excused():
    tried = set(ACTS) | set(PROVEN)
    forgotten = [label for label, name in verbs() if label not in tried and name not in EXCUSED]

    assert sorted(forgotten) == []


@pytest.mark.parametrize("label", ACTS)
def test_a_verb_writes_one_row(label):
    says, make, act = ACTS[label]
    writes_one_row(says, make, act)


@pytest.mark.parametrize("says", OTHER_ACTS)
def test_an_act_writes_one_row(says):
    writes_one_row(says, *OTHER_ACTS[says])


def writes_one_row(says, make, act):
    thing = make()
    before = AuditEntry.objects.count()

    act(thing)

    told = list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))[before:]
    assert told.count(says) == 1
    assert set(told) <= {says, *ALONG.get(says, ())}


ALONG = {  # a decision moves the project too, which is an act upon another thing
    "review: return": ["project returned"],
    "review: pass": ["project accepted"],
    "review: not_yet": ["project returned"],
    "portfolio taken back": ["project called back"],
    "person added": ["slip printed"],
    "reviewer's work handed over": ["reviewer assigned"],
}

# Acts of pages: the test that counts their rows (verb or label -> room's test)
PROVEN = {
    "work put back": "jobs/tests/test_workshop.py",
    "attestation words changed": "certification/tests/test_pack.py",
    "signing key distrusted": "certification/tests/test_checking_statements.py",
    "signing key made": "certification/tests/test_checking_statements.py",
    "signing key retired": "certification/tests/test_checking_statements.py",
    "certificate texts changed": "certification/tests/test_printing_pages.py",
    **dict.fromkeys(
        (
            "moderation opened",
            "moderation settled",
            "moderation settled by agreement",
            "rules of assessment changed",
            "second reading asked for",
            "second reading decided",
            "second reading no longer asked for",
        ),
        "certification/tests/test_moderating.py",
    ),
    **dict.fromkeys(
        (
            "appeal granted",
            "appeal sent",
            "appeal upheld",
            "decision list opened",
            "decision list signed",
            "decisions gathered",
            "decisions taken off",
        ),
        "certification/tests/test_deciding.py",
    ),
    "certificates packed": "certification/tests/test_printing_pages.py",
    "mark added": "certification/tests/test_printing_pages.py",
    "mark changed": "certification/tests/test_printing_pages.py",
    "mark removed": "certification/tests/test_printing_pages.py",
    "signatory added": "certification/tests/test_printing_pages.py",
    "signatory changed": "certification/tests/test_printing_pages.py",
    "signatory removed": "certification/tests/test_printing_pages.py",
    "changed by a roster": "schools/tests/test_people_rosters.py",
    "principal named": "schools/tests/test_people_rosters.py",
    "roster saved": "schools/tests/test_pages.py",
    "cohort moved": "programme/tests/test_pages.py",
    "own data exported": "tests/test_own_data.py",
    "person changed": "accounts/tests/test_admin.py",
    "phone changed": "accounts/tests/test_account.py",
    "session log corrected": "communities/tests/test_log.py",
    "portfolio submitted": "certification/tests/test_review.py",
    "session logged": "communities/tests/test_log.py",
    "community made": "insights/tests/test_demo.py",  # the demo's own
    "join request received": "programme/tests/test_joining.py",
    "roster brought": "schools/tests/test_pages.py",
    "news picture added": "programme/tests/test_news.py",
    "news picture changed": "programme/tests/test_news.py",
    "join request erased": "programme/tests/test_joining.py",
    "list exported": "insights/tests/test_exports.py",
    "news added": "programme/tests/test_news.py",
    "partner added": "programme/tests/test_texts.py",
    "figures frozen": "insights/tests/test_snapshots.py",
    "snapshot published": "insights/tests/test_snapshots.py",
    "snapshot taken back": "insights/tests/test_snapshots.py",
    "report made": "insights/tests/test_report.py",
    "certificate issued": "certification/tests/test_issuing.py",
    "certificate replaced": "certification/tests/test_issuing.py",
    "certificates asked for": "certification/tests/test_batches.py",
    **dict.fromkeys(
        (
            "asked to confirm names",
            "certificate revoked",
            "certificate rule changed",
            "certificates exported",
            "correction of a name asked",
            "correction of a name declined",
            "correction of a name done",
            "list of the entitled exported",
            "name confirmed",
            "revocation asked",
            "revocation dropped",
        ),
        "certification/tests/test_certificate_pages.py",
    ),
}


def test_every_act_with_words_has_a_test_that_looks_for_it():
    tried = {says for says, _make, _act in ACTS.values()} | set(OTHER_ACTS)
    proven = {says for says, path in PROVEN.items() if "AuditEntry" in (SOURCES / path).read_text(encoding="utf-8")}

    assert sorted(set(PROVEN) - proven) == []
    assert sorted(set(WORDS) - tried - set(PAGE_ACTS) - proven) == []
