from datetime import datetime

from django.db import transaction

from diwan.kernel import locks
from diwan.people.public import Membership, can
from diwan.trust.bench.actions.tell_watch import tell_watch
from diwan.trust.enums import Reason, ReportStatus
from diwan.trust.errors import NoSuchReport, NotAllowed
from diwan.trust.models import Report


def file_report(
    *, reporter: Membership, object_ref: str, subject: Membership | None, reason: Reason, note: str, at: datetime
) -> Report:
    """Tell the moderators about an object. `subject` is the member whose object it is, if it is anybody's.

    A second report by the same member on the same object, while the first is open, is the first.
    Raises NotAllowed (strangers and suspended members), NoSuchReport (a subject of another community).
    """
    if not can(reporter, "write"):
        raise NotAllowed
    if subject is not None and subject.community_id != reporter.community_id:
        raise NoSuchReport
    with transaction.atomic():
        locks.exclusive(f"trust:{reporter.community_id}:{object_ref}")
        report, is_new = Report.objects.get_or_create(
            community_id=reporter.community_id,
            reporter=reporter,
            object_ref=object_ref,
            status=ReportStatus.OPEN,
            defaults={"subject": subject, "reason": reason, "note": note, "at": at},
        )
        if is_new:
            tell_watch(report)
    return report
