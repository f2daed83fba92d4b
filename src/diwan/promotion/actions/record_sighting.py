from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from diwan.kernel import ids
from diwan.people import public as people
from diwan.promotion import counting, money, rules
from diwan.promotion.enums import Verdict
from diwan.promotion.models import DailySalt, Sighting

# Whoever runs the place, or writes for it by role.
_TEAM = (rules.DEALS, "edit_guides")


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks, as the gate knows them; nothing of it is kept. `member` is None for a visitor."""

    member: people.Membership | None
    address: str
    agent: str
    asks_not_to_be_followed: bool


def record_sighting(*, community: people.Community, subject: str, what: str, who: Onlooker, at: datetime) -> bool:
    """Write down that somebody saw or followed `subject` ('placement:3', 'link:5'); whether it newly counts.

    Whoever asks not to be followed leaves no row, nor does what does not even say what browser it is. Machines and the
    team leave one that does not count, so that what was removed can be told.
    """
    if who.asks_not_to_be_followed or not who.agent.strip():
        return False
    day = money.local_date(zone=community.timezone, at=at)
    mark = counting.member_mark(rules.one_person(who.member)) if who.member else ""
    viewer = counting.viewer_hash(
        salt=_salt_of(community.pk, day), mark=mark or counting.visitor_mark(who.address, who.agent)
    )
    verdict = _verdict(who)
    row = {"community_id": community.pk, "subject": subject, "day": day, "what": what, "viewer": viewer}
    if Sighting.objects.filter(**row).update(repeat_count=F("repeat_count") + 1):
        return False
    try:
        with transaction.atomic():
            Sighting.objects.create(**row, verdict=verdict)
    except IntegrityError:  # the same person's other tab was quicker
        Sighting.objects.filter(**row).update(repeat_count=F("repeat_count") + 1)
        return False
    return verdict == Verdict.COUNTED


def forget_salts(*, at: datetime) -> int:
    """Throw away the salts of days that are over, each community by its own calendar; give how many."""
    gone = 0
    for row in DailySalt.objects.select_related("community"):
        if row.day < money.local_date(zone=row.community.timezone, at=at):
            row.delete()
            gone += 1
    return gone


def _verdict(who: Onlooker) -> str:
    if counting.is_machine(who.agent):
        return Verdict.BOT
    is_team = any(people.can(who.member, power) for power in _TEAM)
    return Verdict.TEAM if is_team else Verdict.COUNTED


def _salt_of(community_id: int, day: date) -> bytes:
    row = DailySalt.objects.filter(community=community_id, day=day).first()
    if row is None:
        row, _is_new = DailySalt.objects.get_or_create(
            community_id=community_id, day=day, defaults={"salt": ids.secret_bytes()}
        )
    return bytes(row.salt)
