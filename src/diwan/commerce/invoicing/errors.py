from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class InvoicingError(DiwanError):
    """Base of everything this applet refuses."""


class NoSuchInvoice(InvoicingError):
    sentence = _("There is no such document.")


class NoSuchCase(InvoicingError):
    sentence = _("There is no such case.")


class BadTaxNumber(InvoicingError):
    sentence = _("This tax number cannot be right: in this country it looks like %(example)s.")


class NameNeeded(InvoicingError):
    sentence = _("Write the name that stands on the documents.")


class NoSuchCountry(InvoicingError):
    sentence = _("Choose a country of the list.")


class NotOpenToChange(InvoicingError):
    sentence = _(
        "A part of this invoice was credited, or it stands on a company’s name already. Write to the treasurer."
    )


class NothingToInvoice(InvoicingError):
    sentence = _("Nothing is left of this receipt that a document could name, or it has one already.")
