from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, locks
from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.bench.models.blind_review import BlindReview
from diwan.trust.bench.queries.blind import list_blind
from diwan.trust.enums import Outcome
from diwan.trust.errors import NothingToReview


def review_blindly(*, decision_id: int, by: Membership, outcome: Outcome, at: datetime) -> BlindReview:
    """Say what one would have decided, without knowing what was. Nothing follows but a figure.

    Raises NotAllowed, NothingToReview (not drawn, looked at already, or the reader has a part in it).
    """
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        locks.exclusive(f"blind:{decision_id}")
        if decision_id not in {row.pk for row in list_blind(viewer=by, at_most=400)}:
            raise NothingToReview
        review = BlindReview.objects.create(decision_id=decision_id, by=by, outcome=outcome, at=at)
        audit.record(
            scope=by.community_id,
            actor=str(by.party_id),
            action="blind_review",
            object_ref=review.decision.object_ref,
            at=at,
            detail={"decision": decision_id, "outcome": outcome, "agrees": review.agrees},
        )
    return review
