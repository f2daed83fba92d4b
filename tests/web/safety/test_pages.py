"""A held text, a proposal and the sign-up, as people meet them."""

import hashlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diwan.people import public as people
from diwan.trust import public as trust
from diwan.web.visitor.forms.work import new_challenge, numbers_in

LINK = {"body": "Cheap seeds: https://seeds.example/buy"}


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_newcomers_link_waits_its_author_sees_why_and_a_moderator_shows_it(garden: Any) -> None:
    post = garden.ask()
    said = garden.browser("samer").post(garden.url(f"t/{post.pk}/comments/"), LINK, follow=True)
    assert "waits until a moderator has read it" in body(said)
    assert "seeds.example" not in body(garden.browser("layla").get(garden.url(f"t/{post.pk}/")))
    assert "Cheap seeds" in body(garden.browser("samer").get(garden.url("standing/")))
    assert "Cheap seeds" not in body(garden.browser("layla").get(garden.url("standing/")))
    [report] = trust.Report.objects.all()
    page = body(garden.browser("tariq").get(garden.url("reports/next/"), follow=True))
    assert "written by somebody who is new here" in page
    decision = {"outcome": "dismiss", "reason": "A shop we know."}
    garden.browser("tariq").post(garden.url(f"reports/{report.pk}/decision/"), decision)
    assert "seeds.example" in body(garden.browser("layla").get(garden.url(f"t/{post.pk}/")))


def test_removing_somebody_is_proposed_and_carried_out_by_another(garden: Any) -> None:
    post = garden.ask("Cheap seeds", "Buy now.", by="samer", kind="discussion")
    garden.browser("layla").post(garden.url(f"reports/new/?ref=post:{post.pk}"), {"reason": "scam", "note": ""})
    [report] = trust.Report.objects.all()
    said = {"outcome": "remove", "code": "fraud", "reason": "Took money."}
    garden.browser("tariq").post(garden.url(f"reports/{report.pk}/decision/"), said)
    [proposal] = trust.Proposal.objects.all()
    address = garden.url(f"proposals/{proposal.pk}/approval/")
    for name, content in (("tariq", proposal.content_hash), ("huda", "something else")):
        garden.browser(name).post(address, {"content": content})
        assert people.get_membership(community_id=garden.community.pk, person_id=garden.samer.person_id).is_active
    page = body(garden.browser("huda").get(garden.url("proposals/")))
    assert proposal.content_hash in page
    garden.browser("huda").post(address, {"content": proposal.content_hash})
    assert not people.get_membership(community_id=garden.community.pk, person_id=garden.samer.person_id).is_active
    assert garden.browser("layla").get(garden.url("proposals/")).status_code == 403


def test_several_are_left_at_once(garden: Any) -> None:
    posts = [garden.ask(f"Post {number}", "Words.", by="samer", kind="discussion") for number in range(3)]
    for post in posts:
        garden.browser("layla").post(garden.url(f"reports/new/?ref=post:{post.pk}"), {"reason": "other", "note": ""})
    numbers = [report.pk for report in trust.Report.objects.all()]
    said = {"reports": numbers[:2], "reason": "All right as they are."}
    assert garden.browser("tariq").post(garden.url("reports/several/"), said).status_code == 302
    assert trust.open_report_count(community_id=garden.community.pk) == 1


def test_every_member_reads_the_rules_and_only_moderators_change_them(garden: Any) -> None:
    assert "more than" in body(garden.browser("layla").get(garden.url("rules/")))
    assert garden.browser("layla").get(garden.url("rules/settings/")).status_code == 403
    changed = {"newcomer_links": 3, "flood_texts": 0, "same_texts": 3, "mentions": 8, "second_dots": 50}
    assert garden.browser("tariq").post(garden.url("rules/settings/"), changed).status_code == 302
    assert trust.rules_of(community_id=garden.community.pk).newcomer_links == 3


def test_a_name_that_looks_like_an_earlier_members_does_not_join(garden: Any) -> None:
    person = people.create_person(email="x@example.org", display_name="Nаdia", language="en", at=garden.at)
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(reverse("joining", args=["garden"]), follow=True)
    assert "is somebody here already" in body(page)
    assert people.get_membership(community_id=garden.community.pk, person_id=person.pk) is None


@pytest.fixture
def signing_up(db: None, settings: Any, counting: None) -> dict[str, str]:
    settings.WORK_BITS = 6
    return {"display_name": "Salma Haddad", "email": "new@example.org", "work_challenge": new_challenge()}


def sign_up(said: dict[str, str]) -> int:
    return Client(headers={"accept-language": "en"}).post(reverse("account_signup"), said).status_code


def test_an_account_costs_a_browser_some_work(signing_up: dict[str, str]) -> None:
    assert sign_up(signing_up) != 302
    number = 0
    while hashlib.sha256(f"{signing_up['work_challenge']}:{number}".encode()).digest()[0] >> 2:
        number += 1
    assert sign_up(signing_up | {"work_answer": str(number)}) == 302
    assert sign_up(signing_up | {"work_answer": str(number), "email": "other@example.org"}) != 302


def test_without_script_a_sum_does_as_well_once(signing_up: dict[str, str]) -> None:
    right = str(sum(numbers_in(signing_up["work_challenge"])))
    assert sign_up(signing_up | {"work_sum": "1"}) != 302
    assert sign_up(signing_up | {"work_sum": right}) == 302
    assert sign_up(signing_up | {"work_sum": right, "email": "other@example.org"}) != 302
