import hmac
from datetime import datetime, timedelta
from uuid import UUID

from diwan.commerce.errors import BadAmount
from diwan.commerce.rules import same_person
from diwan.commerce.services import money, rules, story
from diwan.commerce.services.enums import BookingStatus, DisputeReason, PartStatus, StepKind
from diwan.commerce.services.errors import AnotherPerson, NotNow, ProposalChanged, TooSoonAlone, WordsNeeded
from diwan.commerce.services.models import Booking, BookingDispute
from diwan.commerce.services.queries.terms import terms_of
from diwan.kernel import audit
from diwan.people import public as people

ALONE_AFTER = timedelta(hours=24)


def decide_dispute(
    *, booking_id: int, released_minor: int, reason: str, text: str, by: UUID, at: datetime, key: str
) -> None:
    """Say how much of the held money (minor units) goes to the provider; the rest goes back to the buyer.

    From the community's amount on this only proposes: a second person agrees (`agree_to_decision`).
    Raises NoSuchBooking, NotYours, NotNow, BadAmount, WordsNeeded, people NotAllowed, kernel KeyReused.
    """
    booking, who = rules.disputed_booking(booking_id=booking_id, by=by)
    said = story.words(text, 600)
    if reason not in DisputeReason.values:
        raise WordsNeeded

    def run() -> None:
        dispute = _open(booking)
        dispute.held_minor = money.held_of(booking=dispute.booking, at=at)
        if not 0 <= released_minor <= dispute.held_minor:
            raise BadAmount
        if dispute.proposed_by_id is not None:
            raise NotNow
        dispute.released_minor, dispute.reason, dispute.words = released_minor, reason, said
        dispute.proposed_by, dispute.proposed_at = who, at
        dispute.save()
        _audit(dispute, "service_dispute_proposed", by, at)
        if dispute.held_minor >= terms_of(community_id=booking.community_id).two_from_minor:
            _ask_second(dispute, who, at)
        else:
            _carry_out(dispute, who, at)

    body = {"released_minor": released_minor, "reason": reason, "text": said}
    story.once(booking=booking, by=who, deed="decide", key=key, body=body, at=at, run=run)


def agree_to_decision(*, booking_id: int, content_hash: str, by: UUID, at: datetime, key: str) -> None:
    """Agree to exactly what was proposed, and carry it out: another person, or, where nobody else could, the same after
    a day. Raises NoSuchBooking, NotYours, NotNow, AnotherPerson, TooSoonAlone, ProposalChanged, people NotAllowed.
    """
    booking, who = rules.disputed_booking(booking_id=booking_id, by=by)

    def run() -> None:
        dispute = _proposed(booking)
        if same_person(who, _proposer(dispute)):
            if dispute.alone_from is None:
                raise AnotherPerson
            if at < dispute.alone_from:
                raise TooSoonAlone
        if not hmac.compare_digest(content_hash, dispute.content_hash):
            raise ProposalChanged
        _carry_out(dispute, who, at)

    story.once(booking=booking, by=who, deed="agree", key=key, body={"content": content_hash}, at=at, run=run)


def decline_decision(*, booking_id: int, text: str, by: UUID, at: datetime, key: str) -> None:
    """Not agree, in words: the dispute waits again. Whoever proposed may take it back so."""
    booking, who = rules.disputed_booking(booking_id=booking_id, by=by)
    said = story.words(text, 600)

    def run() -> None:
        dispute = _proposed(booking)
        _audit(dispute, "service_dispute_declined", by, at)
        dispute.released_minor, dispute.reason, dispute.words = None, "", ""
        dispute.proposed_by = dispute.proposed_at = dispute.alone_from = None
        dispute.save()
        story.tell_step(booking=booking, kind=StepKind.DECLINED, by=who, at=at, text=said)

    story.once(booking=booking, by=who, deed="decline", key=key, body={"text": said}, at=at, run=run)


def _open(booking: Booking) -> BookingDispute:
    story.require_status(booking, BookingStatus.DISPUTED)
    return BookingDispute.objects.select_related("proposed_by", "booking__community").get(booking=booking)


def _proposed(booking: Booking) -> BookingDispute:
    dispute = _open(booking)
    if dispute.proposed_by_id is None:
        raise NotNow
    return dispute


def _proposer(dispute: BookingDispute) -> people.Membership:
    if dispute.proposed_by is None:
        raise NotNow
    return dispute.proposed_by


def _ask_second(dispute: BookingDispute, who: people.Membership, at: datetime) -> None:
    booking = dispute.booking
    others = [one for one in rules.judges(booking) if not same_person(one, who)]
    if not others:
        dispute.alone_from = at + ALONE_AFTER
        dispute.save(update_fields=["alone_from"])
    story.tell_step(
        booking=booking, kind=StepKind.PROPOSED, by=who, at=at, text=dispute.words, reason=dispute.reason,
    )  # fmt: skip
    for other in others:
        story.notify(booking=booking, to=other, by=who, kind="service_to_agree", at=at, amount_minor=dispute.held_minor)


def _carry_out(dispute: BookingDispute, who: people.Membership, at: datetime) -> None:
    booking, released = dispute.booking, dispute.released_minor or 0
    if money.held_of(booking=booking, at=at) != dispute.held_minor:
        raise ProposalChanged
    returned = money.share_out(
        booking=booking,
        released_minor=released,
        by=who.party_id,
        reason=dispute.words,
        status=PartStatus.SETTLED,
        at=at,
    )
    dispute.decided_by, dispute.decided_at = who, at
    dispute.save(update_fields=["decided_by", "decided_at"])
    booking.status, booking.ended_at = BookingStatus.DECIDED, at
    booking.save(update_fields=["status", "ended_at"])
    story.tell_step(
        booking=booking, kind=StepKind.DECIDED, by=who, at=at, text=dispute.words, reason=dispute.reason,
        released_minor=released, returned_minor=returned,
    )  # fmt: skip
    _audit(dispute, "service_dispute_decided", who.party_id, at)
    for one, amount in ((booking.provider, released), (booking.buyer, returned)):
        side = "buyer" if one.pk == booking.buyer_id else ""
        story.notify(booking=booking, to=one, kind="service_decided", at=at, amount_minor=amount, outcome=side)


def _audit(dispute: BookingDispute, action: str, by: UUID, at: datetime) -> None:
    detail = {
        "held_minor": dispute.held_minor, "released_minor": dispute.released_minor, "reason": dispute.reason,
        "words": dispute.words,
    }  # fmt: skip
    scope, ref = dispute.booking.community_id, f"booking:{dispute.booking_id}"
    audit.record(scope=scope, actor=str(by), action=action, object_ref=ref, at=at, detail=detail)
