"""The review in the admin, the PDF, what waits on first pages, and the default criteria."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from accounts.groups import make_groups
from certification import agenda
from certification.criteria import make_criteria
from certification.models import Outcome, Portfolio, PortfolioStatus, Review
from certification.paper import portfolio_pdf
from certification.review import return_
from projects.models import ProjectStatus
from tests.makers import make_assignment, make_cohort, make_person, make_project, make_upload

from .makers import make_chief, make_review, make_submitted, typed_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    make_groups()
    person = make_chief()
    client.force_login(person)
    return person


def decide_url(portfolio, outcome):
    return reverse("admin:certification_portfolio_decide", args=[portfolio.pk, outcome])


def typed(portfolio, version=1, overall="Тұтас жақсы.", comment="Кестені қосыңыз."):
    first = portfolio.project.community.cohort.rubrics.get().criteria.order_by("number").first()
    return {"version": version, "overall": overall, "private_note": "", f"criterion_{first.pk}": comment}


def test_the_portfolio_is_read_in_place_and_has_no_field_to_edit(client, chief):
    portfolio = make_submitted()

    page = client.get(reverse("admin:certification_portfolio_change", args=[portfolio.pk])).content.decode()

    assert "Бір күні сыныпта әңгіме басталды." in page
    assert 'name="status"' not in page
    for outcome in Outcome.values:
        assert decide_url(portfolio, outcome) in page


def test_an_action_goes_through_a_page_that_asks_for_words(client, chief):
    portfolio, other = make_submitted(), make_submitted()
    url = reverse("admin:certification_portfolio_changelist")

    one = client.post(url, {"action": "return_with_comments", "_selected_action": [portfolio.pk]})
    two = client.post(url, {"action": "accept", "_selected_action": [portfolio.pk, other.pk]})

    assert one["Location"] == decide_url(portfolio, "return")
    assert two.status_code == 302
    assert Portfolio.objects.filter(status=PortfolioStatus.SUBMITTED).count() == 2


@pytest.mark.parametrize(
    ("outcome", "project_status"),
    [("return", ProjectStatus.RETURNED), ("pass", ProjectStatus.ACCEPTED), ("not_yet", ProjectStatus.RETURNED)],
)
def test_the_admin_decides_by_the_same_verbs(client, chief, outcome, project_status):
    portfolio = make_submitted()

    levels = typed_levels(portfolio) if outcome == "pass" else {}
    response = client.post(decide_url(portfolio, outcome), typed(portfolio) | levels)

    assert response.status_code == 302
    reading = Review.objects.decided().get()
    assert (reading.reviewer, reading.outcome) == (chief, outcome)
    assert Portfolio.objects.select_related("project").get().project.status == project_status


def test_without_words_the_admin_refuses_and_keeps_what_was_typed(client, chief):
    portfolio = make_submitted()

    refused = client.post(decide_url(portfolio, "return"), typed(portfolio, comment=""))

    assert refused.status_code == 422
    assert "Тұтас жақсы." in refused.content.decode()
    assert Portfolio.objects.get().status != PortfolioStatus.RETURNED
    again = client.post(
        decide_url(portfolio, "return"), typed(portfolio, version=refused.context["form"]["version"].value())
    )
    assert again.status_code == 302


def test_the_admin_accepts_with_a_level_for_each_criterion_only(client, chief):
    portfolio = make_submitted()
    (first, _level), *others = typed_levels(portfolio).items()

    refused = client.post(decide_url(portfolio, "pass"), typed(portfolio) | dict(others))

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [first]
    assert (Review.objects.get().marks.count(), Review.objects.get().is_decided) == (6, False)


def test_two_windows_meet_in_a_conflict_page(client, chief):
    portfolio = make_submitted()
    client.post(portfolio.get_absolute_url(), typed(portfolio, comment="Басқа терезе"))

    response = client.post(decide_url(portfolio, "return"), typed(portfolio))

    assert response.status_code == 409
    assert "Басқа терезе" in response.content.decode()


def test_nobody_adds_or_deletes_a_portfolio(client, chief):
    portfolio = make_submitted()
    chief.user_permissions.set(Permission.objects.filter(content_type__app_label="certification"))

    assert client.get(reverse("admin:certification_portfolio_add")).status_code == 403
    assert client.post(reverse("admin:certification_portfolio_delete", args=[portfolio.pk])).status_code == 403


@pytest.mark.parametrize("query", ["state=waiting", "reviewer=none", "q=ОҚЫЛЫМ", "state=passed", "region=1"])
def test_the_list_filters_and_searches(client, chief, query):
    portfolio = make_submitted()
    region = portfolio.project.school.district.region_id

    url = reverse("admin:certification_portfolio_changelist")
    page = client.get(f"{url}?{query.replace('region=1', f'region={region}')}").content.decode()

    assert (portfolio.pk in page) == (query != "state=passed")


def test_the_list_can_be_narrowed_to_a_reviewer(client, chief):
    portfolio, other = make_submitted(), make_submitted()
    reviewer = make_assignment(portfolio)

    page = client.get(reverse("admin:certification_portfolio_changelist"), {"reviewer": reviewer.pk}).content.decode()

    assert (portfolio.pk in page, other.pk in page) == (True, False)


# PDF -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pdf_holds_the_text_with_all_kazakh_letters(language):
    letters = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
    portfolio = make_submitted(title=f"Жоба {letters}")
    version = portfolio.versions.get()

    pdf = PdfReader(BytesIO(portfolio_pdf(version, language)))

    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert letters in words
    assert "Бір күні сыныпта әңгіме басталды." in words
    assert "#let" not in words


def test_the_pdf_shows_the_pictures_that_are_still_there(client):
    portfolio = make_submitted()
    version = portfolio.versions.get()
    upload = make_upload(portfolio.project.lead)
    version.content["evidence"][0] |= {"upload": upload.pk, "name": upload.name, "alt": "Кесте", "is_picture": True}
    version.save()
    version.uploads.add(upload)
    client.force_login(portfolio.project.lead)

    response = client.get(reverse("certification:portfolio_pdf", args=[portfolio.pk, 1]))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


# First pages -----------------------------------------------------------------------------------------


def test_the_teacher_learns_what_the_state_means():
    portfolio, chief = make_submitted(), make_chief()
    lead = portfolio.project.lead

    with override("en"):
        (waiting,) = agenda.for_teacher(lead)
        return_(make_review(portfolio, chief), chief)
        (returned,) = agenda.for_teacher(lead)

    assert (waiting.expected_on is not None, waiting.comments) == (True, 0)
    assert (returned.comments, returned.link) == (1, f"/en/certification/feedback/{portfolio.project_id}/")
    assert agenda.for_teacher(make_project().lead) == []


def test_the_reviewer_sees_hers_by_due_date_and_the_chief_what_nobody_has():
    first, second, free = make_submitted(), make_submitted(), make_submitted()
    reviewer = make_person()
    make_assignment(first, reviewer, due_on=timezone.localdate())
    make_assignment(second, reviewer, due_on=timezone.localdate() - timedelta(days=2))

    hers, chiefs = agenda.for_reviewer(reviewer), agenda.for_reviewer(make_chief())

    assert ([one.pk for one in hers.mine], hers.overdue, hers.longest) == ([second.pk, first.pk], 1, [])
    assert [one.pk for one in chiefs.longest] == [free.pk]
    assert agenda.for_reviewer(make_person()) is None


def test_the_default_criteria_speak_three_languages_and_are_made_once():
    cohort = make_cohort()

    criteria = make_criteria(cohort)

    assert len(criteria) == len(make_criteria(cohort)) == 6
    assert all(one.name_kk and one.name_ru and one.name_en and one.hint_kk for one in criteria)
