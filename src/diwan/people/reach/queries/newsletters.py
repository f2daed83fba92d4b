from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from diwan.people.errors import NewsletterGone
from diwan.people.models import Newsletter, NewsletterCopy, ReachChoice
from diwan.people.reach.groups import ByMail, Group

LEAST_TOLD = 5


@dataclass(frozen=True, slots=True)
class NewsletterFigures:
    """`asked_count`: sent to members who agreed that openings are counted; `opened_count` of those, None below five."""

    recipients: int
    sent: int
    asked_count: int | None
    opened_count: int | None


def get_newsletter(*, community_id: int, newsletter_id: int) -> Newsletter:
    """Raises NewsletterGone for one of another community as for one that never was."""
    rows = Newsletter.objects.select_related("community", "author__person")
    found = rows.filter(pk=newsletter_id, community=community_id).first()
    if found is None:
        raise NewsletterGone
    return found


def list_newsletters(*, community_id: int) -> QuerySet[Newsletter]:
    rows = Newsletter.objects.filter(community=community_id).select_related("author__person")
    return rows.order_by("-created_at", "-pk")


def newsletter_figures(*, newsletter: Newsletter) -> NewsletterFigures:
    """How far it got. Openings are a sum, and no sum of fewer than five: neither of those asked nor of those opened."""
    told = NewsletterCopy.objects.filter(newsletter=newsletter).aggregate(
        sent=Count("pk", filter=~Q(sent_at=None)),
        asked=Count("pk", filter=Q(asked_opening=True)),
        opened=Count("pk", filter=~Q(opened_at=None)),
    )
    enough = told["asked"] >= LEAST_TOLD and told["opened"] >= LEAST_TOLD
    return NewsletterFigures(
        recipients=newsletter.recipient_count,
        sent=told["sent"],
        asked_count=told["asked"] if enough else None,
        opened_count=told["opened"] if enough else None,
    )


def find_newsletter(*, newsletter_id: int) -> Newsletter | None:
    """For the outbox: the letter, or None when its draft was thrown away after a trial was asked for."""
    return Newsletter.objects.filter(pk=newsletter_id).first()


def find_copy(*, copy_id: int) -> NewsletterCopy | None:
    return NewsletterCopy.objects.filter(pk=copy_id).first()


def may_send_copy(*, copy: NewsletterCopy) -> bool:
    """Once only, and not to whom it was stopped for since the recipients were written down."""
    stopped = ReachChoice.objects.filter(membership=copy.membership_id, group=Group.NEWSLETTER, mail=ByMail.NEVER)
    return copy.sent_at is None and not stopped.exists()
