from django.db.models import QuerySet

from diwan.people.public import Membership
from diwan.trust.automatic.models.forbidden_words import ForbiddenWords
from diwan.trust.automatic.models.rule_book import RuleBook
from diwan.trust.enums import ReportStatus, Rule
from diwan.trust.models.report import Report


def rules_of(*, community_id: int) -> RuleBook:
    """What happens by itself here; the defaults where nobody has changed anything. Anybody may read it."""
    return RuleBook.objects.filter(community=community_id).first() or RuleBook(community_id=community_id)


def list_forbidden_words(*, community_id: int) -> QuerySet[ForbiddenWords]:
    """The words that are asked for now, newest first. For moderators: published, they would only be avoided."""
    rows = ForbiddenWords.objects.filter(community=community_id, removed_at=None)
    return rows.select_related("added_by__person").order_by("-added_at", "-pk")


def list_held(*, membership: Membership) -> list[Report]:
    """The member's own texts that wait for a moderator, newest first, with the rule that holds each."""
    rows = Report.objects.filter(community=membership.community_id, subject=membership, status=ReportStatus.OPEN)
    return list(rows.exclude(rule=Rule.NONE).order_by("-at", "-pk"))


def is_held(*, community_id: int, object_ref: str) -> bool:
    """Whether a rule holds this object until somebody decides."""
    rows = Report.objects.filter(community=community_id, object_ref=object_ref, status=ReportStatus.OPEN)
    return rows.exclude(rule=Rule.NONE).exists()
