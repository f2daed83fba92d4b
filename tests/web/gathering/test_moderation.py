"""Reports, decisions and second looks, as a member, a steward and the one concerned meet them."""

from typing import Any

import pytest

from diwan.gathering import public as gathering
from diwan.people import public as people
from diwan.trust import public as trust


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def spam(garden: Any) -> Any:
    return garden.ask("Cheap seeds", "Buy now.", by="samer", kind="discussion")


@pytest.fixture
def report(garden: Any, spam: Any) -> Any:
    said = {"reason": "spam", "note": "Look at the link."}
    garden.browser("layla").post(garden.url(f"reports/new/?ref=post:{spam.pk}"), said)
    return trust.Report.objects.get()


def decide(garden: Any, report: Any, outcome: str, by: str = "tariq", **more: Any) -> Any:
    said = {"outcome": outcome, "code": "advertising", "reason": "Advertising without saying so.", **more}
    return garden.browser(by).post(garden.url(f"reports/{report.pk}/decision/"), said, follow=True)


def test_what_is_reported_waits_for_a_steward_with_its_words_and_its_worth(garden: Any, spam: Any, report: Any) -> None:
    gathering.react(target=f"post:{spam.pk}", membership_id=garden.layla.pk, kind="helped_me", at=garden.at)
    page = body(garden.browser("tariq").get(garden.url("reports/")))
    for words in ("1 thing waits", "Cheap seeds", "Buy now.", "Look at the link.", "dots are taken back"):
        assert words in page.replace('<bdi class="num" dir="ltr">', "").replace("</bdi>", "")


@pytest.mark.parametrize("name", ["layla", "samer", "zed", None])
@pytest.mark.parametrize("page", ["reports/", "reports/decided/", "appeals/"])
def test_the_queue_is_for_moderators_alone(garden: Any, report: Any, name: str | None, page: str) -> None:
    response = garden.browser(name).get(garden.url(page))
    assert response.status_code in (302, 403, 404)
    assert "Cheap seeds" not in response.content.decode()


def test_a_report_needs_a_reason_and_something_that_is_there(garden: Any, spam: Any) -> None:
    reporter = garden.browser("layla")
    assert reporter.post(garden.url(f"reports/new/?ref=post:{spam.pk}"), {"note": "x"}).status_code == 422
    assert reporter.get(garden.url("reports/new/?ref=post:999999")).status_code == 404
    assert reporter.get(garden.url("reports/new/")).status_code == 404
    assert not trust.Report.objects.exists()


def test_hiding_takes_it_from_sight_and_tells_both_sides(garden: Any, spam: Any, report: Any) -> None:
    assert "Nothing waits for a decision" in body(decide(garden, report, "hide"))
    assert garden.browser("layla").get(garden.url(f"t/{spam.pk}/")).status_code == 404
    assert "acted on what you reported" in body(garden.browser("layla").get(garden.url("notices/")))
    told = body(garden.browser("samer").get(garden.url("notices/")))
    assert "Advertising without saying so." in told
    assert "Layla" not in told
    assert "Cheap seeds" in body(garden.browser("huda").get(garden.url("reports/decided/")))


def test_a_decision_without_a_reason_is_not_made_and_the_choice_is_kept(garden: Any, report: Any) -> None:
    address = garden.url(f"reports/{report.pk}/decision/")
    response = garden.browser("tariq").post(address, {"outcome": "hide", "reason": ""})
    assert response.status_code == 422
    assert 'value="hide" checked' in response.content.decode()
    assert not trust.Decision.objects.exists()


def test_a_steward_does_not_decide_what_they_reported(garden: Any, spam: Any) -> None:
    garden.browser("tariq").post(garden.url(f"reports/new/?ref=post:{spam.pk}"), {"reason": "spam", "note": ""})
    response = decide(garden, trust.Report.objects.get(), "hide")
    assert response.status_code == 422
    assert "Ask another owner or steward" in response.content.decode()


def test_a_suspended_member_is_shown_why_and_until_when_wherever_they_go(garden: Any, report: Any) -> None:
    decide(garden, report, "suspend", days="7")
    page = garden.browser("samer").get(garden.url("feed/"), follow=True)
    assert page.redirect_chain[-1][0] == garden.url("standing/")
    assert "You are suspended" in body(page)
    assert "Advertising without saying so." in body(page)
    assert garden.browser("samer").post(garden.url("posts/"), {}).status_code == 302


def test_a_second_look_is_taken_by_another_and_undoes_it(garden: Any, spam: Any, report: Any) -> None:
    decide(garden, report, "suspend", days="")
    decision = trust.Decision.objects.get()
    asking = {"text": "It was a gift, not a sale."}
    assert "Being looked at again" in body(
        garden.browser("samer").post(garden.url(f"decisions/{decision.pk}/appeal/"), asking, follow=True)
    )
    appeal = trust.Appeal.objects.get()
    answer = {"decision": "overturn", "answer": "We misread it."}
    address = garden.url(f"appeals/{appeal.pk}/decision/")
    assert garden.browser("tariq").post(address, answer).status_code == 422
    assert "It was a gift" in body(garden.browser("huda").get(address))
    assert garden.browser("huda").post(address, answer).status_code == 302
    assert "Cheap seeds" in body(garden.browser("samer").get(garden.url(f"t/{spam.pk}/")))


def test_nobody_appeals_what_does_not_touch_them(garden: Any, report: Any) -> None:
    decide(garden, report, "hide")
    decision = trust.Decision.objects.get()
    response = garden.browser("nadia").post(garden.url(f"decisions/{decision.pk}/appeal/"), {"text": "Unfair!"})
    assert response.status_code == 404


def test_a_suspension_is_ended_early_with_a_reason(garden: Any, report: Any) -> None:
    decide(garden, report, "suspend", days="30")
    listed = body(garden.browser("huda").get(garden.url("appeals/")))
    sanction = trust.Sanction.objects.get()
    address = garden.url(f"sanctions/{sanction.pk}/lifting/")
    assert address in listed
    assert garden.browser("huda").post(address, {"reason": ""}).status_code == 422
    assert garden.browser("huda").post(address, {"reason": "Enough."}).status_code == 302
    assert people.get_membership(community_id=garden.community.pk, person_id=garden.samer.person_id).is_active
