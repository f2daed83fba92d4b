from datetime import datetime

from diwan.people.public import Membership
from diwan.trust.automatic.queries.rules import rules_of
from diwan.trust.enums import Outcome
from diwan.trust.models.decision import HIDING
from diwan.trust.models.report import Report
from diwan.trust.providers import Stake, stake_of


def stake_in(*, report: Report, at: datetime) -> Stake:
    """What deciding this report would touch: the object's points, and what its author is owed."""
    subject: Membership | None = report.subject
    party = subject.party_id if subject else None
    return stake_of(community_id=report.community_id, object_ref=report.object_ref, party=party, at=at)


def needs_second(*, community_id: int, outcome: str, stake: Stake) -> bool:
    """Whether this outcome, with this at stake, asks for two people."""
    if outcome == Outcome.REMOVE:
        return True
    if outcome == Outcome.SUSPEND and stake.unpaid_minor > 0:
        return True
    return outcome in HIDING and stake.points > rules_of(community_id=community_id).second_from_points
