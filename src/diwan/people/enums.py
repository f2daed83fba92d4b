from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles with power. Any other slug granted to a membership is a duty that only sharing plans know."""

    OWNER = "owner", _("Owner")
    STEWARD = "steward", _("Steward")
    TREASURER = "treasurer", _("Treasurer")
    EDITOR = "editor", _("Editor")
    AUTHOR = "author", _("Author")
    MEMBER = "member", _("Member")


class Standing(TextChoices):
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Left")


class Digits(TextChoices):
    BY_PLACE = "", _("As usual where I am")
    LATIN = "latn", "123"
    ARABIC = "arab", "١٢٣"


class Calendar(TextChoices):
    GREGORIAN = "gregorian", _("Gregorian")
    HIJRI = "hijri", _("Gregorian with Hijri beside it")


class Theme(TextChoices):
    BY_DEVICE = "", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class OutsiderKind(TextChoices):
    SPONSOR = "sponsor", _("Sponsor")
    PAYER = "payer", _("Payer")
