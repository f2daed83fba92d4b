from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from diwan.kernel import audit
from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.automatic.models.forbidden_words import ForbiddenWords
from diwan.trust.automatic.models.rule_book import RuleBook
from diwan.trust.automatic.models.text_mark import TextMark
from diwan.trust.automatic.reading import folded_words
from diwan.trust.errors import NoSuchWords, ReasonMissing, WordsMissing

SETTINGS = ("newcomer_links", "flood_texts", "same_texts", "mentions", "second_from_points")


def set_rules(*, by: Membership, at: datetime, **changes: int) -> RuleBook:
    """Change what happens by itself; 0 switches a rule off. Raises NotAllowed, and TypeError for another setting."""
    rules.require_moderator(by, by.community_id)
    unknown = changes.keys() - set(SETTINGS)
    if unknown:
        raise TypeError(f"not a rule: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        book, _ = RuleBook.objects.select_for_update().get_or_create(community_id=by.community_id)
        before = {name: getattr(book, name) for name in changes}
        for name, value in changes.items():
            setattr(book, name, value)
        book.save()
        _write_down(by, "rules_changed", at, {"before": before, "after": changes})
    return book


def forbid_words(*, words: str, why: str, by: Membership, at: datetime) -> ForbiddenWords:
    """Ask to see texts with these words first. Raises NotAllowed, WordsMissing, ReasonMissing."""
    rules.require_moderator(by, by.community_id)
    if not folded_words(words):
        raise WordsMissing
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = ForbiddenWords.objects.create(
            community_id=by.community_id, words=words.strip(), why=why.strip(), added_by=by, added_at=at
        )
        _write_down(by, "words_forbidden", at, {"words": row.words, "why": row.why})
    return row


def allow_words(*, words_id: int, by: Membership, at: datetime) -> None:
    """Stop asking for them. Raises NotAllowed, NoSuchWords (also for those of another community)."""
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        rows = ForbiddenWords.objects.select_for_update().filter(community=by.community_id, removed_at=None)
        row = rows.filter(pk=words_id).first()
        if row is None:
            raise NoSuchWords
        row.removed_at = at
        row.save(update_fields=["removed_at"])
        _write_down(by, "words_allowed", at, {"words": row.words})


def forget_marks(*, at: datetime) -> int:
    """Drop the hashes of texts older than a day."""
    return TextMark.objects.filter(at__lt=at - timedelta(days=1, hours=1)).delete()[0]


def _write_down(by: Membership, action: str, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(
        scope=by.community_id,
        actor=str(by.party_id),
        action=action,
        object_ref=f"rules:{by.community_id}",
        at=at,
        detail=detail,
    )
