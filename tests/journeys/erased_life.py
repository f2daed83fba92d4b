"""A life with thirty secrets in it, lived through the rooms' doors; then its end. Run in a process of its own."""

import django

django.setup()

from datetime import timedelta  # noqa: E402 - Django must be there before its models
from importlib import import_module  # noqa: E402 - as above

from allauth.account.models import EmailAddress  # noqa: E402 - as above
from django.conf import settings  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above

from diwan.cli import migrate  # noqa: E402 - as above
from diwan.conversation import public as conversation  # noqa: E402 - as above
from diwan.distribution import public as distribution  # noqa: E402 - as above
from diwan.gathering import public as gathering  # noqa: E402 - as above
from diwan.kernel import clock, outbox  # noqa: E402 - as above
from diwan.ledger import public as ledger  # noqa: E402 - as above
from diwan.payouts import public as payouts  # noqa: E402 - as above
from diwan.people import public as people  # noqa: E402 - as above
from diwan.trust import public as trust  # noqa: E402 - as above

TOKENS = [f"zz{number:02}q" for number in range(30)]
_next = iter(TOKENS)
NAME = "Layla zz00q"


def token() -> str:
    return next(_next)


def live() -> None:
    migrate.prepare(quiet=True)
    world = import_module("tests.web.small_world")
    place = world.founded("garden", is_public=True)
    for lived in (world.write_things, world.close_a_month, world.sell_things, world.pay_out):
        lived(place)
    layla = people.get_membership(community_id=place.community.pk, person_id=place.member("layla").person_id)
    assert layla is not None
    nour = place.member("nour")
    now = clock.now()
    be_somebody(layla)
    post = write(place, layla, now)
    talk(layla, nour, now)
    deal(place, layla, now)
    hear(layla, nour, post, now)
    browse(layla)
    print(" ".join(TOKENS))


def be_somebody(layla: people.Membership) -> None:
    person = layla.person
    people.edit_profile(person=person, display_name=f"Layla {token()}", bio=f"I grow {token()}.")
    person.email = f"{token()}@nowhere.example"
    person.set_password(f"{token()}-is-my-password")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    people.create_invitation(by=layla, at=clock.now(), note=f"For my sister {token()}")


def write(place: people.Community, layla: people.Membership, now: object) -> int:
    where = {"community_id": place.community.pk, "space_id": place["space_id"], "kind": "question", "language": "en"}
    picture = import_module("tests.web.small_world").picture()
    image = gathering.attach_image(
        community_id=place.community.pk, membership_id=layla.pk, content=picture, at=now, alt=f"A leaf of {token()}"
    )
    post = gathering.publish_post(
        **where, author_id=layla.pk, title=f"Does {token()} like shade?", body=f"Mine is called {token()}.", at=now,
        images=[image.pk], tags=[],
    )  # fmt: skip
    gathering.edit_post(post_id=post.pk, by_id=layla.pk, title=post.title, body=f"Not {token()} after all.", at=now)
    spec = gathering.PollSpec(f"Which {token()}?", (f"The {token()} one", "The other"))
    gathering.put_poll(post_id=post.pk, by_id=layla.pk, poll=spec, at=now)
    comment = gathering.write_comment(post_id=post.pk, author_id=layla.pk, body=f"I mean {token()}.", at=now)
    gathering.edit_comment(comment_id=comment.pk, by_id=layla.pk, body=f"I meant {token()}.", at=now)
    gathering.save_draft(**where, author_id=layla.pk, title=f"About {token()}", body=f"One day: {token()}", at=now)
    return int(post.pk)


def talk(layla: people.Membership, nour: people.Membership, now: object) -> None:
    message = conversation.start_conversation(
        by_id=layla.pk, member_ids=[nour.pk], body=f"Between us: {token()}", key="one", at=now
    )
    conversation.edit_message(message_id=message.pk, by_id=layla.pk, body=f"Between us two: {token()}", at=now)


def deal(place: people.Community, layla: people.Membership, now: object) -> None:
    trust.file_report(
        reporter=layla, object_ref=f"comment:{place['answer']}", subject=place.member("nour"), reason="spam",
        note=f"He mocked {token()}", at=now,
    )  # fmt: skip
    payouts.set_method(membership_id=layla.pk, kind="cash", details={"note": f"At the door of {token()}"}, at=now)
    period = str(place["period"])
    line = distribution.settlement(community_id=place.community.pk, period=period).lines[0].name  # of the plan
    distribution.raise_objection(
        community_id=place.community.pk, period=period, party=layla.party_id, line=line, text=f"For {token()}", at=now
    )


def hear(layla: people.Membership, nour: people.Membership, post: int, now: object) -> None:
    facts = {"by": NAME, "title": f"Does {TOKENS[6]} like shade?", "post": post, "object_ref": f"post:{post}"}
    people.notify(membership_id=nour.pk, kind="replied", facts=facts, url="", at=now)
    told = {"by": "Nour", "title": f"The secret of {token()}", "post": post, "object_ref": f"post:{post}"}
    people.notify(membership_id=layla.pk, kind="mentioned", facts=told, url=f"/c/garden/t/{post}/?{token()}", at=now)
    people.send_mail(membership_id=layla.pk, kind="mentioned", facts=told, url="", at=now)
    outbox.deliver(at=clock.now() + timedelta(minutes=1))
    folder = settings.EMAIL_FILE_PATH
    (folder / "letter-of-hers.log").write_text(f"To: {layla.person.email}\n\n{token()}\n")
    people.send_mail(membership_id=layla.pk, kind="mentioned", facts={**told, "title": token()}, url="", at=now)


def browse(layla: people.Membership) -> None:
    browser = Client(headers={"user-agent": f"Mozilla/5.0 {token()}", "accept-language": "en"})
    browser.post("/accounts/login/", {"login": layla.person.email, "password": f"{TOKENS[3]}-is-my-password"})
    browser.get("/c/garden/feed/")
    people.register_device(
        membership=layla, endpoint=f"https://push.example/{token()}", agent=f"Firefox {token()}", at=clock.now(),
        p256dh="BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
        auth="tBHItJI5svbpez7KI4CCXg",
    )  # fmt: skip
    trust.export_person(person_id=layla.person_id, at=clock.now())


def erase() -> None:
    person = next(one for one in people.Person.objects.all() if one.display_name == NAME)
    now = clock.now()
    trust.ask_erasure(person_id=person.pk, at=now)
    assert trust.run_due_erasures(at=now) == 0, "there are days to think it over"
    assert trust.run_due_erasures(at=now + timedelta(days=8)) == 1
    assert trust.run_due_erasures(at=now + timedelta(days=8)) == 0


def proofs() -> None:
    """What must not change: the month's label, the heads of the chains, every hash that was published."""
    from diwan.contributions.public import latest_seal
    from diwan.distribution.models import AccountingPeriod, Publication

    published = Publication.objects.get()
    period = AccountingPeriod.objects.get(pk=published.period_id)
    book = ledger.check(community_id=published.community_id)
    seal = latest_seal(community_id=published.community_id)
    print(period.label, published.manifest_hash, published.statement_root, book, seal)
