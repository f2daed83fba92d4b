from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scheme(TextChoices):
    """How money reaches a till: each asks the payer for other words, and so has other fields."""

    IBAN = "iban", _("Bank account")
    CLIQ = "cliq", _("CliQ (Jordan)")
    INSTAPAY = "instapay", _("InstaPay (Egypt)")
    PHONE = "phone", _("Wallet on a phone number")
    PLACE = "place", _("Cash, in person")


class RowStatus(TextChoices):
    """What became of a row of a bank statement."""

    OPEN = "open", _("Not matched yet")
    USED = "used", _("Matched")
    ASIDE = "aside", _("Not for an order")


class Likelihood(TextChoices):
    """How well a row fits an order. A person decides all the same."""

    CERTAIN = "certain", _("Code and amount fit")
    LIKELY = "likely", _("Probably this one")
    POSSIBLE = "possible", _("May be this one")
