"""Which group a kind of notice belongs to, and what a member who never chose is given."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What notices are about, as a member would sort them."""

    REPLIES = "replies", _("Replies to you")
    MENTIONS = "mentions", _("When your name is written")
    MESSAGES = "messages", _("Messages to you")
    FOLLOWS = "follows", _("What you follow")
    COMMUNITY = "community", _("News of the community")
    BELONGING = "belonging", _("Levels, badges and welcome")
    EDITORIAL = "editorial", _("Texts you work on with others")
    DESK = "desk", _("Work that waits for the team")
    NEWSLETTER = "newsletter", _("Letters from the team")
    MONEY = "money", _("Your money")
    DECISIONS = "decisions", _("Decisions about you")
    SECURITY = "security", _("Your account and its safety")


class ByMail(TextChoices):
    NOW = "now", _("At once")
    DIGEST = "digest", _("In the digest")
    NEVER = "never", _("Never")


@dataclass(frozen=True, slots=True)
class Custom:
    """What holds until a member chooses. `is_locked`: always in the app, and its letters cannot be switched off."""

    mail: ByMail
    push: bool
    is_locked: bool = False


CUSTOMS: dict[Group, Custom] = {
    Group.REPLIES: Custom(ByMail.DIGEST, push=True),
    Group.MENTIONS: Custom(ByMail.NOW, push=True),
    Group.MESSAGES: Custom(ByMail.NOW, push=True),
    Group.FOLLOWS: Custom(ByMail.DIGEST, push=False),
    Group.COMMUNITY: Custom(ByMail.DIGEST, push=False),
    Group.BELONGING: Custom(ByMail.DIGEST, push=False),
    Group.EDITORIAL: Custom(ByMail.NOW, push=True),
    Group.DESK: Custom(ByMail.NOW, push=True),
    Group.NEWSLETTER: Custom(ByMail.NOW, push=False),
    Group.MONEY: Custom(ByMail.NOW, push=True, is_locked=True),
    Group.DECISIONS: Custom(ByMail.NOW, push=True, is_locked=True),
    Group.SECURITY: Custom(ByMail.NOW, push=True, is_locked=True),
}
LOCKED = frozenset(group for group, custom in CUSTOMS.items() if custom.is_locked)
# Letters of these groups are what a member may stop by one click; the newsletter is nothing but a letter.
ONLY_BY_MAIL = frozenset({Group.NEWSLETTER})

_KINDS: dict[Group, tuple[str, ...]] = {
    Group.REPLIES: ("replied", "answer_accepted"),
    Group.MENTIONS: ("mentioned", "mentioned_in_talk"),
    Group.MESSAGES: ("direct_message",),
    Group.FOLLOWS: ("thread_moved", "followed_wrote"),
    Group.EDITORIAL: (
        "editorial_proposed",
        "editorial_assigned",
        "editorial_unassigned",
        "editorial_due_changed",
        "editorial_handed_in",
        "editorial_taken_back",
        "editorial_accepted",
        "editorial_returned",
        "editorial_dropped",
        "editorial_remarked",
        "co_author_invited",
        "co_author_accepted",
        "co_author_declined",
        "post_scheduled",
        "post_unscheduled",
        "scheduled_post_published",
        "scheduled_post_failed",
    ),
    Group.DESK: (
        "receipt_to_review",
        "payout_batch_to_approve",
        "report_to_decide",
        "decision_to_approve",
        "proposal_answered",
    ),
    Group.MONEY: (
        "payment_approved",
        "payment_rejected",
        "payment_refunded",
        "order_cancelled",
        "subscription_expiring",
        "subscription_ended",
        "settlement_published",
        "payout_approved",
        "payout_sent",
        "payout_failed",
        "payout_batch_drafted_alone",
    ),
    Group.BELONGING: (
        "badge_awarded",
        "badges_awarded",
        "badge_given",
        "level_changed",
        "group_joined",
        "group_request",
    ),
    Group.DECISIONS: ("report_decided", "decision_about_you", "appeal_decided", "text_held", "text_released"),
    Group.SECURITY: ("payout_method_changed", "payout_batch_approved_alone", "decision_alone"),
}
GROUP_OF: dict[str, Group] = {kind: group for group, kinds in _KINDS.items() for kind in kinds}


def group_of(kind: str) -> Group:
    """The group of a kind; one that is not in the table is news of the community."""
    return GROUP_OF.get(kind, Group.COMMUNITY)
