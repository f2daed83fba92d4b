"""Two communities with one object of every kind that an address can name, built through doors.

`garden` is public, `forest` is private. In each: Layla wrote, ordered and objected; Sami is suspended; Nour does
nothing but belong; the owner, the treasurer and the steward run it. A stranger belongs to neither.
"""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from PIL import Image

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.trust import public as trust

from . import access_rows

ZONE = "Asia/Riyadh"
NOW = datetime.now(UTC) - timedelta(minutes=5)
MONTH = Period.of(NOW, ZONE).previous()
BEFORE = MONTH.start(ZONE) - timedelta(days=3)
PLAIN = ("treasurer", "steward", "layla", "sami", "nour")


@dataclass
class Place:
    """A community, its people by name, and by the name of an address's part the object that stands there."""

    community: people.Community
    members: dict[str, people.Membership]
    objects: dict[str, object] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> object:
        return self.objects[name]

    @property
    def slug(self) -> str:
        return self.community.slug

    def member(self, name: str) -> people.Membership:
        return self.members[name]


@dataclass
class World:
    garden: Place
    forest: Place
    stranger: people.Person


def build_world() -> World:
    """Both communities and the stranger."""
    garden, forest = furnished("garden", is_public=True), furnished("forest", is_public=False)
    return World(garden, forest, someone("stranger", "nowhere"))


def someone(name: str, where: str) -> people.Person:
    return people.create_person(
        email=f"{name}@{where}.example", display_name=f"{name.title()} of {where}", language="en", at=BEFORE
    )


def furnished(slug: str, *, is_public: bool) -> Place:
    """A community with everything in it."""
    place = founded(slug, is_public=is_public)
    write_things(place)
    close_a_month(place)
    sell_things(place)
    pay_out(place)
    moderate(place)
    access_rows.furnish(place)
    return place


def founded(slug: str, *, is_public: bool = True) -> Place:
    """People and roles, nothing else."""
    names = {"name_ar": "بستان", "name_en": slug.title()}
    where = {"currency": "USD", "timezone": ZONE, "language": "ar"}
    owner = someone("owner", slug)
    community = people.create_community(slug=slug, owner=owner, at=BEFORE, is_public=is_public, **names, **where)
    members = {"owner": people.list_memberships_with_role(community_id=community.pk, role="owner").get()}
    for name in PLAIN:
        members[name] = people.join_community(person=someone(name, slug), community=community, at=BEFORE)
    for role in ("treasurer", "steward"):
        people.grant_role(membership=members[role], role=role, by=members["owner"], at=BEFORE)
    space = gathering.create_space(
        community_id=community.pk, slug=f"{slug}-talk", name_ar="المجلس", name_en="Talk", kind="question", at=BEFORE
    )
    return Place(community, members, {"space": space.slug, "space_id": space.pk})


def write_things(place: Place) -> None:
    layla, nour, scope = place.member("layla"), place.member("nour"), place.community.pk
    words = {"community_id": scope, "space_id": place["space_id"], "author_id": layla.pk, "kind": "question"}
    image = gathering.attach_image(community_id=scope, membership_id=layla.pk, content=picture(), at=NOW)
    question = {**words, "title": f"A question of the {place.slug}", "body": "Why?", "language": "en", "at": NOW}
    post = gathering.publish_post(**question, images=[image.pk])
    answer = gathering.write_comment(post_id=post.pk, author_id=nour.pk, body="Because of the water.", at=NOW)
    comment = gathering.write_comment(post_id=post.pk, author_id=layla.pk, body="Thank you.", at=NOW)
    draft = gathering.save_draft(**{**question, "title": "Half a thought"})
    place.objects |= {"post": post.pk, "comment": comment.pk, "answer": answer.pk, "draft": draft.pk}
    place.objects |= {"ref": f"post:{post.pk}", "image": image.name, "membership": layla.pk}


def close_a_month(place: Place) -> None:
    """Last month, published; Layla objects."""
    open_a_month(place)
    scope, by, layla = place.community.pk, place.member("owner").party_id, place.member("layla").party_id
    distribution.advance(community_id=scope, period=MONTH.label, by=by, at=NOW, until="published")
    raised = distribution.raise_objection(
        community_id=scope, period=MONTH.label, party=layla, line="", text="Too little", at=NOW
    )
    place.objects |= {"period": MONTH.label, "objection": raised.id}


