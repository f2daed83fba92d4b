"""One member brings another: one level, once, and nobody themselves. Settlements learn of it from the Book of Acts."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from diwan.contributions import public as contributions
from diwan.kernel import audit, ids
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.promotion import likeness, rules, words
from diwan.promotion.errors import (
    AlreadyBrought,
    NotFound,
    OwnCode,
    PromotionError,
    SameHands,
    TooLateForCode,
    UnknownCode,
)
from diwan.promotion.models import Referral, ReferralCode
from diwan.promotion.queries.referrals import NEWCOMER_DAYS, find_code

ACT = "member_referred"
_REVIEWED_DAYS = 180


def referral_code(*, member: people.Membership, at: datetime) -> str:
    """The member's own code, made the first time it is asked for. Raises NotFound for who is not active."""
    if not member.is_active:
        raise NotFound
    row = ReferralCode.objects.filter(membership=member).first()
    if row is None:
        row, _is_new = ReferralCode.objects.get_or_create(
            membership=member, defaults={"code": ids.short_code(7), "made_at": at}
        )
    return row.code


def claim_referral(*, newcomer: people.Membership, code: str, at: datetime) -> Referral:
    """The newcomer says whose code brought them. From then on a plan's referral rule pays that member.

    Raises UnknownCode, OwnCode, SameHands, TooLateForCode, AlreadyBrought.
    """
    found = find_code(community_id=newcomer.community_id, code=code)
    if found is None or not found.membership.is_active:
        raise UnknownCode
    referrer = found.membership
    with transaction.atomic():
        _check(newcomer, referrer, at)
        try:
            with transaction.atomic():
                row = Referral.objects.create(
                    newcomer=newcomer, referrer=referrer, brought_at=at, act_key=_key(newcomer)
                )
        except IntegrityError as error:
            raise AlreadyBrought from error
        contributions.record_act(
            community_id=newcomer.community_id, actor=newcomer.party_id, recipient=referrer.party_id, kind=ACT,
            object_ref=_ref(newcomer), magnitude=0, at=at, key=row.act_key,
        )  # fmt: skip
        people.notify(
            membership_id=referrer.pk, kind=ACT, facts={"member": newcomer.pk, "by": newcomer.person.display_name},
            url="", at=at,
        )  # fmt: skip
    return row


def void_referral(*, by: people.Membership, referral_id: int, reason: str, at: datetime) -> Referral:
    """Say that it does not count: no later month pays for it.

    Raises NotFound, people.errors.NotAllowed, ReasonNeeded.
    """
    rules.require_keeper(by)
    row = rules.find_referral(community_id=by.community_id, referral_id=referral_id)
    why = words.reasoned(reason)
    with transaction.atomic():
        _void(row, why, at)
        audit.record(
            scope=by.community_id, actor=rules.party_text(by), action="referral_voided",
            object_ref=f"referral:{row.pk}", at=at, detail={"reason": why},
        )  # fmt: skip
    return row


def review_referrals(*, at: datetime) -> int:
    """Look again at the younger referrals: who turns out to be one person, or one pair of hands, brought nobody."""
    rows = Referral.objects.select_related("newcomer", "referrer").filter(
        voided_at=None, brought_at__gte=at - timedelta(days=_REVIEWED_DAYS)
    )
    found = 0
    for row in rows:
        try:
            _same_hands(row.newcomer, row.referrer)
        except (OwnCode, SameHands) as error:
            with transaction.atomic():
                _void(row, error.code, at)
            found += 1
    return found


def _check(newcomer: people.Membership, referrer: people.Membership, at: datetime) -> None:
    if Referral.objects.filter(newcomer=newcomer).exists():
        raise AlreadyBrought
    if not newcomer.is_active or newcomer.joined_at < at - timedelta(days=NEWCOMER_DAYS):
        raise TooLateForCode
    _same_hands(newcomer, referrer)
    if ledger.list_entries(
        community_id=newcomer.community_id, kinds=["payment_received", "credit_used"], party=newcomer.party_id
    ):
        raise TooLateForCode


def _same_hands(newcomer: people.Membership, referrer: people.Membership) -> None:
    if rules.same_person(newcomer, referrer) or newcomer.person_id == referrer.person_id:
        raise OwnCode
    if likeness.shared_sign(newcomer.pk, referrer.pk):
        raise SameHands


def _void(row: Referral, reason: str, at: datetime) -> None:
    if row.voided_at is not None:
        return
    row.voided_at, row.reason = at, reason[:200]
    row.save(update_fields=["voided_at", "reason"])
    contributions.void_act(community_id=row.newcomer.community_id, key=row.act_key, at=at, reason=reason[:200])


def _ref(newcomer: people.Membership) -> str:
    return f"member:{newcomer.pk}"


def _key(newcomer: people.Membership) -> str:
    return contributions.act_key(ACT, _ref(newcomer), newcomer.party_id)


def claim_if_any(*, newcomer: people.Membership, code: str, at: datetime) -> str:
    """As `claim_referral` for a code that came with the way in: a refusal keeps nobody out. Gives it as a sentence."""
    if not code.strip():
        return ""
    try:
        claim_referral(newcomer=newcomer, code=code, at=at)
    except PromotionError as error:
        return str(error)
    return ""
