"""The notices of belonging in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

_BADGES = page("person_badges", membership_id="member")
_BADGE = _("A badge is yours")
_LEVELS, _LEVEL = page("levels"), _("Your level here")
_GROUP = page("group", group_id="group")

_AWARDED: dict[str, Promise] = {
    "first_answer": _("An answer of yours was accepted. The badge “First answer” is yours."),
    "ten_helped": _("Ten people said that you helped them. The badge “A hand to ten” is yours."),
    "fifty_helped": _("Fifty people said that you helped them. The badge “A hand to fifty” is yours."),
    "tried_by_twenty": _("Twenty people tried what you wrote, and it worked. The badge “Tried and true” is yours."),
    "shared_question": _("Ten others had your question too. The badge “Asked for many” is yours."),
    "year_here": _("You have been here for a year. The badge “A year here” is yours."),
    "translator": _("You translate for everybody. The badge “Translator” is yours."),
    "ten_hours": _("The team confirmed ten hours of your work. The badge “Ten hours of work” is yours."),
}
_LEVELS_SAID: dict[str, Promise] = {
    "up1": _("You are no newcomer any more: your level here is 1. The page says what it opens."),
    "up2": _("Your level here is now 2. The page says what it opens."),
    "up3": _("Your level here is now 3. The page says what it opens."),
    "down0": _("After a decision about you, your level here is 0 for a while. The page says for how long."),
    "down1": _("After a decision about you, your level here is at most 1 for a while. The page says for how long."),
    "down2": _("After a decision about you, your level here is at most 2 for a while. The page says for how long."),
    "pinned0": _("The team set your level here to 0: %(reason)s"),
    "pinned1": _("The team set your level here to 1: %(reason)s"),
    "pinned2": _("The team set your level here to 2: %(reason)s"),
    "pinned3": _("The team set your level here to 3: %(reason)s"),
}

WORDINGS: dict[str, Wording] = {
    "badge_awarded": Wording(_("A badge is yours."), _BADGE, _BADGES),
    **{f"badge_awarded.{key}": Wording(sentence, _BADGE, _BADGES) for key, sentence in _AWARDED.items()},
    "badges_awarded": Wording(
        _("Several badges are yours, for what you did up to now."), _("Badges are yours"), _BADGES
    ),
    "badge_given": Wording(_("%(by)s gave you a badge: %(reason)s"), _BADGE, _BADGES),
    "badge_given.back": Wording(_("A badge was taken back: %(reason)s"), _("A badge was taken back"), _BADGES),
    "level_changed": Wording(_("Your level here changed."), _LEVEL, _LEVELS),
    **{f"level_changed.{way}": Wording(sentence, _LEVEL, _LEVELS) for way, sentence in _LEVELS_SAID.items()},
    "group_joined": Wording(_("You are in the group “%(title)s” now, by %(by)s."), _("You are in a group"), _GROUP),
    "group_request": Wording(
        _("%(by)s asks to join the group “%(title)s”."), _("Somebody asks to join a group"), _GROUP
    ),
}
