"""Words of documents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Series(TextChoices):
    """What kind of document; each has its own row of numbers."""

    INVOICE = "INV", _("Invoice")
    CREDIT_NOTE = "CRN", _("Credit note")


class TaxNote(TextChoices):
    """Why a document names this much tax."""

    CHARGED = "charged", _("Tax is included in the price.")
    NOT_REGISTERED = "not_registered", _("The seller is not registered for tax, so no tax is charged.")
    NO_TAX = "no_tax", _("There is no general tax on sales in the seller’s country.")
    EXEMPT = "exempt", _("No tax is charged on this supply: it is exempt or outside the tax.")
    REVERSE = "reverse", _("Reverse charge: the customer accounts for the tax.")
