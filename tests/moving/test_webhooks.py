"""Telling the outside: signed as Standard Webhooks says, tried again, followed in a log, closed in the end."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import override_settings
from standardwebhooks import Webhook, WebhookVerificationError

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock, outbound, outbox
from diwan.kernel.models import OutboxMessage
from diwan.moving import public as moving
from diwan.moving.webhooks.actions.deliver import deliver
from diwan.moving.webhooks.actions.tell import TOPIC
from diwan.moving.webhooks.errors import BadWebhook, NoSuchWebhook, TooManyWebhooks, WebhookClosed
from diwan.moving.webhooks.models import WebhookEndpoint, WebhookMessage
from diwan.people import public as people
from diwan.people.errors import NotAllowed

NOW = datetime.now(UTC)
AT = NOW - timedelta(minutes=1)
EVERYTHING = ["order.paid", "member.joined", "post.published", "period.published", "period.posted", "payout.sent"]


class Listener:
    """A program outside that hears: what came, and what it answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], str]] = []
        self.answer = 204
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(outer.answer)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)


@pytest.fixture
def listener() -> Iterator[Listener]:
    one = Listener()
    one.thread.start()
    with override_settings(OUTBOUND_EXCEPTIONS=[one.address]):
        yield one
    one.server.shutdown()
    one.server.server_close()
    one.thread.join()


@pytest.fixture
def owner(village: people.Community) -> people.Membership:
    return people.list_memberships_with_role(community_id=village.pk, role="owner").get()


@pytest.fixture
def hook(village: people.Community, owner: people.Membership, listener: Listener) -> tuple[int, str]:
    """An endpoint that hears everything, at the listener: its id and its secret."""
    made = opened(owner)
    WebhookEndpoint.objects.filter(pk=made[0]).update(url=f"{listener.address}/hook?from=diwan")
    return made


def opened(owner: people.Membership, **more: Any) -> tuple[int, str]:
    facts = {"url": "https://hooks.example.org/diwan", "note": "", "events": EVERYTHING, **more}
    return moving.open_webhook(community_id=owner.community_id, by=owner.party_id, at=AT, **facts)


def sent_out(at: datetime = NOW) -> int:
    OutboxMessage.objects.exclude(topic=TOPIC).delete()
    return outbox.deliver(at=at)


def joins(village: people.Community, name: str = "layla") -> people.Membership:
    person = people.create_person(email=f"{name}@example.org", display_name="Layla Secret-Name", language="ar", at=AT)
    return people.join_community(person=person, community=village, at=AT)


def test_what_arrives_is_verified_by_the_specifications_own_library(village, hook, listener) -> None:
    member = joins(village)
    assert sent_out() == 1
    [(headers, body)] = listener.heard
    said = Webhook(hook[1]).verify(body, headers)
    assert said == {"type": "member.joined", "timestamp": said["timestamp"], "data": {"membership_id": member.pk}}
    assert headers["webhook-id"].startswith("msg_")
    assert "Secret-Name" not in body
    for spoiled in (body + " ", body.replace("member.joined", "order.paid")):
        with pytest.raises(WebhookVerificationError):
            Webhook(hook[1]).verify(spoiled, headers)


def test_every_chosen_event_is_heard_with_ids_and_amounts_only(village, owner, hook, listener) -> None:
    scope = village.pk
    member = joins(village)
    space = gathering.create_space(community_id=scope, slug="s", name_ar="س", name_en="S", kind="discussion", at=AT)
    post = gathering.publish_post(
        community_id=scope, space_id=space.pk, author_id=member.pk, kind="discussion", title="My own title",
        body="words of mine", language="en", at=AT,
    )  # fmt: skip
    offer = commerce.create_offer(
        community_id=scope, slug="free", name_ar="م", name_en="Free", price_minor=0, interval="free",
        by=owner.party_id, at=AT,
    )  # fmt: skip
    order = commerce.place_order(
        community_id=scope, membership_id=member.pk, offer_id=offer.id, method="", at=AT, key="k"
    )
    sent_out()
    said = {json.loads(body)["type"]: json.loads(body)["data"] for _headers, body in listener.heard}
    assert said["post.published"] == {"post_id": post.pk}
    assert said["order.paid"] == {
        "order_id": order.id, "membership_id": member.pk, "reference": order.reference, "amount_minor": 0,
        "currency": "USD",
    }  # fmt: skip
    assert not any(word in body for _headers, body in listener.heard for word in ("My own", "words of", "Secret-Name"))


