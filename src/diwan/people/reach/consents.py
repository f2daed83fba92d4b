"""The two things about letters that need a consent."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from diwan.kernel.consents import Asked, ask
from diwan.people.reach.actions.set_reach import set_preference
from diwan.people.reach.models import ReachPreference


def _reads(name: str, membership_id: int) -> bool:
    return ReachPreference.objects.filter(membership_id=membership_id, **{name: True}).exists()


def _reads_openings(membership_id: int) -> bool:
    return _reads("counts_openings", membership_id)


def _writes_openings(membership_id: int, is_given: bool, at: datetime) -> None:
    set_preference(membership_id=membership_id, at=at, counts_openings=is_given)


def _reads_amounts(membership_id: int) -> bool:
    return _reads("shows_amounts", membership_id)


def _writes_amounts(membership_id: int, is_given: bool, at: datetime) -> None:
    set_preference(membership_id=membership_id, at=at, shows_amounts=is_given)


ask(Asked("mail_opens", _("Count that I opened a newsletter"),
          _("The letter holds a picture of one dot. That it was fetched is told only as a sum of at least five."),
          _reads_openings, _writes_openings))  # fmt: skip
ask(Asked("amounts_on_screen", _("Amounts on the lock screen"),
          _("A notification on your phone may name the sum. Whoever sees the phone sees it too."),
          _reads_amounts, _writes_amounts))  # fmt: skip
