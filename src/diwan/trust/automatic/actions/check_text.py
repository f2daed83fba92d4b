from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from diwan.kernel import registry
from diwan.people.enums import Role
from diwan.people.public import Membership, notify
from diwan.trust.actions.decide_report import OBJECT_HIDDEN
from diwan.trust.automatic import reading
from diwan.trust.automatic.models.forbidden_words import ForbiddenWords
from diwan.trust.automatic.models.rule_book import RuleBook
from diwan.trust.automatic.models.text_mark import TextMark
from diwan.trust.automatic.queries.rules import rules_of
from diwan.trust.bench.actions.tell_watch import tell_watch
from diwan.trust.enums import Reason, ReportStatus, Rule, SanctionKind
from diwan.trust.models import Report, Sanction

FLOOD_WITHIN = timedelta(minutes=10)
COPIES_WITHIN = timedelta(days=1)
_POWERS = [role for role in Role.values if role != Role.MEMBER]
_REASONS = {Rule.LINKS: Reason.SPAM, Rule.FLOOD: Reason.SPAM, Rule.DUPLICATE: Reason.SPAM, Rule.MENTIONS: Reason.SPAM}
Firing = tuple[Rule, dict[str, Any]]


def check_text(*, community_id: int, object_ref: str, author_id: int, body: str, at: datetime, **_: object) -> bool:
    """Hold a text that a published rule asks a person to see first; return whether it was held.

    Runs inside the transaction in which the text was written. The author is told, and so is whoever keeps watch.
    """
    author = Membership.objects.filter(pk=author_id, community=community_id).first()
    if author is None or author.roles.filter(role__in=_POWERS).exists():
        return False
    with transaction.atomic():
        mark = TextMark.objects.create(
            community_id=community_id,
            author=author,
            object_ref=object_ref,
            words_hash=reading.words_hash(body),
            at=at,
        )
        firing = next(_firings(mark, author, body), None)
        if firing is None:
            return False
        _hold(mark, *firing)
    return True


def _firings(mark: TextMark, author: Membership, body: str) -> Iterator[Firing]:
    """The rules that hold this text, the one that says most about it first."""
    book = rules_of(community_id=mark.community_id)
    if Sanction.objects.filter(membership=author, kind=SanctionKind.LIMIT, lifted_at=None).exists():
        yield Rule.LIMITED, {}
    for row in ForbiddenWords.objects.filter(community=mark.community_id, removed_at=None).order_by("pk"):
        if reading.says(body, row.words):
            yield Rule.PATTERN, {"words": row.words, "why": row.why}
    links, calls = reading.count_links(body), reading.count_calls(body)
    if book.newcomer_links and author.trust_level == 0 and links >= book.newcomer_links:
        yield Rule.LINKS, {"count": links, "most": book.newcomer_links - 1}
    if book.mentions and calls >= book.mentions:
        yield Rule.MENTIONS, {"count": calls, "most": book.mentions - 1}
    yield from _repeated(mark, book)


def _repeated(mark: TextMark, book: RuleBook) -> Iterator[Firing]:
    if book.same_texts and mark.words_hash:
        same = TextMark.objects.filter(
            community=mark.community_id, words_hash=mark.words_hash, at__gt=mark.at - COPIES_WITHIN
        )
        places = same.values("object_ref").distinct().count()
        if places >= book.same_texts:
            writers = same.values("author").distinct().count()
            yield Rule.DUPLICATE, {"count": places, "people": writers, "most": book.same_texts - 1}
    if book.flood_texts:
        texts = TextMark.objects.filter(author=mark.author_id, at__gt=mark.at - FLOOD_WITHIN, at__lte=mark.at)
        count = texts.values("object_ref").distinct().count()
        if count > book.flood_texts:
            yield Rule.FLOOD, {"count": count, "most": book.flood_texts}


def _hold(mark: TextMark, rule: Rule, evidence: dict[str, Any]) -> None:
    report = Report.objects.create(
        community_id=mark.community_id,
        reporter=None,
        subject=mark.author,
        object_ref=mark.object_ref,
        reason=_REASONS.get(rule, Reason.OTHER),
        rule=rule,
        evidence=evidence,
        at=mark.at,
        status=ReportStatus.OPEN,
    )
    registry.announce(OBJECT_HIDDEN, community_id=mark.community_id, object_ref=mark.object_ref, at=mark.at)
    facts = {"object_ref": mark.object_ref, "outcome": rule.value}
    notify(membership_id=mark.author_id, kind="text_held", facts=facts, url="", at=mark.at)
    tell_watch(report)