def test_a_deed_that_is_undone_tells_nobody(village, hook, listener) -> None:
    from django.db import transaction

    with transaction.atomic():
        joins(village)
        transaction.set_rollback(True)
    assert (WebhookMessage.objects.count(), sent_out(), listener.heard) == (0, 0, [])


def test_only_what_was_chosen_is_told_and_nothing_of_a_neighbour(village, neighbour, owner, listener) -> None:
    opened(owner, events=["order.paid"])
    joins(village)
    joins(neighbour, "nour")
    assert WebhookMessage.objects.count() == 0


def test_what_is_not_taken_is_sent_again_later_and_later_under_the_same_id(village, hook, listener) -> None:
    listener.answer = 500
    joins(village)
    assert (sent_out(NOW), sent_out(NOW)) == (0, 0)
    assert len(listener.heard) == 1
    listener.answer = 200
    assert sent_out(NOW + timedelta(minutes=3)) == 1
    first, second = (headers["webhook-id"] for headers, _body in listener.heard)
    assert first == second
    [message] = moving.list_messages(community_id=village.pk, endpoint_id=hook[0])
    assert (message.state, [one.status for one in message.attempts]) == ("delivered", [500, 200])
    assert WebhookEndpoint.objects.get().failing_since is None


@pytest.mark.parametrize("answer", [301, 302, 307, 308, 400, 404, 503])
def test_a_redirect_is_not_followed_and_nothing_but_two_hundred_counts(village, hook, listener, answer: int) -> None:
    listener.answer = answer
    joins(village)
    sent_out()
    assert len(listener.heard) == 1
    assert WebhookMessage.objects.get().state == "waiting"


def test_after_five_days_of_failure_it_is_closed_and_the_owner_is_told_once(village, owner, hook, listener) -> None:
    listener.answer = 500
    joins(village, "a")
    [message] = WebhookMessage.objects.all()
    for day in (0, 2, 4, 5, 6):
        try:
            deliver(message_pk=message.pk, at=NOW + timedelta(days=day))
        except (outbound.Failed, outbox.Undeliverable):
            continue
    view = moving.get_webhook(community_id=village.pk, endpoint_id=hook[0])
    assert (view.is_open, view.closed_reason) == (False, "failing")
    told = people.list_notices(membership_id=owner.pk)
    assert [one.kind for one in told].count("webhook_closed") == 1
    joins(village, "b")
    assert WebhookMessage.objects.count() == 1
    moving.set_webhook_open(endpoint_id=hook[0], community_id=village.pk, is_open=True, by=owner.party_id, at=NOW)
    joins(village, "c")
    assert WebhookMessage.objects.count() == 2


def test_whoever_answers_gone_is_told_no_more(village, hook, listener) -> None:
    listener.answer = 410
    joins(village)
    sent_out()
    view = moving.get_webhook(community_id=village.pk, endpoint_id=hook[0])
    assert (view.is_open, view.closed_reason, WebhookMessage.objects.get().state) == (False, "gone", "failed")


def test_while_a_secret_is_replaced_either_proves_a_message(village, owner, hook, listener) -> None:
    new = moving.rotate_secret(endpoint_id=hook[0], community_id=village.pk, by=owner.party_id, at=NOW)
    joins(village)
    sent_out()
    headers, body = listener.heard[0]
    assert headers["webhook-signature"].count("v1,") == 2
    assert Webhook(hook[1]).verify(body, headers) == Webhook(new).verify(body, headers)
    WebhookEndpoint.objects.update(before_until=NOW - timedelta(seconds=1))
    joins(village, "later")
    sent_out()
    headers, body = listener.heard[1]
    Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(hook[1]).verify(body, headers)


