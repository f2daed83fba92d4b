"""The notices of editorial in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

_ITEM = page("calendar_item", item_id="item")
_DRAFT = page("draft_desk", draft_id="draft")
_FAILED = _("A scheduled post did not go out")


def _failed(sentence: Promise) -> Wording:
    return Wording(sentence, _FAILED, _DRAFT, needs_person=True)


WORDINGS: dict[str, Wording] = {
    "editorial_proposed": Wording(_("%(by)s proposed a text: “%(title)s”."), _("A text is proposed"), _ITEM),
    "editorial_assigned": Wording(_("%(by)s asks you to write “%(title)s”."), _("A text for you to write"), _ITEM),
    "editorial_unassigned": Wording(
        _("“%(title)s” is not yours to write any more, says %(by)s."), _("A text was given to somebody else"), _ITEM
    ),
    "editorial_due_changed": Wording(
        _("%(by)s moved the day by which “%(title)s” is due."), _("A due day was moved"), _ITEM
    ),
    "editorial_handed_in": Wording(
        _("%(by)s handed in “%(title)s”. It waits for an editor."), _("A text waits for review"), _ITEM
    ),
    "editorial_taken_back": Wording(
        _("%(by)s took “%(title)s” back. It does not go out for now."), _("A text was taken back"), _ITEM
    ),
    "editorial_accepted": Wording(_("%(by)s accepted “%(title)s”. It is ready."), _("Your text is accepted"), _ITEM),
    "editorial_returned": Wording(
        _("%(by)s returned “%(title)s” to you: %(reason)s"), _("Your text came back with a remark"), _ITEM
    ),
    "editorial_dropped": Wording(_("%(by)s dropped “%(title)s” from the calendar."), _("An idea was dropped"), _ITEM),
    "editorial_remarked": Wording(_("%(by)s left a remark on “%(title)s”."), _("A remark on a planned text"), _ITEM),
    "co_author_invited": Wording(
        _("%(by)s names you as a co-author of “%(title)s”. Say whether you agree to your share."),
        _("You are named as a co-author"),
        _DRAFT,
        needs_person=True,
    ),
    "co_author_accepted": Wording(
        _("%(by)s agrees to be a co-author of “%(title)s”."), _("A co-author agrees"), _DRAFT
    ),
    "co_author_declined": Wording(
        _("%(by)s does not agree to be a co-author of “%(title)s”. Change the parts before it goes out."),
        _("A co-author does not agree"),
        _DRAFT,
        needs_person=True,
    ),
    "post_scheduled": Wording(
        _("%(by)s set the day for “%(title)s”: %(until)s. You can take it back until then."),
        _("Your text has a day"),
        _DRAFT,
    ),
    "post_unscheduled": Wording(
        _("%(by)s took away the day set for “%(title)s”. Your draft is kept."),
        _("Your text has no day any more"),
        _DRAFT,
    ),
    "scheduled_post_published": Wording(_("“%(title)s” went out as planned."), _("Your text went out")),
    "scheduled_post_failed": _failed(
        _("“%(title)s” did not go out. Your draft is kept, without a day; look at it and set one again.")
    ),
    "scheduled_post_failed.CoAuthorsWaiting": _failed(
        _("“%(title)s” did not go out, because a co-author has not agreed yet. Your draft is kept.")
    ),
    "scheduled_post_failed.LabelNeeded": _failed(
        _("“%(title)s” did not go out, because its label does not say who paid and how much. Your draft is kept.")
    ),
    "scheduled_post_failed.AffiliateLinkUnlabelled": _failed(
        _("“%(title)s” did not go out, because a link in it pays whoever placed it. Label it. Your draft is kept.")
    ),
    "scheduled_post_failed.TitleNeeded": _failed(
        _("A scheduled post did not go out, because it has no title. Your draft is kept.")
    ),
    "scheduled_post_failed.TextNeeded": _failed(
        _("“%(title)s” did not go out, because nothing is written in it. Your draft is kept.")
    ),
    "scheduled_post_failed.MembersOnly": _failed(
        _("“%(title)s” did not go out, because you are not an active member now. Your draft is kept.")
    ),
}
