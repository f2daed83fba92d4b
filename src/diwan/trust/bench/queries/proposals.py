from django.db.models import QuerySet

from diwan.people.public import Membership, can
from diwan.trust.bench.models.proposal import Proposal
from diwan.trust.enums import ProposalStatus
from diwan.trust.models.report import Report


def list_proposals(*, community_id: int, viewer: Membership | None) -> QuerySet[Proposal]:
    """The proposals that wait, oldest first, for those who moderate and are not the ones concerned."""
    if viewer is None or viewer.community_id != community_id or not can(viewer, "moderate"):
        return Proposal.objects.none()
    rows = Proposal.objects.filter(community=community_id, status=ProposalStatus.WAITING)
    rows = rows.exclude(report__subject=viewer)
    return rows.select_related("by__person", "report__subject__person").order_by("at", "pk")


def waiting_proposal(*, report: Report) -> Proposal | None:
    """What somebody has proposed about the report's object and nobody has answered yet."""
    rows = Proposal.objects.filter(
        community=report.community_id, report__object_ref=report.object_ref, status=ProposalStatus.WAITING
    )
    return rows.select_related("by__person").first()
