"""The notices of services and tickets in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

_BOOKING = page("booking", booking_id="booking")
_EVENT = page("event", event_id="event")

WORDINGS: dict[str, Wording] = {
    "service_booked": Wording(
        _("%(by)s booked “%(title)s” and paid %(amount)s, which is held. Your days count from now."),
        _("Somebody booked your service"),
        _BOOKING,
        needs_person=True,
    ),
    "service_delivered": Wording(
        _("%(by)s delivered “%(title)s”. Without a word from you it counts as accepted on %(until)s."),
        _("Your booking was delivered"),
        _BOOKING,
        needs_person=True,
    ),
    "service_rework": Wording(
        _("%(by)s asks for changes to “%(title)s”."), _("Changes are asked for"), _BOOKING, needs_person=True
    ),
    "service_accepted": Wording(
        _("%(by)s accepted “%(title)s”: %(amount)s is no longer held."), _("Your work was accepted"), _BOOKING
    ),
    "service_accepted.term": Wording(
        _("The term for “%(title)s” ended without a word: it counts as accepted, and %(amount)s is no longer held."),
        _("Your work counts as accepted"),
        _BOOKING,
    ),
    "service_disputed": Wording(
        _("%(by)s called a steward about “%(title)s”. The money stays held until it is decided."),
        _("A steward was called"),
        _BOOKING,
        needs_person=True,
    ),
    "service_to_decide": Wording(
        _("%(by)s asks for a decision about “%(title)s”: %(amount)s is held."),
        _("A dispute waits for a decision"),
        _BOOKING,
        needs_person=True,
    ),
    "service_to_agree": Wording(
        _("%(by)s proposes a decision about “%(title)s” (%(amount)s held). It waits for a second person."),
        _("A decision waits for a second person"),
        _BOOKING,
        needs_person=True,
    ),
    "service_decided": Wording(
        _("“%(title)s” is decided: %(amount)s goes to you."), _("Your dispute is decided"), _BOOKING
    ),
    "service_decided.buyer": Wording(
        _("“%(title)s” is decided: %(amount)s comes back to you."), _("Your dispute is decided"), _BOOKING
    ),
    "service_given_up": Wording(
        _("%(by)s gave up “%(title)s”: %(amount)s comes back to you."), _("Your booking was given up"), _BOOKING
    ),
    "service_reviewed": Wording(
        _("%(by)s wrote how “%(title)s” was. You can answer once."), _("Somebody wrote about your service"), _BOOKING
    ),
    "service_review_answered": Wording(
        _("%(by)s answered what you wrote about “%(title)s”."), _("Your review was answered"), _BOOKING
    ),
    "tickets_issued": Wording(
        _("Your tickets for “%(offer)s” are here: %(number)s. Print them, or show the code at the door."),
        _("Your tickets are here"),
        page("own_tickets"),
    ),
    "event_cancelled": Wording(
        _("“%(offer)s” is called off: %(reason)s What you paid comes back."), _("An event is called off"), _EVENT
    ),
}
