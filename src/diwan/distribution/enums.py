"""The words other rooms may use about a close."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """How far the Fair Close of a month has come. Each stage is one transaction; the order of this list is the rite."""

    OPEN = "open", _("Open")
    FROZEN = "frozen", _("Frozen")
    SNAPSHOTTED = "snapshotted", _("Snapshot taken")
    SETTLED = "settled", _("Settled")
    CHECKED = "checked", _("Checked")
    PREVIEWED = "previewed", _("Previewed")
    PUBLISHED = "published", _("Published")
    POSTED = "posted", _("Posted")
    SEALED = "sealed", _("Sealed")

    @property
    def rank(self) -> int:
        """0 for open, 8 for sealed: stages compare by it."""
        return list(Stage).index(self)


class ObjectionStatus(TextChoices):
    OPEN = "open", _("Under review")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class HoldKind(TextChoices):
    """Why a part of a share waits: the plan's ordinary hold, money of a payer whose payments have not seasoned, or a
    referral whose payer may still ask for the money back.
    """

    ORDINARY = "ordinary", _("Refund window")
    UNSEASONED = "unseasoned", _("New payer's card")
    REFERRAL = "referral", _("Refund window of members you brought")


class Tone(StrEnum):
    """What kind of place money went to; pages give each one colour and one word."""

    MEMBERS = "members"
    TEAM = "team"
    OWNER = "owner"
    FUND = "fund"
    COSTS = "costs"
    FEES = "fees"
    TAX = "tax"
