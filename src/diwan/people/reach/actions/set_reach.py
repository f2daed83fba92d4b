from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from diwan.people.errors import CannotSwitchOff
from diwan.people.models import ReachChoice, ReachPreference
from diwan.people.reach.groups import CUSTOMS, LOCKED, ONLY_BY_MAIL, ByMail, Group
from diwan.people.reach.models.choice import Rhythm

EDITABLE = frozenset({"is_quiet_at_night", "quiet_from", "quiet_until", "digest", "shows_amounts", "counts_openings"})


def choose_reach(
    *, membership_id: int, group: str, in_app: bool = True, mail: str | None = None, push: bool | None = None
) -> None:
    """Choose how one group is told; `mail` is a value of ByMail, None leaves the custom.

    Of a locked group only the push may be chosen. Raises CannotSwitchOff.
    """
    about = Group(group)
    custom = CUSTOMS[about]
    by_mail = custom.mail if mail is None else ByMail(mail)
    if about in LOCKED and (not in_app or by_mail != custom.mail):
        raise CannotSwitchOff
    if about in ONLY_BY_MAIL and by_mail != ByMail.NEVER:
        by_mail = ByMail.NOW
    wants = {"in_app": in_app, "mail": by_mail, "push": custom.push if push is None else push}
    if wants == {"in_app": True, "mail": custom.mail, "push": custom.push}:
        ReachChoice.objects.filter(membership_id=membership_id, group=about).delete()
        return
    ReachChoice.objects.update_or_create(membership_id=membership_id, group=about, defaults=wants)


def stop_letters(*, membership_id: int, group: str) -> None:
    """No more letters of this group, nor its lines in the digest; what the app shows stays. Raises CannotSwitchOff."""
    about = Group(group)
    if about in LOCKED:
        raise CannotSwitchOff
    custom = CUSTOMS[about]
    row, is_new = ReachChoice.objects.get_or_create(
        membership_id=membership_id, group=about, defaults={"mail": ByMail.NEVER, "push": custom.push}
    )
    if not is_new and row.mail != ByMail.NEVER:
        row.mail = ByMail.NEVER
        row.save(update_fields=["mail"])


def stop_digest(*, membership_id: int) -> None:
    """No more digests for this membership."""
    row, _ = ReachPreference.objects.get_or_create(membership_id=membership_id)
    if row.digest != Rhythm.NEVER:
        row.digest = Rhythm.NEVER
        row.save(update_fields=["digest"])


def set_preference(*, membership_id: int, at: datetime, **changes: Any) -> ReachPreference:
    """Change what holds for all groups. Minutes after local midnight. Raises TypeError for anything not editable."""
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    row, _ = ReachPreference.objects.get_or_create(membership_id=membership_id)
    if changes.get("counts_openings", row.counts_openings) != row.counts_openings:
        row.counts_openings_since = at if changes["counts_openings"] else None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row


def set_reach(
    *, membership_id: int, choices: Mapping[str, Mapping[str, Any]], preference: Mapping[str, Any], at: datetime
) -> None:
    """The whole settings page in one deed: group → in_app, mail, push; and what holds for all groups."""
    with transaction.atomic():
        for group, wants in choices.items():
            choose_reach(membership_id=membership_id, group=group, **wants)
        set_preference(membership_id=membership_id, at=at, **preference)
