import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.bench.models.blind_review import BlindReview
from diwan.trust.errors import NeedsAnotherPerson
from diwan.trust.models.decision import Decision

DRAWN_BP = 500


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many decisions were looked at twice, and in how many both would have acted, or both left it."""

    looked: int
    agreed: int

    @property
    def rate_bp(self) -> int:
        return self.agreed * 10_000 // self.looked if self.looked else 0


def is_drawn(decision_id: int) -> bool:
    """Whether a decision is among the five in a hundred: by a keyed hash, the same everywhere, foreseen by nobody."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"blind:{decision_id}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % 10_000 < DRAWN_BP


def list_blind(*, viewer: Membership, at_most: int = 10) -> list[Decision]:
    """The drawn decisions that the viewer could look at again: not their own, not about them, not looked at yet."""
    rows = Decision.objects.filter(community=viewer.community_id, blind_review=None).exclude(by=viewer)
    newest = rows.select_related("subject__person").prefetch_related("reports").order_by("-at", "-pk")[:400]
    found = [row for row in newest if is_drawn(row.pk) and _may_look(viewer, row)]
    return found[:at_most]


def _may_look(viewer: Membership, decision: Decision) -> bool:
    reporters = [report.reporter_id for report in decision.reports.all()]
    try:
        rules.require_stranger(viewer, decision.by_id, decision.subject_id, *reporters)
    except NeedsAnotherPerson:
        return False
    return True


def agreement(*, community_id: int) -> Agreement:
    rows = list(BlindReview.objects.filter(decision__community=community_id).select_related("decision"))
    return Agreement(len(rows), sum(row.agrees for row in rows))
