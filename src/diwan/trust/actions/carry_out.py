from datetime import datetime

from diwan.people.public import suspend_membership
from diwan.trust import rules
from diwan.trust.enums import Outcome, SanctionKind
from diwan.trust.errors import BadTerm, NobodyToSuspend
from diwan.trust.models import Decision, Sanction

KINDS = {
    Outcome.LIMIT: SanctionKind.LIMIT,
    Outcome.SUSPEND: SanctionKind.SUSPENSION,
    Outcome.REMOVE: SanctionKind.REMOVAL,
}


def carry_out(decision: Decision, until: datetime | None) -> None:
    """Open the sanction that this step of the ladder asks for. Raises NobodyToSuspend, BadTerm, NotAllowed."""
    kind = KINDS.get(Outcome(decision.outcome))
    if kind is None:
        return
    subject = decision.subject
    if subject is None or not subject.is_active:
        raise NobodyToSuspend
    if until is not None and until <= decision.at:
        raise BadTerm
    rules.require_rank(decision.by, subject)
    # One that was ended by hand elsewhere is closed here; a member has one open sanction of a kind.
    Sanction.objects.filter(membership=subject, kind=kind, lifted_at=None).update(lifted_at=decision.at)
    Sanction.objects.create(
        membership=subject,
        kind=kind,
        decision=decision,
        starts_at=decision.at,
        ends_at=None if kind is SanctionKind.REMOVAL else until,
    )
    if kind is not SanctionKind.LIMIT:
        suspend_membership(membership=subject, by=decision.by, reason=decision.reason, at=decision.at)