def open_a_month(place: Place) -> None:
    """Last month, with one tip to Layla; nothing of it is closed."""
    scope, by, layla = place.community.pk, place.member("owner").party_id, place.member("layla").party_id
    document = distribution.plan_template(slug="expertise-qa", currency="USD").document
    plan = distribution.draft_plan(community_id=scope, document=document, by=by, at=BEFORE)
    distribution.adopt_plan(plan_id=plan.id, from_period=MONTH.label, by=by, at=BEFORE)
    started = BEFORE + timedelta(days=4)
    distribution.open_period(community_id=scope, period=MONTH.label, at=started)
    commerce.record_receipt(
        community_id=scope, payer=place.member("nour").party_id, kind="tip", gross_minor=1_000, tax_minor=0,
        fee_minor=0, to=layla, effective_date=MONTH.first_date(), at=started, key="tip",
    )  # fmt: skip
    place.objects["plan"] = plan.id


def sell_things(place: Place) -> None:
    """An order of Layla's that waits with its photo, and one that was paid."""
    scope, by, layla = place.community.pk, place.member("owner").party_id, place.member("layla")
    commerce.set_till_method(
        community_id=scope, kind="bank", title="Green Bank", instructions_ar="حوّل", instructions_en="Send it",
        by=by, at=BEFORE,
    )  # fmt: skip
    offer = commerce.create_offer(
        community_id=scope, slug="member", name_ar="عضوية", name_en="Gardener", price_minor=600, interval="month",
        by=by, at=BEFORE,
    )  # fmt: skip
    wish = {"community_id": scope, "membership_id": layla.pk, "offer_id": offer.id, "method": "bank", "at": NOW}
    paid = commerce.place_order(**wish, key="first")
    paid = commerce.approve_payment(order_id=paid.id, amount_minor=600, by=by, at=NOW, key="first")
    order = commerce.place_order(**wish, key="second")
    order = commerce.attach_receipt(order_id=order.id, image=picture(), by=layla.party_id, at=NOW)
    place.objects |= {"offer": offer.id, "order": order.id, "photo": order.photos[0].id}
    place.objects |= {"paid_order": paid.id, "payment": paid.payments[0].id}


def pay_out(place: Place) -> None:
    """Layla is owed something: one payment was sent, with a photo as proof, and another batch waits as a draft."""
    scope, owner, treasurer = place.community.pk, place.member("owner").party_id, place.member("treasurer").party_id
    payouts.set_method(membership_id=place.member("layla").pk, kind="cash", details={"note": "here"}, at=BEFORE)
    owe(place, 4_000)
    sent = payouts.draft_batch(community_id=scope, by=treasurer, at=NOW)
    sent = payouts.approve_batch(batch_id=sent.id, batch_hash=sent.hash, by=owner, at=NOW)
    payment = sent.payouts[0].id
    payouts.mark_sent(payout_id=payment, proof="", photo=picture(), paid_from="cash", by=owner, at=NOW)
    owe(place, 5_000)
    batch = payouts.draft_batch(community_id=scope, by=treasurer, at=NOW)
    place.objects |= {"sent_batch": sent.id, "sent_payout": payment, "batch": batch.id, "payout": batch.payouts[0].id}


def owe(place: Place, amount_minor: int) -> None:
    legs = [
        ledger.LegSpec("assets:bank", "debit", amount_minor),
        ledger.LegSpec("liabilities:members", "credit", amount_minor, place.member("layla").party_id),
    ]
    ledger.post(
        community_id=place.community.pk, kind="settlement_posted", legs=legs, effective_date=NOW.date(), at=NOW,
        key=f"owe-{amount_minor}", currency="USD",
    )  # fmt: skip


def moderate(place: Place) -> None:
    """Nour reports Layla's question, which waits; Sami was suspended for a comment and appeals."""
    nour, steward, sami = place.member("nour"), place.member("steward"), place.member("sami")
    spam = gathering.write_comment(post_id=place["post"], author_id=sami.pk, body="Buy now", at=NOW)
    said = {"reporter": nour, "reason": "spam", "note": "", "at": NOW}
    decided = trust.file_report(object_ref=f"comment:{spam.pk}", subject=sami, **said)
    decision = trust.decide_report(report_id=decided.pk, by=steward, outcome="suspend", reason="Again.", at=NOW)
    appeal = trust.file_appeal(decision_id=decision.pk, by=people_again(sami), text="Sorry", at=NOW)
    waiting = trust.file_report(object_ref=str(place["ref"]), subject=place.member("layla"), **said)
    place.objects |= {"report": waiting.pk, "decision": decision.pk, "appeal": appeal.pk}
    place.objects |= {"sanction": decision.sanctions.get().pk, "steward_membership": steward.pk, "steward": "steward"}
    invitation = people.create_invitation(by=place.member("owner"), at=NOW)
    place.objects |= {"invitation": invitation.token}


def people_again(member: people.Membership) -> people.Membership:
    """The membership as it stands now."""
    found = people.get_membership(community_id=member.community_id, person_id=member.person_id)
    assert found is not None
    return found


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG")
    return out.getvalue()
