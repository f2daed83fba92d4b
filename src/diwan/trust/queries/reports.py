from django.db.models import Q, QuerySet

from diwan.people.public import Membership, can
from diwan.trust.enums import AppealOutcome, ReportStatus
from diwan.trust.models import Appeal, Report


def list_reports(*, community_id: int, viewer: Membership | None, open_only: bool = True) -> QuerySet[Report]:
    """The reports that the viewer may decide, oldest first; for anybody else, and anywhere else, none.

    A moderator sees neither the reports about themselves nor who made them.
    """
    if viewer is None or viewer.community_id != community_id or not can(viewer, "moderate"):
        return Report.objects.none()
    rows = Report.objects.filter(community=community_id).exclude(subject=viewer)
    if open_only:
        rows = rows.filter(status=ReportStatus.OPEN)
    return rows.select_related("reporter__person", "subject__person", "decision__by__person").order_by("at", "pk")


def open_report_count(*, community_id: int) -> int:
    """How many reports wait for a person. A number only, for the cockpit."""
    return Report.objects.filter(community=community_id, status=ReportStatus.OPEN).count()


def list_appeals(*, community_id: int, viewer: Membership | None, open_only: bool = True) -> QuerySet[Appeal]:
    """Appeals, oldest first: anybody sees their own, a moderator those that are not about them too."""
    if viewer is None or viewer.community_id != community_id:
        return Appeal.objects.none()
    rows = Appeal.objects.filter(decision__community=community_id)
    others = ~Q(decision__subject=viewer) if can(viewer, "moderate") else Q(pk=None)
    rows = rows.filter(Q(by=viewer) | others)
    if open_only:
        rows = rows.filter(outcome=AppealOutcome.WAITING)
    return rows.select_related("decision__by__person", "decision__subject__person", "by__person").order_by("at", "pk")
