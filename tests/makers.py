"""Small functions that build a valid thing and no more. A test states what it depends on."""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts import consent
from accounts.models import Consent, ConsentText, User
from certification.models import (
    Assignment,
    Criterion,
    Level,
    Portfolio,
    PortfolioStatus,
    PortfolioVersion,
    Rubric,
    RubricStatus,
)
from communities.models import (
    Community,
    CommunityStatus,
    Facilitation,
    FacilitatorKind,
    Membership,
    NetworkEvent,
    Session,
)
from conference.models import Conference, ConferenceStatus, Poster, PosterStatus
from insights.models import Report, Snapshot, SnapshotStatus
from programme.models import Cohort, CohortStatus, PlannedSession, Question, Stage, StagePart
from projects.models import Project, ProjectStatus, Visibility
from schools.models import District, Headship, Region, School, Teacher
from uploads.models import Upload

PASSWORD = "a-lamp-in-the-steppe"
_numbers = count(1)


def make_person(**fields):
    number = next(_numbers)
    groups = fields.pop("groups", ())
    fields = {
        "surname": f"Сейітова{number}",
        "given_name": "Айгүл",
        "email": f"person{number}@example.org",
        "password": None,
        "claimed_at": timezone.now(),
        **fields,
    }
    person = User.objects.create_user(**fields)
    for name in groups:
        person.groups.add(Group.objects.get_or_create(name=name)[0])
    give_consent(person)
    if person.needs_second_factor():
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    return person


def give_consent(person):
    """As in life: in her own language."""
    texts = {
        language: ConsentText.objects.get_or_create(
            kind=consent.KIND, version=consent.VERSION, language=language, defaults={"text": "…"}
        )[0]
        for language in ("kk", "ru", "en")
    }
    Consent.objects.create(person=person, text=texts[person.language])


def make_region(**fields):
    number = next(_numbers)
    return Region.objects.create(
        **{"kato": f"{470000000 + number}", "iso": f"T{number}", "name_kk": "Маңғыстау облысы", **fields}
    )


def make_district(**fields):
    fields.setdefault("region", None)
    fields["region"] = fields["region"] or make_region()
    return District.objects.create(**{"kato": f"{475000000 + next(_numbers)}", "name_kk": "Бейнеу ауданы", **fields})


def make_school(**fields):
    if "district" not in fields:
        fields["district"] = make_district()
    return School.objects.create(**{"name_kk": f"№{next(_numbers)} орта мектеп", **fields})


def make_teacher(school=None, **person):
    """A person who teaches at the school (a new one unless given). Returns the person."""
    person = make_person(**person)
    Teacher.objects.create(person=person, school=school or make_school(), since=date(2020, 9, 1))
    return person


def make_principal(school, **person):
    person = make_person(**person)
    Headship.objects.create(school=school, person=person, since=date(2020, 9, 1))
    return person


def make_cohort(**fields):
    today = timezone.localdate()
    return Cohort.objects.create(
        **{
            "name_kk": "2026–2027 оқу жылы",
            "starts_on": today - timedelta(days=90),
            "ends_on": today + timedelta(days=300),
            "status": CohortStatus.RUNNING,
            **fields,
        }
    )


def make_stages(cohort):
    """All ten stages with one required question each."""
    parts = ["", StagePart.CONCERN, StagePart.CONSULTATIONS, StagePart.ACTIONS, "", StagePart.LOG]
    parts += [StagePart.EVIDENCE, StagePart.CHANGES, StagePart.VIGNETTE, StagePart.PORTFOLIO]
    stages = []
    for number, part in enumerate(parts, start=1):
        stage = Stage.objects.create(cohort=cohort, number=number, part=part, title_kk=f"{number}-кезең")
        Question.objects.create(stage=stage, key=f"question-{number}", text_kk="Сізді не толғандырады?")
        stages.append(stage)
    return stages


def make_community(**fields):
    schools = fields.pop("schools", None) or [make_school()]
    if "cohort" not in fields:
        fields["cohort"] = make_cohort()
    community = Community.objects.create(**{"name": "Бірге оқимыз", "status": CommunityStatus.ACTIVE, **fields})
    community.schools.set(schools)
    return community


def make_member(community, person=None, **relation):
    """Someone who teaches at the community's school and belongs to it. Returns the person."""
    person = person or make_teacher(community.schools.first())
    Membership.objects.create(community=community, person=person, **{"since": date(2020, 9, 1), **relation})
    return person


def make_facilitator(community, kind=FacilitatorKind.SCHOOL, person=None, **relation):
    person = person or make_person()
    Facilitation.objects.create(
        community=community, person=person, kind=kind, **{"since": date(2020, 9, 1), **relation}
    )
    return person


def make_session(community=None, **fields):
    community = community or make_community()
    if "made_by" not in fields:
        fields["made_by"] = make_facilitator(community)
    starts_at = timezone.make_aware(datetime(2026, 10, 7, 15, 0))
    return Session.objects.create(community=community, **{"topic": "Мәселе ағашы", "starts_at": starts_at, **fields})


def make_event(cohort=None, **fields):
    return NetworkEvent.objects.create(
        cohort=cohort or make_cohort(),
        **{"title_kk": "Желілік кездесу", "starts_at": timezone.now() - timedelta(days=3), **fields},
    )


