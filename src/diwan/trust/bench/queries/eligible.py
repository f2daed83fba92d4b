from diwan.people.enums import Standing
from diwan.people.public import Membership, can
from diwan.trust import rules
from diwan.trust.enums import ReportStatus
from diwan.trust.errors import NeedsAnotherPerson
from diwan.trust.models.report import Report


def moderators_of(community_id: int) -> list[Membership]:
    """Everybody who may moderate here, longest first."""
    rows = Membership.objects.filter(community=community_id, standing=Standing.ACTIVE, roles__isnull=False)
    found = rows.select_related("person").distinct().order_by("joined_at", "pk")
    return [member for member in found.filter(roles__role__in=("owner", "steward")) if can(member, "moderate")]


def involved_in(report: Report) -> set[int]:
    """Who is part of the case: whose object it is, and everybody who reported it."""
    reports = Report.objects.filter(
        community=report.community_id, object_ref=report.object_ref, status=ReportStatus.OPEN
    )
    reporters = reports.exclude(reporter=None).values_list("reporter", flat=True)
    return {pk for pk in (*reporters, report.subject_id) if pk is not None}


def others_who_could(report: Report, by: Membership) -> list[Membership]:
    """The moderators who could agree to what `by` proposes: other people, with no part in the case."""
    found = []
    for member in moderators_of(report.community_id):
        try:
            rules.require_stranger(member, by.pk, *involved_in(report))
        except NeedsAnotherPerson:
            continue
        found.append(member)
    return found
