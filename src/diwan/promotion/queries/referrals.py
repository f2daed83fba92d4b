"""Who brought whom, as the two sides may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from diwan.kernel.text.numbers import fold_digits
from diwan.people import public as people
from diwan.promotion import rules, words
from diwan.promotion.models import Referral, ReferralCode

NEWCOMER_DAYS = 30


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """Somebody a member brought. `reason` is why it does not count, '' while it does."""

    name: str
    membership_id: int
    brought_at: datetime
    reason: str
    is_void: bool


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral as those who answer for the money see it."""

    id: int
    newcomer: people.Membership
    referrer: people.Membership
    brought_at: datetime
    voided_at: datetime | None
    reason: str


def find_code(*, community_id: int, code: str) -> ReferralCode | None:
    """Whose code it is. Small letters and Arabic digits are read as well."""
    bare = fold_digits("".join(code.split())).upper()[:12]
    rows = ReferralCode.objects.select_related("membership__person").filter(membership__community=community_id)
    return rows.filter(code=bare).first() if words.is_code(bare) else None


def brought_by(*, member: people.Membership) -> list[BroughtRow]:
    """Newest first. One query."""
    rows = Referral.objects.select_related("newcomer__person").filter(referrer=member).order_by("-brought_at", "-pk")
    return [
        BroughtRow(
            row.newcomer.person.display_name, row.newcomer_id, row.brought_at, row.reason, row.voided_at is not None
        )
        for row in rows[:200]
    ]


def bringer_of(*, member: people.Membership) -> str:
    """The name of who brought the member, '' when nobody did or it does not count."""
    row = Referral.objects.select_related("referrer__person").filter(newcomer=member, voided_at=None).first()
    return row.referrer.person.display_name if row else ""


def list_referrals(*, community_id: int) -> list[ReferralRow]:
    """Newest first, for the owner's page. One query."""
    rows = Referral.objects.select_related("newcomer__person", "referrer__person")
    rows = rows.filter(newcomer__community=community_id).order_by("-brought_at", "-pk")
    return [
        ReferralRow(row.pk, row.newcomer, row.referrer, row.brought_at, row.voided_at, row.reason) for row in rows[:300]
    ]


def get_referral(*, viewer: people.Membership, referral_id: int) -> ReferralRow:
    """Raises NotFound, people.errors.NotAllowed."""
    rules.require_keeper(viewer)
    row = rules.find_referral(community_id=viewer.community_id, referral_id=referral_id)
    return ReferralRow(row.pk, row.newcomer, row.referrer, row.brought_at, row.voided_at, row.reason)


def may_claim(*, member: people.Membership, at: datetime) -> bool:
    """Whether a code of somebody else's would still count: a newcomer whom nobody brought yet."""
    is_new = member.is_active and member.joined_at >= at - timedelta(days=NEWCOMER_DAYS)
    return is_new and not Referral.objects.filter(newcomer=member).exists()


def code_of(*, member: people.Membership) -> str:
    """The member's code, '' while none was made."""
    row = ReferralCode.objects.filter(membership=member).first()
    return row.code if row else ""
