from django.utils.translation import gettext_lazy as _

from diwan.commerce.errors import CommerceError
from diwan.kernel.papers import NotAPaper, PaperTooLarge

__all__ = ["BadBudget", "NoSuchCost", "NoSuchPaper", "NotAPaper", "PaperTooLarge", "TooManyPapers"]


class BadBudget(CommerceError):
    sentence = _("A planned cost is a positive amount under a name the sharing plan knows.")


class NoSuchCost(CommerceError):
    sentence = _("There is no such cost.")


class NoSuchPaper(CommerceError):
    sentence = _("There is no such receipt.")


class TooManyPapers(CommerceError):
    sentence = _("This cost has ten receipts already.")
