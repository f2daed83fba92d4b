"""Attempts: what somebody tries who wants in, wants more, or wants others to go where they did not mean to."""

import io
from typing import Any
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.people import public as people

from .small_world import World, people_again, picture

pytestmark = pytest.mark.django_db

PHRASE = "a long pass phrase"
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "http:evil.example", "\\\\evil.example",
    "/\\evil.example", "javascript:alert(1)", "https:/evil.example", "http://testserver@evil.example/", "\thttps://evil.example",
)  # fmt: skip


def browser(person: people.Person | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def member(world: World, name: str) -> Client:
    return browser(world.garden.member(name).person)


def with_a_password(world: World) -> people.Person:
    """The stranger, who signs in with a password; the address was confirmed long ago."""
    person = people.find_person(email=str(world.stranger.email))
    assert person is not None
    person.set_password(PHRASE)
    person.save()
    EmailAddress.objects.create(user=person, email=str(person.email), verified=True, primary=True)
    return person


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_to_a_strangers_site(world: World, target: str) -> None:
    """By the toggles, by signing in, by signing out, or by the page a form says it was on."""
    person = with_a_password(world)
    door = Client()
    said = {"login": person.email, "password": PHRASE, "next": target}
    answers = [
        Client().post("/preferences/", {"next": target, "theme": "dark"}),
        door.post(f"/accounts/login/?next={quote(target)}", said),
        browser(person).post("/accounts/logout/", {"next": target}),
        member(world, "nour").post(f"/c/garden/t/{world.garden['post']}/bookmark/", headers={"Referer": target}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        where = answer.headers["Location"]
        assert where.startswith("/"), where
        assert not where.startswith(("//", "/\\")), where


def test_the_demos_door_is_shut_where_there_is_no_demo(world: World, settings: Any) -> None:
    settings.DEMO = False
    people.create_person(email="owner@demo.example", display_name="O", language="en", at=clock.now())
    client = Client()
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"as": "owner"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_invitation_is_accepted_by_pressing_and_not_by_looking(world: World) -> None:
    token = world.forest["invitation"]
    client = browser(world.stranger)
    assert client.get(f"/i/{token}/").status_code == 200
    scope = {"community_id": world.forest.community.pk, "person_id": world.stranger.pk}
    assert people.get_membership(**scope) is None
    client.post(f"/i/{token}/")
    assert people.get_membership(**scope) is not None


def test_a_suspended_member_does_not_come_back_through_an_invitation_or_by_joining(world: World) -> None:
    sami = browser(world.garden.member("sami").person)
    sami.post(f"/i/{world.garden['invitation']}/")
    sami.post("/c/garden/joining/")
    assert people_again(world.garden.member("sami")).standing == "suspended"
    assert sami.get("/c/garden/feed/").headers["Location"] == "/c/garden/standing/"


def test_a_price_is_the_offers_and_not_the_forms(world: World) -> None:
    wish = {"offer": world.garden["offer"], "method": "bank", "key": "k1", "price": "1", "due_minor": "1"}
    answer = member(world, "nour").post("/c/garden/orders/", wish)
    orders = commerce.list_orders(membership_id=world.garden.member("nour").pk)
    assert (answer.status_code, [order.due_minor for order in orders]) == (302, [600])


def test_an_amount_too_large_for_the_books_is_refused_in_words(world: World) -> None:
    owner = member(world, "owner")
    for amount in ("9" * 30, "10000000001", "1e99", "-5", "NaN", "٩" * 40):
        answer = owner.post(f"/c/garden/receipts/{world.garden['order']}/approval/", {"amount": amount, "key": "k"})
        assert answer.status_code == 422, amount
        assert owner.post("/c/garden/payouts/terms/", {"minimum": amount, "quantum": amount}).status_code == 422


def test_sending_the_same_approval_twice_pays_once(world: World) -> None:
    order = commerce.get_order(order_id=world.garden["order"], viewer=world.garden.member("owner").party_id)
    said = {"amount": "6", "key": order.approval_key}
    for keeper in ("owner", "treasurer", "owner"):
        member(world, keeper).post(f"/c/garden/receipts/{order.id}/approval/", said)
    again = commerce.get_order(order_id=order.id, viewer=order.payer)
    assert (again.paid_minor, len(again.payments)) == (600, 1)


def test_a_batch_is_approved_by_another_person_and_as_it_was_looked_at(world: World) -> None:
    number = world.garden["batch"]
    shown = payouts.get_batch(batch_id=number, viewer=world.garden.member("owner").party_id)
    attempts = (("treasurer", shown.hash), ("owner", "0" * 64), ("owner", shown.hash[:-1]), ("owner", ""))
    for name, seal in attempts:
        assert member(world, name).post(f"/c/garden/payouts/{number}/approval/", {"hash": seal}).status_code == 422
    again = payouts.get_batch(batch_id=number, viewer=world.garden.member("owner").party_id)
    assert again.status == "draft"


def test_only_those_who_audit_are_given_every_line(world: World) -> None:
    address = f"/c/garden/books/{world.garden['period']}/bundle.zip"
    whole = {name: member(world, name).get(address).content for name in ("owner", "treasurer", "steward", "nour")}
    public = Client().get(address).content
    assert whole["owner"] == whole["treasurer"] != public
    assert whole["steward"] == whole["nour"] == public
    assert browser(world.forest.member("owner").person).get(address).content == public


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.png", b"<!doctype html><script>alert(1)</script>"),
        ("both.gif", b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)"),
        ("half.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 64),
        ("bomb.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0" + b"\0" * 64),
        ("archive.zip", b"PK\x03\x04" + b"\0" * 64),
    ],
)
def test_only_a_photo_is_taken_for_a_photo(world: World, name: str, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = name
    answer = member(world, "layla").post(f"/c/garden/orders/{world.garden['order']}/photos/", {"photo": file})
    assert answer.status_code == 422


def test_a_photo_loses_its_name_and_whatever_travelled_with_it(world: World) -> None:
    file = io.BytesIO(picture() + b"<script>alert(1)</script>")
    file.name = '../../x"; filename="evil.html'
    layla = member(world, "layla")
    assert layla.post(f"/c/garden/orders/{world.garden['order']}/photos/", {"photo": file}).status_code == 302
    party = world.garden.member("layla").party_id
    kept = commerce.get_order(order_id=world.garden["order"], viewer=party).photos[-1]
    answer = layla.get(f"/c/garden/orders/{world.garden['order']}/photo/{kept.id}/")
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Disposition"] == "inline"
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"script" not in answer.content


def test_whether_an_address_is_known_is_not_told(world: World) -> None:
    """Signing up, asking for a code and for a new password answer alike for a member and for nobody."""
    known, unknown = world.garden.member("layla").person.email, "nobody@example.org"
    forms = (
        ("/accounts/login/code/", {"email": known}, {"email": unknown}),
        ("/accounts/password/reset/", {"email": known}, {"email": unknown}),
        ("/accounts/signup/", {"email": known, "display_name": "N"}, {"email": unknown, "display_name": "N"}),
    )
    for address, one, other in forms:
        told, untold = Client().post(address, one), Client().post(address, other)
        assert (told.status_code, told.headers["Location"]) == (untold.status_code, untold.headers["Location"])


def test_signing_in_changes_the_session(world: World, settings: Any) -> None:
    person, client = with_a_password(world), Client()
    planted = client.session
    planted["found"] = "on a shared computer"
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    answer = client.post("/accounts/login/", {"login": person.email, "password": PHRASE})
    assert client.session["_auth_user_id"] == str(person.pk)
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != planted.session_key
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_language_that_is_none_is_ignored(world: World) -> None:
    for lang in ("de", "../../etc", "<script>", "ar\r\nSet-Cookie: x=1", ""):
        answer = member(world, "nour").get("/c/garden/feed/", {"lang": lang})
        assert answer.headers["Content-Language"] in ("ar", "en")


def test_a_preview_does_not_read_more_than_a_post_may_hold(world: World) -> None:
    answer = member(world, "nour").post("/c/garden/preview/", {"body": "x " * 100_000}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert len(answer.content) < 60_000


def test_a_plan_that_nobody_wrote_is_not_chosen(world: World) -> None:
    client = browser(world.stranger)
    client.post("/start/", {"name": "Oasis", "slug": "oasis", "currency": "USD", "timezone": "UTC"})
    client.post("/start/income/", {"who": "a", "what": "b", "fee": "5", "members_percent": "60", "sponsors": "never"})
    assert client.post("/start/sharing/", {"template": "../../etc/passwd"}).status_code == 422
    assert client.get("/start/opening/").status_code == 302


def test_an_address_taken_meanwhile_is_said_and_nothing_half_made(world: World) -> None:
    client = browser(world.stranger)
    client.post("/start/", {"name": "Oasis", "slug": "oasis", "currency": "USD", "timezone": "UTC"})
    client.post("/start/income/", {"who": "a", "what": "b", "fee": "5", "members_percent": "60", "sponsors": "never"})
    client.post("/start/sharing/", {"template": "expertise-qa"})
    names = {"name_ar": "واحة", "name_en": "Oasis", "currency": "USD", "timezone": "UTC", "language": "ar"}
    people.create_community(slug="oasis", owner=world.garden.member("nour").person, at=clock.now(), **names)
    answer = client.post("/start/opening/", {"till_kind": "bank", "till_words": ""})
    assert answer.status_code == 422
    assert "oasis" in answer.content.decode()
    assert not people.list_communities(person_id=world.stranger.pk).exists()


def test_numbers_longer_than_any_number_are_no_failure(world: World) -> None:
    nour, digits = member(world, "nour"), "9" * 5000
    post = world.garden["post"]
    said = {"title": "T", "body": "B", "kind": "question", "space": world.garden["space_id"], "language": "en"}
    assert nour.get(f"/c/garden/t/{post}/?page={digits}").status_code == 200
    assert nour.post("/c/garden/posts/", {**said, "images": digits}).status_code in (302, 404, 422)
    assert nour.post("/c/garden/posts/", {**said, "draft": "9" * 40}).status_code in (404, 422)
    assert nour.post(f"/c/garden/t/{post}/comments/", {"body": "B", "parent": "9" * 40}).status_code in (404, 422)
    assert nour.post(f"/c/garden/t/{post}/acceptance/", {"comment": digits}).status_code == 404
    assert nour.post(f"/c/garden/evidence/post:{digits}/", {"kind": "helped_me"}).status_code == 404
    assert gathering.Post.objects.filter(pk=post).exists()
