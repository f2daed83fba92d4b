from datetime import datetime

from django.db import transaction

from diwan.kernel import locks
from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.errors import NoSuchDecision, ReasonMissing
from diwan.trust.models import Appeal, Decision


def file_appeal(*, decision_id: int, by: Membership, text: str, at: datetime) -> Appeal:
    """Ask for a decision to be looked at by another person; a suspended member may.

    Asked twice, it is the first appeal. Raises NoSuchDecision (also to anybody whom the decision does not touch),
    ReasonMissing.
    """
    decision = Decision.objects.filter(pk=decision_id, community=by.community_id).first()
    if decision is None or not rules.may_appeal(by, decision):
        raise NoSuchDecision
    if not text.strip():
        raise ReasonMissing
    with transaction.atomic():
        locks.exclusive(f"decision:{decision_id}")
        appeal, _ = Appeal.objects.get_or_create(decision=decision, by=by, defaults={"text": text, "at": at})
    return appeal
