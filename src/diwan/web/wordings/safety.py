"""The notices of safety in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

_HELD = _("Something you wrote waits for a moderator")
_UNDER = page("standing")

WORDINGS: dict[str, Wording] = {
    "text_held": Wording(
        _("What you wrote waits until a moderator has read it. Nothing is lost, and you need not write it again."),
        _HELD,
        _UNDER,
    ),
    "text_held.links": Wording(
        _("What you wrote holds a link, and you are new here: a moderator reads it first. Nothing is lost."),
        _HELD,
        _UNDER,
    ),
    "text_held.flood": Wording(
        _("You wrote a great deal in a short time: a moderator reads this one first. Nothing is lost."), _HELD, _UNDER
    ),
    "text_held.duplicate": Wording(
        _("The same words stand in several places: a moderator reads this one first. Nothing is lost."), _HELD, _UNDER
    ),
    "text_held.mentions": Wording(
        _("You called many people at once: a moderator reads this first. Nothing is lost."), _HELD, _UNDER
    ),
    "text_released": Wording(
        _("A moderator has read what you wrote, and everybody sees it now."), _("What you wrote is shown"), _UNDER
    ),
    "decision_about_you.note": Wording(
        _("A word from the moderators: %(reason)s Nothing else follows from it."),
        _("A word from the moderators"),
        _UNDER,
    ),
    "decision_about_you.warn": Wording(
        _("A warning from the moderators: %(reason)s You can ask another person to look again."),
        _("A warning from the moderators"),
        _UNDER,
        needs_person=True,
    ),
    "decision_about_you.limit": Wording(
        _("Something you wrote was hidden, and what you write waits for a moderator: %(reason)s You can appeal."),
        _("What you write waits for a moderator"),
        _UNDER,
        needs_person=True,
    ),
    "decision_about_you.remove": Wording(
        _("You are removed from the community: %(reason)s What is owed to you stays owed. You can appeal."),
        _("You are removed from the community"),
        _UNDER,
        needs_person=True,
    ),
    "report_to_decide": Wording(
        _("A member reported something. It waits for a decision."),
        _("A report waits for a decision"),
        page("report", report_id="report"),
        needs_person=True,
    ),
    "report_to_decide.rule": Wording(
        _("A published rule holds a text until somebody has read it."),
        _("A text waits to be read"),
        page("report", report_id="report"),
    ),
    "decision_to_approve": Wording(
        _("%(by)s proposes a decision that touches money. It waits for a second person; it might be you."),
        _("A decision waits for a second person"),
        page("proposals"),
        needs_person=True,
    ),
    "decision_alone": Wording(
        _("%(by)s proposes a decision that touches money and is alone. It can be carried out in a day."),
        _("A decision is made by one person alone"),
        page("proposals"),
        needs_person=True,
    ),
    "proposal_answered": Wording(
        _("%(by)s declined what you proposed: %(answer)s"), _("Your proposal was declined"), page("reports")
    ),
    "proposal_answered.carried": Wording(
        _("%(by)s agreed, and your decision is carried out."), _("Your proposal was agreed to"), page("decided_reports")
    ),
}
