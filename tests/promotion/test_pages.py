"""What people meet on the pages of promotion."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from diwan.gathering import errors as gathering_errors
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.people import public as people
from diwan.promotion import public as promotion

from .conftest import AGENT, AT

NOW = AT + timedelta(days=8)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def browser(who: people.Membership | None = None, **options: Any) -> Client:
    client = Client(headers={"accept-language": "en", "user-agent": AGENT}, **options)
    client.cookies["diwan_language"] = "en"
    if who is not None:
        client.force_login(who.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read_by(grove: Any, count: int, space: str) -> None:
    made = gathering.create_space(
        community_id=grove.community.pk, slug=space, name_ar=space, name_en=space.title(), kind="discussion", at=AT
    )
    post = gathering.publish_post(
        community_id=grove.community.pk, space_id=made.pk, author_id=grove.layla.pk, kind="discussion",
        title="Light soil", body="Half perlite, half peat. " * 20, language="en", at=AT,
    )  # fmt: skip
    for number in range(count):
        reader = grove.join(f"{space}{number}", at=AT)
        gathering.record_read(
            post_id=post.pk, membership_id=reader.pk, active_seconds=90, scrolled_bp=9_500, at=AT + timedelta(hours=1)
        )


def test_the_media_kit_counts_people_and_hides_groups_of_fewer_than_ten(grove) -> None:
    read_by(grove, 12, "soil")
    read_by(grove, 4, "rain")
    assert browser().get("/c/grove/sponsoring/").status_code == 404, "closed until the owner opens it"
    assert browser(grove.layla).get("/c/grove/sponsoring/").status_code == 404
    promotion.keep_kit(by=grove.owner, words_ar="", words_en="Roofs", contact="", is_open=True, at=AT)
    page = browser().get("/c/grove/sponsoring/").content.decode()
    soil, rain = (page.split(f"<bdi>{name}</bdi>")[1].split("</tr>")[0] for name in ("Soil", "Rain"))
    assert "12" in soil
    assert "fewer than" in rain
    assert "4" not in rain
    assert "16" in page, "all readers together"


def test_a_private_community_shows_its_kit_to_nobody_outside(grove) -> None:
    promotion.keep_kit(by=grove.owner, words_ar="", words_en="", contact="", is_open=True, at=AT)
    people.Community.objects.filter(pk=grove.community.pk).update(is_public=False)
    assert browser().get("/c/grove/sponsoring/").status_code == 404
    assert browser(grove.neighbour).get("/c/grove/sponsoring/").status_code == 404


def test_a_visitor_sees_the_label_and_is_counted_once_with_the_token_of_the_page(grove) -> None:
    campaign = grove.deal()
    card = grove.place(campaign)
    visitor = browser(enforce_csrf_checks=True)
    page = visitor.get("/c/grove/feed/").content.decode()
    assert "Sponsored by" in page
    assert page.index("Sponsored by") < page.index("Light soil"), "the label stands before everything else"
    assert f"/c/grove/shown/{card.code}/view/" in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    seen = f"/c/grove/shown/{card.code}/view/"
    assert visitor.post(seen).status_code == 403
    for _again in range(2):
        assert visitor.post(seen, {"csrfmiddlewaretoken": token}).status_code == 204
    assert promotion.campaign_report(campaign=campaign).total.view_count == 1
    assert browser().post("/c/grove/shown/NOTHING1/view/").status_code == 404
    assert browser().get(f"/c/roof/out/{card.code}/").status_code == 404, "a code opens nothing in another community"


def test_prefetching_counts_nothing(grove) -> None:
    campaign = grove.deal()
    card = grove.place(campaign)
    browser().get(f"/c/grove/out/{card.code}/", headers={"sec-purpose": "prefetch"})
    browser().get(f"/c/grove/out/{card.code}/", headers={"dnt": "1"})
    assert promotion.Sighting.objects.count() == 0


def test_a_text_with_one_of_our_tagged_links_is_not_published_without_its_label(grove) -> None:
    shop = promotion.keep_programme(
        by=grove.owner, name="Trays", tag_parameter="tag", tag_value="x", hosts=["trays.example"], at=AT
    )
    link = promotion.make_link(
        by=grove.owner, programme_id=shop.pk, target="https://trays.example/72", title="Trays", at=AT
    )
    assert (
        browser(grove.layla).get(f"/c/grove/out/{link.code}/").headers["Location"] == "https://trays.example/72?tag=x"
    )
    space = gathering.create_space(
        community_id=grove.community.pk, slug="s", name_ar="s", name_en="s", kind="discussion", at=AT
    )
    said = {
        "community_id": grove.community.pk, "space_id": space.pk, "author_id": grove.layla.pk, "kind": "discussion",
        "title": "Trays", "body": f"Buy [these](http://localhost:8000/c/grove/out/{link.code}/) trays.",
        "language": "en", "at": AT,
    }  # fmt: skip
    with pytest.raises(gathering_errors.AffiliateLinkUnlabelled):
        gathering.publish_post(**said)
    assert gathering.publish_post(**said, label=gathering.Label("affiliate", "Trays", 120, 60, "")).pk


def test_a_networks_file_is_read_on_a_page_that_says_what_it_left_out(grove) -> None:
    shop = promotion.keep_programme(
        by=grove.owner, name="Trays", tag_parameter="tag", tag_value="x", hosts=["trays.example"], at=AT
    )
    page = f"/c/grove/affiliates/{shop.pk}/imports/"
    text = "reference,code,date,amount,status\nA1,,2026-10-01,٣٫٥٠,confirmed\nA2,,someday,1,pending\n"
    answer = browser(grove.treasurer).post(page, {"file": SimpleUploadedFile("sales.csv", text.encode())})
    assert "the day cannot be read" in answer.content.decode()
    assert promotion.Commission.objects.get().amount_minor == 350
    bad = SimpleUploadedFile("sales.csv", b"\xff\xfe\x00bad")
    assert browser(grove.treasurer).post(page, {"file": bad}).status_code == 422
    assert browser(grove.layla).get(page).status_code == 403
    assert browser(grove.neighbour).get(page).status_code == 403


def test_a_newcomer_types_a_code_and_a_wrong_one_says_why(grove) -> None:
    sami = grove.join("sami", at=NOW - timedelta(days=2))
    page = browser(sami)
    assert "Did somebody bring you?" in page.get("/c/grove/referrals/").content.decode()
    wrong = page.post("/c/grove/referrals/code/", {"code": "XXXXXXX"}, follow=True)
    assert "Nobody here has this code" in wrong.content.decode()
    assert browser(grove.layla).post("/c/grove/referrals/own-code/").status_code == 302
    code = promotion.code_of(member=grove.layla)
    assert page.post("/c/grove/referrals/code/", {"code": code.lower()}).status_code == 302
    assert "You came here through" in page.get("/c/grove/referrals/").content.decode()
    assert "Sami" in browser(grove.layla).get("/c/grove/referrals/").content.decode()
    assert "Sami" not in browser(grove.treasurer).get("/c/grove/referrals/").content.decode()


def test_a_code_opens_no_private_community(grove) -> None:
    code = promotion.referral_code(member=grove.layla, at=AT)
    people.Community.objects.filter(pk=grove.community.pk).update(is_public=False)
    for outsider in (None, grove.neighbour):
        assert browser(outsider).get(f"/c/grove/by/{code}/").status_code == 404
        assert browser(outsider).post(f"/c/grove/by/{code}/").status_code == 404
    assert browser(grove.treasurer).get(f"/c/grove/by/{code}/").status_code == 200
    assert people.get_membership(community_id=grove.community.pk, person_id=grove.neighbour.person_id) is None