def make_plan(cohort, *titles):
    """Rows of the cohort's session plan, two weeks apart."""
    return [
        PlannedSession.objects.create(
            cohort=cohort, number=number, title_kk=title, weeks_after_start=2 * (number - 1), steps_kk="Шеңбер\nЖұп"
        )
        for number, title in enumerate(titles, start=1)
    ]


def make_project(community=None, lead=None, **fields):
    community = community or make_community()
    if fields.get("status") == ProjectStatus.PUBLISHED:
        fields.setdefault("published_at", timezone.now())
    lead = lead or make_member(community)
    return Project.objects.create(
        **{
            "community": community,
            "lead": lead,
            "school": community.schools.first(),
            "title": "Оқылым сауаттылығын топтық жұмыс арқылы арттыру",
            "status": ProjectStatus.IN_PROGRESS,
            "visibility": Visibility.COMMUNITY,
            **fields,
        }
    )


def make_published_project(**fields):
    return make_project(
        **{
            "status": ProjectStatus.PUBLISHED,
            "visibility": Visibility.PUBLIC,
            "published_at": timezone.now(),
            **fields,
        }
    )


def make_portfolio(project=None, content=None, **fields):
    """A submitted portfolio with one frozen version."""
    project = project or make_project(status=ProjectStatus.SUBMITTED)
    portfolio = Portfolio.objects.create(
        project=project, **{"status": PortfolioStatus.SUBMITTED, "submitted_at": timezone.now(), **fields}
    )
    PortfolioVersion.objects.create(portfolio=portfolio, number=1, content=content or {"title": project.title})
    return portfolio


def make_assignment(portfolio, reviewer=None, **fields):
    reviewer = reviewer or make_person()
    Assignment.objects.create(
        portfolio=portfolio,
        reviewer=reviewer,
        **{"assigned_by": make_person(), "due_on": timezone.localdate() + timedelta(days=21), **fields},
    )
    return reviewer


def make_rubric(cohort, status=RubricStatus.IN_USE, **fields):
    """A rubric with one criterion of two levels, in use unless told otherwise."""
    rubric = Rubric.objects.create(cohort=cohort, **{"number": cohort.rubrics.count() + 1, **fields})
    texts = {f"name_{language}": "Мәселе" for language in ("kk", "ru", "en")}
    criterion = Criterion.objects.create(rubric=rubric, number=1, **texts)
    for number, name in enumerate(("Басталған", "Сенімді")):
        texts = {f"name_{language}": name for language in ("kk", "ru", "en")}
        Level.objects.create(criterion=criterion, number=number, is_enough=number == 1, **texts)
    if status == RubricStatus.IN_USE:
        cohort.rubrics.in_use().update(status=RubricStatus.REPLACED)
    if status != RubricStatus.DRAFT:
        rubric._move_to(RubricStatus.IN_USE, in_use_since=timezone.now())
    return rubric


def make_criterion(cohort):
    """The one criterion of a rubric of its own, in use."""
    return make_rubric(cohort).criteria.get()


def make_conference(**fields):
    if "cohort" not in fields:
        fields["cohort"] = make_cohort()
    today = timezone.localdate()
    return Conference.objects.create(
        **{
            "slug": f"conference-{next(_numbers)}",
            "name_kk": "Ауыл мектебінің шамы",
            "starts_on": today,
            "ends_on": today,
            "status": ConferenceStatus.PUBLISHED,
            **fields,
        }
    )


def make_poster(conference=None, project=None, **fields):
    return Poster.objects.create(
        conference=conference or make_conference(),
        project=project or make_published_project(),
        **{"status": PosterStatus.ACCEPTED, **fields},
    )


def make_upload(owner=None, **fields):
    """A small picture, each of another colour: no two are the same file. Private unless `faces` says otherwise."""
    number = next(_numbers)
    data = BytesIO()
    Image.new("RGB", (40, 30), (number % 256, number // 256 % 256, 120)).save(data, "PNG")
    file = SimpleUploadedFile(f"picture-{number}.png", data.getvalue())
    return Upload.objects.receive(owner or make_person(), file, **fields)


EMPTY_FIGURES = {"definitions": 1, "hides_few": True, "place": None, "indicators": [], "totals": {}, "splits": []}


def make_snapshot(cohort=None, **fields):
    """One without any figure, published; `content` of a true one comes from insights.snapshots.freezing."""
    cohort = cohort or make_cohort()
    names = {code: str(cohort) for code in ("kk", "ru", "en")}
    days = [cohort.starts_on.isoformat(), cohort.ends_on.isoformat()]
    content = {
        **EMPTY_FIGURES,
        "on": str(timezone.localdate()),
        "cohort": names,
        "days": days,
        "lights": [],
        "partners": [],
    }
    fields = {"name": "UNESCO", "status": SnapshotStatus.PUBLISHED, "definitions": 1, "content": content, **fields}
    fields.setdefault("made_by", None)
    fields["made_by"] = fields["made_by"] or make_person(groups=["coordinators"])
    return Snapshot.objects.create(cohort=cohort, **fields)


def make_report(snapshot, language="ru"):
    file = default_storage.save("reports/test.pdf", ContentFile(b"%PDF-1.7"))
    return Report.objects.create(snapshot=snapshot, language=language, file=file, size=8)
