"""The digest: what was new in the spaces one reads, what nobody has read yet of one's notices, what one earned."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.text.dates import format_month
from diwan.kernel.text.money import format_money
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.letters_mime import Contents, absolute
from diwan.web.noticed_facts import LETTER, PAGE
from diwan.web.notices import notice_url, worded
from diwan.web.unsubscribing import DIGEST

MOST_THREADS, LOOKED_AT = 6, 60
_EARNED = "settlement_published"


def digest_contents(member: people.Membership, *, since: datetime, label: str) -> Contents | None:
    """None when there is nothing to say."""
    threads = _threads(member, since)
    earned = _earned(member, since)
    rows = people.digest_notices(membership_id=member.pk, since=since)
    rows = [row for row in rows if row.kind != _EARNED or not earned]
    if not (threads or rows or earned):
        return None
    slug = member.community.slug
    links = [absolute(notice_url(slug, row.kind, row.facts, row.url)) for row in rows]
    common: dict[str, Any] = {
        "threads": threads,
        "earned": earned,
        "home_url": absolute(reverse("feed", kwargs={"slug": slug})),
        "statement_url": absolute(reverse("statement", kwargs={"slug": slug})),
    }
    subject = _("What was new today") if label.startswith(people.Rhythm.DAILY) else _("What was new this week")
    return Contents(
        template="digest",
        subject=subject,
        reference=f"digest-{member.pk}-{label.replace(':', '-')}",
        group=DIGEST,
        plain={**common, "earned": _in_words(earned), "told": _told(rows, links, LETTER)},
        page={**common, "told": _told(rows, links, PAGE)},
        is_bulk=True,
    )


def _told(rows: list[people.Notice], links: list[str], shape: Any) -> list[tuple[Any, str]]:
    return [(worded(row.kind, row.facts, shape), link) for row, link in zip(rows, links, strict=True)]


def _threads(member: people.Membership, since: datetime) -> list[dict[str, Any]]:
    """What others wrote since and the member has not opened, the most useful first; with the member's own rights."""
    feed = gathering.list_new(community_id=member.community_id, viewer_id=member.pk, at=clock.now(), limit=LOOKED_AT)
    fresh = [item for item in feed.items if item.published_at >= since]
    fresh.sort(key=lambda item: (item.evidence.helped_me + item.evidence.tried_worked, item.voice_count), reverse=True)
    slug = member.community.slug
    return [
        {"item": item, "url": absolute(reverse("thread", kwargs={"slug": slug, "post_id": item.id}))}
        for item in fresh[:MOST_THREADS]
    ]


def _earned(member: people.Membership, since: datetime) -> dict[str, Any]:
    """The month that was published since, and one's own share of it; empty when there is none."""
    months = distribution.list_statements(community_id=member.community_id, party=member.party_id)
    if not months:
        return {}
    label, minor = months[0]
    published_at = distribution.get_period(community_id=member.community_id, period=label).published_at
    if published_at is None or published_at < since:
        return {}
    return {"month": label, "minor": minor, "currency": member.community.currency}


def _in_words(earned: dict[str, Any]) -> dict[str, str]:
    if not earned:
        return {}
    reader = current_reader()
    amount = format_money(earned["minor"], earned["currency"], reader)
    return {"month": format_month(earned["month"], reader), "amount": amount}
