from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class ContributionsError(DiwanError):
    """Base of everything this room refuses."""


class UnknownKind(ContributionsError):
    sentence = _("“%(kind)s” is not a kind of deed that this book knows.")


class ActRefused(ContributionsError):
    sentence = _("The deed “%(key)s” cannot be written: its “%(field)s” may not be “%(value)s”.")


class KeyConflict(ContributionsError):
    sentence = _("The deed “%(key)s” is in the book already, with other contents. Nothing was written.")


class NoSuchAct(ContributionsError):
    sentence = _("There is no deed “%(key)s” in the book of this community.")


class LimitReached(ContributionsError):
    sentence = _("A deed of the kind “%(kind)s” counts at most %(limit)s times on one item.")


class DayNotOver(ContributionsError):
    sentence = _("Only days that are over can be sealed; the first one still open is %(today)s.")


class ActsSealed(ContributionsError):
    """The deed's day is sealed. It is not lost: write it again with `first_open_at` or a later instant."""

    sentence = _("%(day)s is sealed, nothing can be added to it. The deed can be written from %(first_open_at)s on.")

    def __init__(self, *, day: date, first_open_at: datetime) -> None:
        super().__init__(day=day.isoformat(), first_open_at=first_open_at.isoformat())
        self.day, self.first_open_at = day, first_open_at
