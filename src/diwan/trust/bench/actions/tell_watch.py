from datetime import datetime, timedelta

from diwan.people.public import Membership, notify
from diwan.trust.bench.queries.duties import on_duty
from diwan.trust.bench.queries.eligible import involved_in, moderators_of
from diwan.trust.enums import ReportStatus
from diwan.trust.models.report import Report

WIDENED_AFTER = timedelta(hours=12)


def tell_watch(report: Report) -> None:
    """Tell those who keep watch this week of a new report; everybody who moderates where nobody does."""
    watching = on_duty(community_id=report.community_id, at=report.at)
    if not watching:
        watching = moderators_of(report.community_id)
        Report.objects.filter(pk=report.pk).update(widened_at=report.at)
    _tell(report, watching, report.at)


def widen_reports(*, at: datetime) -> int:
    """Tell everybody who moderates of reports that have waited for half a day; return how many there were."""
    waiting = Report.objects.filter(status=ReportStatus.OPEN, widened_at=None, at__lte=at - WIDENED_AFTER)
    found = list(waiting.order_by("pk")[:200])
    for report in found:
        told = {member.pk for member in on_duty(community_id=report.community_id, at=report.at)}
        others = [member for member in moderators_of(report.community_id) if member.pk not in told]
        _tell(report, others, at)
        Report.objects.filter(pk=report.pk).update(widened_at=at)
    return len(found)


def _tell(report: Report, members: list[Membership], at: datetime) -> None:
    facts = {"report": report.pk, "outcome": "rule" if report.is_by_rule else "member"}
    part_of_it = involved_in(report)
    for member in members:
        if member.pk not in part_of_it:
            notify(membership_id=member.pk, kind="report_to_decide", facts=facts, url="", at=at)
