"""The editorial pages: from an idea to a day, by two authors, with a label, without script."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from diwan.gathering import public as gathering
from diwan.gathering.models import CalendarItem, Post
from diwan.kernel import clock
from diwan.people import public as people

ZONE = "Asia/Amman"


class Desk:
    """Nadia writes, Samer with her, Huda edits, Layla reads, Mona owns; Zed lives next door."""

    def __init__(self) -> None:
        at = clock.now() - timedelta(hours=2)
        self.members: dict[str, people.Membership] = {}
        self.community = self._found("garden", "mona", at)
        self._found("next-door", "zed", at)
        for name in ("nadia", "samer", "huda", "layla"):
            self.members[name] = people.join_community(person=_person(name, at), community=self.community, at=at)
        people.grant_role(membership=self.members["huda"], role="editor", by=self.members["mona"], at=at)
        self.space = gathering.create_space(
            community_id=self.community.pk, slug="guides", name_ar="أدلة", name_en="Guides", kind="guide", at=at
        )

    def _found(self, slug: str, owner: str, at: datetime) -> people.Community:
        person = _person(owner, at)
        where = {"currency": "USD", "timezone": ZONE, "language": "en", "name_ar": "بستان", "name_en": "Garden"}
        community = people.create_community(slug=slug, owner=person, at=at, **where)
        self.members[owner] = people.get_membership(community_id=community.pk, person_id=person.pk)  # type: ignore[assignment]  # just founded
        return community

    def browser(self, name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.cookies["diwan_language"] = "en"
        client.force_login(self.members[name].person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def words(self, **facts: Any) -> dict[str, Any]:
        said = {"kind": "guide", "title": "Winter pots", "body": "Cover them.", "language": "en", "tags": ""}
        return {**said, "space": self.space.pk, **facts}

    def draft(self, **facts: Any) -> Post:
        self.browser("nadia").post("/c/garden/drafts/", self.words(**facts))
        return Post.objects.get(status="draft")


def _person(name: str, at: datetime) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="en", at=at)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def page(client: Client, url: str) -> str:
    answer = client.get(f"/c/garden/{url}")
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_an_idea_is_proposed_assigned_written_accepted_and_given_a_day(desk: Desk) -> None:
    layla, huda, nadia = desk.browser("layla"), desk.browser("huda"), desk.browser("nadia")
    layla.post("/c/garden/calendar/new/", {"title": "Winter pots", "brief": "", "due_date": "", "space": ""})
    item = CalendarItem.objects.get()
    at = f"/c/garden/calendar/{item.pk}/"
    said = {"author": desk.members["nadia"].pk, "due_date": "2027-01-05", "space": desk.space.pk}
    huda.post(f"{at}assignment/", said)
    begun = nadia.post(f"{at}beginning/")
    post = Post.objects.get()
    assert begun.headers["Location"].endswith(f"posts/new/?draft={post.pk}")
    nadia.post("/c/garden/drafts/", desk.words(draft=post.pk))
    nadia.post(f"{at}submission/")
    assert "Cover them." in page(huda, f"calendar/{item.pk}/")
    refused = huda.post(f"{at}return/", {"reason": ""})
    assert refused.status_code == 422
    assert "Say in a sentence what should change" in refused.content.decode()
    huda.post(f"{at}acceptance/")
    day = (clock.now() + timedelta(days=2)).astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT10:30")
    huda.post(f"/c/garden/drafts/{post.pk}/schedule/", {"publish_at": day})
    post.refresh_from_db()
    assert post.publish_at is not None
    assert post.publish_at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M") == day
    assert "Winter pots" in page(huda, f"calendar/?month={day[:7]}")
    for asked in ("", "?month=2026-13", "?month=9999-01"):
        assert "Editorial calendar" in page(huda, f"calendar/{asked}")
    assert "10:30" in page(nadia, f"drafts/{post.pk}/desk/")


def test_a_day_that_is_past_is_refused_where_it_was_typed(desk: Desk) -> None:
    post = desk.draft()
    answer = desk.browser("nadia").post(f"/c/garden/drafts/{post.pk}/schedule/", {"publish_at": "2020-01-01T10:00"})
    assert answer.status_code == 422
    assert "Choose a time ahead" in answer.content.decode()


def test_two_write_a_text_and_both_are_named(desk: Desk) -> None:
    post, nadia, samer = desk.draft(), desk.browser("nadia"), desk.browser("samer")
    named = {"who_1": desk.members["samer"].pk, "share_1": "33.33"}
    nadia.post(f"/c/garden/drafts/{post.pk}/authors/", named)
    assert dict(post.co_authors.values_list("membership_id", "share_bp")) == {
        desk.members["nadia"].pk: 6_667,
        desk.members["samer"].pk: 3_333,
    }
    refused = nadia.post("/c/garden/posts/", desk.words(draft=post.pk))
    assert refused.status_code == 422
    assert "Samer" in refused.content.decode()
    samer.post(f"/c/garden/drafts/{post.pk}/authors/answer/", {"answer": "accept"})
    nadia.post("/c/garden/posts/", desk.words(draft=post.pk))
    assert "Written with" in page(desk.browser("layla"), f"t/{post.pk}/")
    assert "Written with" in page(desk.browser("layla"), "feed/")


@pytest.mark.parametrize("share", ["100", "120", "abc", ""])
def test_a_share_that_leaves_the_author_nothing_is_refused(desk: Desk, share: str) -> None:
    post = desk.draft()
    named = {"who_1": desk.members["samer"].pk, "share_1": share}
    answer = desk.browser("nadia").post(f"/c/garden/drafts/{post.pk}/authors/", named)
    assert answer.status_code == 422
    assert not post.co_authors.exists()


def test_the_label_comes_first_wherever_the_post_is_shown(desk: Desk) -> None:
    paid = {"promotion": "sponsored", "sponsor": "Turba Supply", "paid": "120"}
    desk.browser("nadia").post("/c/garden/posts/", desk.words(**paid))
    post, layla = Post.objects.get(), desk.browser("layla")
    assert (post.paid_minor, post.members_minor) == (12_000, 0)
    for url in ("feed/", f"t/{post.pk}/", "search/?q=winter"):
        html = page(layla, url)
        label, title = html.index("Turba Supply"), html.rindex("pots</")
        assert label < title, url
    assert "Nobody is picked out" in page(layla, f"t/{post.pk}/label/")


def test_an_affiliate_link_asks_for_its_label_and_nothing_typed_is_lost(desk: Desk) -> None:
    nadia = desk.browser("nadia")
    said = desk.words(body="Buy https://shop.example/pot?ref=nadia")
    answer = nadia.post("/c/garden/posts/", said)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "pays whoever placed it" in html
    assert "shop.example/pot?ref=nadia" in html
    nadia.post("/c/garden/posts/", {**said, "promotion": "affiliate", "sponsor": "Shop", "paid": "2"})
    assert Post.objects.get().promotion == "affiliate"


def test_a_label_without_its_amount_is_refused(desk: Desk) -> None:
    answer = desk.browser("nadia").post("/c/garden/posts/", desk.words(promotion="sponsored", sponsor="Shop"))
    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_a_published_label_cannot_be_edited_away(desk: Desk) -> None:
    nadia = desk.browser("nadia")
    nadia.post("/c/garden/posts/", desk.words(promotion="sponsored", sponsor="Shop", paid="5"))
    post = Post.objects.get()
    answer = nadia.post(f"/c/garden/posts/{post.pk}/edit/", {"title": "T", "body": "B", "promotion": "", "tags": ""})
    assert answer.status_code == 422
    post.refresh_from_db()
    assert post.promotion == "sponsored"


@pytest.mark.parametrize("name", ["layla", "samer", "zed", "huda"])
def test_a_draft_nobody_was_asked_about_is_nobodys_business(desk: Desk, name: str) -> None:
    post, other = desk.draft(), desk.browser(name)
    assert other.get(f"/c/garden/drafts/{post.pk}/desk/").status_code in (403, 404)
    for deed in ("schedule/", "schedule/withdrawal/", "authors/", "authors/answer/"):
        answer = other.post(f"/c/garden/drafts/{post.pk}/{deed}", {"publish_at": "2027-01-01T10:00"})
        assert answer.status_code in (403, 404), deed
    post.refresh_from_db()
    assert post.publish_at is None
