from django.utils.translation import gettext_lazy as _

from diwan.commerce.errors import CommerceError


class NoSuchEvent(CommerceError):
    sentence = _("There is no such event here.")


class BadEvent(CommerceError):
    sentence = _(
        "An event needs a name, a beginning before its end, at least one place, and one to six kinds of ticket."
    )


class NotOnSale(CommerceError):
    sentence = _("Tickets are not on sale now.")


class SoldOut(CommerceError):
    sentence = _("So many places are not free any more.")


class FewerThanTaken(CommerceError):
    sentence = _("More places are taken already than that.")


class EventOver(CommerceError):
    sentence = _("This event is over or cancelled.")


class NoSuchTicket(CommerceError):
    sentence = _("This is no ticket of ours. Look at the code again, letter by letter.")


class TicketUsed(CommerceError):
    sentence = _("This ticket was used already.")


class TicketReturned(CommerceError):
    sentence = _("This ticket was returned and is not valid.")
