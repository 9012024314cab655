"""The pages: each outcome of submitting, reading, commenting, deciding and assigning."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certification.assigning.days import due_after
from certification.models import (
    Assignment,
    CriterionMark,
    Outcome,
    Portfolio,
    PortfolioStatus,
    PortfolioVersion,
    Review,
)
from certification.review import return_, submit
from projects.models import Project
from tests.makers import make_assignment, make_community, make_person, make_project

from .makers import make_chief, make_ready_project, make_review, make_submitted, typed_levels

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


# Submitting ------------------------------------------------------------------------------------------


def test_the_list_leads_to_what_is_missing(client):
    project = make_project()
    client.force_login(project.lead)

    response = client.get(reverse("certification:submit", args=[project.pk]))

    assert response.status_code == 200
    assert all(line.link in text(response) for line in response.context["checklist"].missing)
    assert "<textarea" not in text(response)


def test_an_incomplete_portfolio_is_refused_in_words(client):
    project = make_project()
    client.force_login(project.lead)

    response = client.post(reverse("certification:submit", args=[project.pk]), {"note": "Сәлем"})

    assert response.status_code == 422
    assert not Portfolio.objects.exists()


def test_two_taps_submit_once_and_the_page_says_until_when_to_wait(client):
    project = make_ready_project()
    client.force_login(project.lead)
    url = reverse("certification:submit", args=[project.pk])

    answers = [client.post(url, {"note": "Сәлем"}) for _tap in range(2)]
    page = client.get(url)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [version.note for version in PortfolioVersion.objects.all()] == ["Сәлем"]
    assert page.context["expected_on"] == due_after(timezone.localdate(), 21)


def test_a_note_that_is_too_long_stays_on_the_page(client):
    project = make_ready_project()
    client.force_login(project.lead)

    response = client.post(reverse("certification:submit", args=[project.pk]), {"note": "а" * 2001})

    assert response.status_code == 422
    assert "а" * 2001 in text(response)


def test_a_returned_portfolio_shows_the_comments_before_it_is_submitted_again(client):
    portfolio, chief = make_submitted(), make_chief()
    return_(make_review(portfolio, chief, private_note="Құпия сөз"), chief)
    client.force_login(portfolio.project.lead)

    for name in ("submit", "feedback"):
        page = text(client.get(reverse(f"certification:{name}", args=[portfolio.project_id])))
        assert "Дәлелді нақтылаңыз." in page
        assert "Жақсы жұмыс." in page
        assert "Құпия сөз" not in page
    page = text(client.get(reverse("certification:version", args=[portfolio.pk, 1])))
    assert "Құпия сөз" not in page


def test_comments_stand_beside_the_stage_that_they_are_about(client):
    portfolio, chief = make_submitted(), make_chief()
    return_(make_review(portfolio, chief), chief)  # the first criterion looks at the concern, stage 2
    client.force_login(portfolio.project.lead)

    response = client.get(reverse("certification:feedback", args=[portfolio.project_id]))

    ((section, comments),) = response.context["readings"][0]["pairs"]
    assert (section.number, [comment.text for comment in comments]) == (2, ["Дәлелді нақтылаңыз."])
    assert reverse("projects:stage", args=[portfolio.project_id, 2]) in text(response)


def test_comments_are_not_seen_before_the_decision(client):
    portfolio = make_submitted()
    make_review(portfolio, make_chief())
    client.force_login(portfolio.project.lead)

    page = text(client.get(reverse("certification:feedback", args=[portfolio.project_id])))

    assert "Дәлелді нақтылаңыз." not in page


def test_the_author_takes_it_back_by_a_button(client):
    portfolio = make_submitted()
    client.force_login(portfolio.project.lead)

    client.post(reverse("certification:recall", args=[portfolio.pk]))

    assert Portfolio.objects.get().status == PortfolioStatus.ASSEMBLING


# Reading and commenting ------------------------------------------------------------------------------


def typed(portfolio, version=1, overall="Тұтас жақсы.", comment="Кестені қосыңыз."):
    first = portfolio.project.community.cohort.rubrics.get().criteria.order_by("number").first()
    return {"version": version, "overall": overall, "private_note": "", f"criterion_{first.pk}": comment}


def test_opening_a_portfolio_changes_nothing(client):
    portfolio = make_submitted()
    client.force_login(make_chief())

    response = client.get(portfolio.get_absolute_url())

    assert "Бір күні сыныпта әңгіме басталды." in text(response)
    assert (Review.objects.count(), Portfolio.objects.get().status) == (0, PortfolioStatus.SUBMITTED)


def test_the_first_comment_begins_the_review(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)

    response = client.post(portfolio.get_absolute_url(), typed(portfolio))

    assert response.status_code == 302
    assert Portfolio.objects.get().status == PortfolioStatus.IN_REVIEW
    assert Review.objects.get().marks.get().text == "Кестені қосыңыз."


def test_comments_save_while_she_writes(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)

    response = client.post(portfolio.get_absolute_url(), typed(portfolio), HTTP_HX_REQUEST="true")

    assert response.status_code == 200
    assert 'name="version" value="2" id="id_version" hx-swap-oob="true"' in text(response)


def test_another_window_does_not_overwrite_her_comments(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    client.post(portfolio.get_absolute_url(), typed(portfolio, comment="Бірінші терезе"))

    response = client.post(portfolio.get_absolute_url(), typed(portfolio, comment="<b>Екінші</b> терезе"))

    assert response.status_code == 409
    assert "Бірінші терезе" in text(response)
    assert "&lt;b&gt;Екінші&lt;/b&gt; терезе" in text(response)
    assert Review.objects.get().marks.get().text == "Бірінші терезе"


def test_an_emptied_comment_goes(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    client.post(portfolio.get_absolute_url(), typed(portfolio))

    client.post(portfolio.get_absolute_url(), typed(portfolio, version=2, comment=""))

    assert Review.objects.get().marks.count() == 0


def test_the_second_version_opens_with_what_changed(client):
    portfolio, chief = make_submitted(), make_chief()
    return_(make_review(portfolio, chief), chief)
    Project.objects.update(concern="Оқушылар мәтінді мүлде түсінбей оқиды.")
    submit(Project.objects.get(), portfolio.project.lead)
    client.force_login(chief)

    response = client.get(portfolio.get_absolute_url())

    (change,) = response.context["changes"]
    assert change.section.number == 2
    assert "<ins>" in text(response)
    assert "мүлде" in text(response)
    assert reverse("certification:version", args=[portfolio.pk, 1]) in text(response)


# Deciding --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["return", "pass", "not_yet"])
def test_an_outcome_is_confirmed_first_and_then_done_once(client, name):
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief)
    client.force_login(chief)
    url = reverse(f"certification:{name}", args=[portfolio.pk])

    shown = client.get(url)
    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED
    answers = [client.post(url, {"version": reading.version}) for _tap in range(2)]

    assert "Дәлелді нақтылаңыз." in text(shown)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Review.objects.decided().get().outcome == Outcome(name)


@pytest.mark.parametrize("name", ["return", "not_yet"])
def test_an_outcome_without_words_is_refused(client, name):
    portfolio, chief = make_submitted(), make_chief()
    make_review(portfolio, chief, comment="", overall="")
    client.force_login(chief)

    response = client.post(reverse(f"certification:{name}", args=[portfolio.pk]), {"version": 1})

    assert response.status_code == 422
    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED


def test_words_changed_in_another_window_are_shown_before_they_are_sent(client):
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief)
    Review.objects.get().save_as_of(reading.version, [])
    client.force_login(chief)

    response = client.post(reverse("certification:pass", args=[portfolio.pk]), {"version": reading.version})

    assert response.status_code == 409
    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED


def test_nothing_is_accepted_before_each_criterion_has_a_level(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)

    unread = client.post(reverse("certification:pass", args=[portfolio.pk]), {"version": 1})
    make_review(portfolio, chief, levels=False)
    begun = client.post(reverse("certification:pass", args=[portfolio.pk]), {"version": 1})

    assert (unread.status_code, begun.status_code) == (422, 422)
    assert "Өзекті мәселе" in text(begun)
    assert not Review.objects.decided().exists()


def test_accept_says_beside_each_criterion_that_a_level_is_missing_and_keeps_the_rest(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    (first, level), *others = typed_levels(portfolio).items()

    response = client.post(f"{portfolio.get_absolute_url()}?then=pass", typed(portfolio) | {first: level})

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [name for name, _level in others]
    assert text(response).count(str(next(iter(form.errors.values()))[0])) == 2 * len(others)  # summary and place
    assert Review.objects.get().marks.get(criterion__number=1).level_id == level
    again = typed(portfolio, version=form["version"].value()) | typed_levels(portfolio)
    assert client.post(f"{portfolio.get_absolute_url()}?then=pass", again).status_code == 302


def test_levels_are_saved_while_she_reads_and_shown_again(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    levels = typed_levels(portfolio)

    saved = client.post(portfolio.get_absolute_url(), typed(portfolio) | levels, HTTP_HX_REQUEST="true")
    page = client.get(portfolio.get_absolute_url())

    assert (saved.status_code, Review.objects.get().marks.count()) == (200, 6)
    assert text(page).count(" checked>") == 6
    assert page.context["form"].levels_chosen == 6


@pytest.mark.parametrize("wrong", ["of another criterion", "nonsense"])
def test_a_level_that_is_none_of_this_criterion_is_refused_and_words_stay(client, wrong):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    names = list(typed_levels(portfolio))
    value = typed_levels(portfolio)[names[1]] if wrong == "of another criterion" else wrong

    response = client.post(portfolio.get_absolute_url(), typed(portfolio) | {names[0]: value})

    assert response.status_code == 422
    assert "Кестені қосыңыз." in text(response)
    assert not Review.objects.get().marks.exists()


def test_another_window_does_not_overwrite_her_levels(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    client.post(portfolio.get_absolute_url(), typed(portfolio) | typed_levels(portfolio))

    response = client.post(portfolio.get_absolute_url(), typed(portfolio))

    assert response.status_code == 409
    assert len(response.context["form"].conflicts) == 6
    assert Review.objects.get().marks.exclude(level=None).count() == 6


def test_evidence_stands_beside_the_criterion_that_it_belongs_to(client):
    portfolio = make_submitted()
    client.force_login(make_chief())

    response = client.get(portfolio.get_absolute_url())

    beside = {rows[0].criterion.part: section.number for section, rows in response.context["parts"] if rows}
    assert beside == {"concern": 2, "consultations": 3, "actions": 4, "evidence": 7, "changes": 8, "vignette": 9}
    assert response.context["general"] == []


def submitted_again(portfolio, chief):
    """Returned with a comment to the first criterion, mended, and back."""
    return_(make_review(portfolio, chief), chief)
    Project.objects.filter(pk=portfolio.project_id).update(concern="Оқушылар мәтінді мүлде түсінбей оқиды.")
    submit(Project.objects.get(pk=portfolio.project_id), portfolio.project.lead)
    portfolio.refresh_from_db()
    portfolio.project.refresh_from_db()
    return CriterionMark.objects.get(review__version_read__portfolio=portfolio, text="Дәлелді нақтылаңыз.")


def test_earlier_comments_are_ticked_off_and_opened_again(client):
    portfolio, chief = make_submitted(), make_chief()
    mark = submitted_again(portfolio, chief)
    client.force_login(chief)
    url = portfolio.get_absolute_url()

    assert "Дәлелді нақтылаңыз." in text(client.get(url))
    client.post(url, typed(portfolio) | {f"settled_{mark.pk}": "on"})
    mark.refresh_from_db()
    assert mark.settled_in == Review.objects.get(version_read__number=2)
    assert client.get(url).context["form"].earlier_comments[0].is_ticked
    client.post(url, typed(portfolio, version=2))

    mark.refresh_from_db()
    assert mark.settled_in is None


@pytest.mark.parametrize("ticked", [True, False])
def test_the_teacher_sees_what_is_done_and_what_is_open_once_it_is_decided(client, ticked):
    portfolio, chief = make_submitted(), make_chief()
    mark = submitted_again(portfolio, chief)
    second = make_review(portfolio, chief, comment="Тағы бір сөз.")
    second.tick_off([mark.pk] if ticked else [])
    client.force_login(portfolio.project.lead)
    url = reverse("certification:feedback", args=[portfolio.project_id])

    (before,) = client.get(url).context["readings"]
    return_(Review.objects.get(pk=second.pk), chief)
    _newest, after = client.get(url).context["readings"]

    (shown,) = [comments[0] for _section, comments in before["pairs"]]
    assert (shown.settled_number, shown.is_open) == (None, False)
    (shown,) = [comments[0] for _section, comments in after["pairs"]]
    assert (shown.settled_number, shown.is_open) == ((2, False) if ticked else (None, True))


def test_the_teacher_sees_level_and_comment_by_criterion(client):
    portfolio, chief = make_submitted(), make_chief()
    return_(make_review(portfolio, chief), chief)
    client.force_login(portfolio.project.lead)

    response = client.get(reverse("certification:feedback", args=[portfolio.project_id]))

    assert len(response.context["readings"][0]["levels"]) == 6
    assert "Сенімді" in text(response)


def test_a_portfolio_page_asks_the_database_a_fixed_number_of_times(client, django_assert_max_num_queries):
    portfolio, chief = make_submitted(), make_chief()
    submitted_again(portfolio, chief)
    make_review(portfolio, chief)
    client.force_login(chief)
    client.get(portfolio.get_absolute_url())  # a new device is noted once

    with django_assert_max_num_queries(19):
        client.get(portfolio.get_absolute_url())


def test_the_outcome_buttons_save_what_was_typed_first(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)

    response = client.post(f"{portfolio.get_absolute_url()}?then=return", typed(portfolio))

    assert response["Location"] == reverse("certification:return", args=[portfolio.pk])
    assert Review.objects.get().marks.count() == 1


# Queue and assignments -------------------------------------------------------------------------------


def test_the_longest_wait_stands_first_and_overdue_is_said(client):
    portfolios = [make_submitted() for _number in range(3)]
    for days, portfolio in zip((5, 40, 1), portfolios, strict=True):
        moment = timezone.now() - timedelta(days=days)
        Portfolio.objects.filter(pk=portfolio.pk).update(submitted_at=moment)
    client.force_login(make_chief())

    rows = client.get(reverse("certification:queue")).context["page"].object_list

    assert [row.days_waiting for row in rows] == [40, 5, 1]
    assert [row.days_overdue for row in rows] == [19, 0, 0]


@pytest.mark.parametrize("words", ["әселбаева", "Аселбаева", "äselbaeva", "ОҚЫЛЫМ әселб"])
def test_search_knows_title_and_teacher_in_any_script(client, words):
    wanted, _other = make_submitted(), make_submitted()
    lead = wanted.project.lead
    lead.surname = "Әселбаева"
    lead.save()
    client.force_login(make_chief())

    rows = client.get(reverse("certification:queue"), {"q": words}).context["page"].object_list

    assert [row.pk for row in rows] == [wanted.pk]


def test_filters_narrow_the_queue(client):
    wanted, _other = make_submitted(), make_submitted()
    reviewer = make_assignment(wanted)
    region = wanted.project.school.district.region
    client.force_login(make_chief())

    for query in (
        {"region": region.pk},
        {"cohort": wanted.project.community.cohort_id},
        {"reviewer": reviewer.pk},
    ):
        rows = client.get(reverse("certification:queue"), query).context["page"].object_list
        assert [row.pk for row in rows] == [wanted.pk], query
    assert not client.get(reverse("certification:queue"), {"status": "passed"}).context["page"].object_list
    assert client.get(reverse("certification:queue"), {"region": "x", "status": "nonsense"}).status_code == 200


def test_tabs_hold_what_they_say(client):
    waiting, returned = make_submitted(), make_submitted()
    chief = make_chief()
    return_(make_review(returned, chief), chief)
    make_assignment(waiting, chief)
    client.force_login(chief)

    def rows(tab):
        return [row.pk for row in client.get(reverse("certification:queue"), {"tab": tab}).context["page"].object_list]

    assert (rows("waiting"), rows("mine"), rows("returned"), rows("decided")) == (
        [waiting.pk],
        [waiting.pk],
        [returned.pk],
        [],
    )


@pytest.mark.parametrize("portfolios", [3, 30])
def test_the_queue_asks_the_database_a_fixed_number_of_times(client, django_assert_max_num_queries, portfolios):
    first = make_ready_project()
    for _number in range(portfolios - 1):
        project = make_ready_project(make_community(cohort=first.community.cohort))
        make_assignment(submit(project, project.lead).portfolio)
    chief = make_chief()
    client.force_login(chief)

    with django_assert_max_num_queries(22):
        client.get(reverse("certification:queue"))
    with django_assert_max_num_queries(22):
        client.get(reverse("admin:certification_portfolio_changelist"))


def test_a_chief_gives_it_to_a_reviewer_and_history_stays(client):
    portfolio, chief = make_submitted(), make_chief()
    first, second = make_assignment(portfolio), make_person()
    client.force_login(chief)
    url = reverse("certification:assign", args=[portfolio.pk])
    due = timezone.localdate() + timedelta(days=5)

    form = client.get(url, {"q": second.surname}).context["form"]
    response = client.post(url, {"reviewer": second.pk, "due_on": due.isoformat()})

    assert list(form.fields["reviewer"].queryset) == [second]
    assert form.initial["due_on"] == timezone.localdate() + timedelta(days=21)
    assert response.status_code == 302
    assert Assignment.objects.standing().get().reviewer == second
    assert {one.reviewer for one in Assignment.objects.all()} == {first, second}


def test_a_person_with_a_conflict_cannot_be_chosen_by_any_form(client):
    portfolio, chief = make_submitted(), make_chief()
    client.force_login(chief)
    url = reverse("certification:assign", args=[portfolio.pk])

    response = client.post(url, {"reviewer": portfolio.project.lead_id, "due_on": timezone.localdate().isoformat()})

    assert response.status_code == 422
    assert not Assignment.objects.exists()


def test_a_chief_takes_it_back(client):
    portfolio, chief = make_submitted(), make_chief()
    make_assignment(portfolio)
    client.force_login(chief)

    client.post(reverse("certification:unassign", args=[portfolio.pk]))

    assert not Assignment.objects.standing().exists()
    assert Assignment.objects.count() == 1
