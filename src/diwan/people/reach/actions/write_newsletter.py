from datetime import datetime

from diwan.people.errors import NewsletterOnItsWay
from diwan.people.models import Membership, Newsletter
from diwan.people.reach.models.newsletter import NewsletterStatus
from diwan.people.reach.queries.audience import Audience


def draft_newsletter(*, by: Membership, subject: str, body: str, audience: Audience, at: datetime) -> Newsletter:
    """Begin a letter to members; `body` is Markdown."""
    return Newsletter.objects.create(
        community_id=by.community_id,
        author=by,
        subject=_one_line(subject),
        body=body,
        audience=audience.kept(),
        created_at=at,
        edited_at=at,
    )


def edit_newsletter(*, newsletter: Newsletter, subject: str, body: str, audience: Audience, at: datetime) -> Newsletter:
    """Change a draft. Raises NewsletterOnItsWay when sending began meanwhile."""
    changed = Newsletter.objects.filter(pk=newsletter.pk, status=NewsletterStatus.DRAFT).update(
        subject=_one_line(subject), body=body, audience=audience.kept(), edited_at=at
    )
    if not changed:
        raise NewsletterOnItsWay
    newsletter.refresh_from_db()
    return newsletter


def discard_newsletter(*, newsletter: Newsletter) -> None:
    """Throw a draft away. Raises NewsletterOnItsWay."""
    if not Newsletter.objects.filter(pk=newsletter.pk, status=NewsletterStatus.DRAFT).delete()[0]:
        raise NewsletterOnItsWay


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:120]