def test_secrets_lie_sealed_and_no_two_are_alike(owner, hook) -> None:
    other = opened(owner)
    assert hook[1].startswith("whsec_")
    assert hook[1] != other[1]
    row = WebhookEndpoint.objects.get(pk=hook[0])
    assert hook[1] not in repr(row.__dict__)


def test_a_message_is_sent_once_more_by_hand_under_its_old_id(village, owner, hook, listener) -> None:
    moving.send_test(endpoint_id=hook[0], community_id=village.pk, by=owner.party_id, at=AT)
    sent_out()
    [message] = moving.list_messages(community_id=village.pk, endpoint_id=hook[0])
    moving.replay_message(message_id=message.id, community_id=village.pk, by=owner.party_id, at=NOW)
    sent_out()
    assert len(listener.heard) == 2
    assert {headers["webhook-id"] for headers, _body in listener.heard} == {message.message_id}
    moving.set_webhook_open(endpoint_id=hook[0], community_id=village.pk, is_open=False, by=owner.party_id, at=NOW)
    with pytest.raises(WebhookClosed):
        moving.replay_message(message_id=message.id, community_id=village.pk, by=owner.party_id, at=NOW)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "169.254.169.254", "10.0.0.7", "192.168.1.1", "[::ffff:127.0.0.1]",
     "[fd00::1]", "2130706433", "0x7f.1"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_asked(village, owner, listener, host: str) -> None:
    key, _secret = opened(owner, url=f"https://{host}:{listener.server.server_port}/hook")
    joins(village)
    sent_out()
    [message] = moving.list_messages(community_id=village.pk, endpoint_id=key)
    assert listener.heard == []
    assert message.attempts[0].status == 0
    assert message.state in {"failed", "waiting"}


@pytest.mark.parametrize(
    ("url", "events"),
    [("http://example.org", EVERYTHING), ("ftp://x.org", EVERYTHING), ("https://", EVERYTHING), ("//x", EVERYTHING),
     ("https://a:b@x.org/", EVERYTHING), ("https://x.org:99999/", EVERYTHING), ("https://مثال.org/", EVERYTHING),
     ("https://x.org/", []), ("https://x.org/", ["nothing.such"]), (f"https://x.org/{'a' * 300}", EVERYTHING)],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(owner, url: str, events: list[str]) -> None:
    with pytest.raises(BadWebhook):
        opened(owner, url=url, events=events)


def test_owners_alone_and_of_this_community_alone(village, neighbour, owner, hook) -> None:
    member = joins(village)
    theirs = people.list_memberships_with_role(community_id=neighbour.pk, role="owner").get()
    with pytest.raises(NotAllowed):
        opened(member)
    with pytest.raises(NotAllowed):
        moving.rotate_secret(endpoint_id=hook[0], community_id=village.pk, by=theirs.party_id, at=NOW)
    with pytest.raises(NoSuchWebhook):
        moving.rotate_secret(endpoint_id=hook[0], community_id=neighbour.pk, by=theirs.party_id, at=NOW)
    with pytest.raises(NoSuchWebhook):
        moving.get_webhook(community_id=neighbour.pk, endpoint_id=hook[0])
    message = WebhookMessage.objects.get()
    with pytest.raises(NoSuchWebhook):
        moving.replay_message(message_id=message.pk, community_id=neighbour.pk, by=theirs.party_id, at=NOW)
    assert moving.list_messages(community_id=neighbour.pk, endpoint_id=hook[0]) == []


def test_ten_addresses_are_enough(owner) -> None:
    for _number in range(10):
        opened(owner)
    with pytest.raises(TooManyWebhooks):
        opened(owner)


def test_old_messages_are_swept_with_their_tries(village, hook, listener) -> None:
    from diwan.kernel.privacy import declared

    joins(village)
    sent_out()
    rows = next(one for one in declared() if one.label == "moving.WebhookMessage")
    rows.stale(clock.now() + timedelta(days=91)).delete()
    assert WebhookMessage.objects.count() == 0
