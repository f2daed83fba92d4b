from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution import postings
from diwan.distribution.actions.context import local_date
from diwan.distribution.enums import ObjectionStatus, Stage
from diwan.distribution.errors import AlreadyDecided, BadCorrection, NoSuchObjection, TookPart
from diwan.distribution.models import AccountingPeriod, Objection, Verdict
from diwan.distribution.queries.objections import ObjectionView, objection_view, paid_by_line
from diwan.distribution.queries.plans import parsed
from diwan.distribution.rules import NEEDED_VERDICTS, took_part
from diwan.kernel import audit, locks
from diwan.ledger.public import post
from diwan.people.public import Community, get_community_by_id, get_membership_by_party


def resolve_objection(
    *,
    objection_id: int,
    decision: ObjectionStatus | str,
    reason: str,
    by: UUID | Sequence[UUID],
    at: datetime,
    correction_minor: int = 0,
) -> ObjectionView:
    """Record the verdict of one or two members; two that agree, on the correction too, decide the objection.

    The decision and its reason are published. A correction (minor units, above zero) is owed to the objector by the
    community's own account and is posted as a new entry once the month is posted; what was published is not touched.
    Raises NoSuchObjection, AlreadyDecided, TookPart, BadCorrection.
    """
    verdict = ObjectionStatus(decision)
    is_accepted = verdict is ObjectionStatus.ACCEPTED
    if correction_minor < 0 or verdict is ObjectionStatus.OPEN or (correction_minor and not is_accepted):
        raise BadCorrection
    judges = [by] if isinstance(by, UUID) else list(by)
    with transaction.atomic():
        row = Objection.objects.select_related("period__plan").filter(pk=objection_id).first()
        if row is None:
            raise NoSuchObjection
        locks.exclusive(f"close:{row.period.community_id}")
        row.refresh_from_db(fields=["status"])
        if row.status != ObjectionStatus.OPEN:
            raise AlreadyDecided
        for judge in judges:
            _record(row, judge, verdict, correction_minor, reason, at)
        _decide_if_two_agree(row, verdict, correction_minor, reason, at)
    return objection_view(row)


def post_corrections(*, row: AccountingPeriod, community: Community, at: datetime) -> None:
    """Pay what accepted objections to the month are owed and were not paid yet. Keyed by objection."""
    due = row.objections.filter(status=ObjectionStatus.ACCEPTED, correction_minor__gt=0, corrected_at=None)
    for objection in due.order_by("pk"):
        post(
            community_id=community.pk,
            kind=postings.OBJECTION_CORRECTED,
            legs=postings.correction_legs(
                party=objection.party,
                amount_minor=objection.correction_minor,
                from_account=parsed(row.plan).dust_to,
            ),
            effective_date=local_date(at, community.timezone),
            at=at,
            key=f"objection:{objection.pk}",
            source_ref=f"objection:{objection.pk}",
            currency=community.currency,
        )
        objection.corrected_at = at
        objection.save(update_fields=["corrected_at"])


def _record(row: Objection, judge: UUID, verdict: ObjectionStatus, correction: int, reason: str, at: datetime) -> None:
    period = row.period
    close_to_it = took_part(party=judge, objector=row.party, closed_by=period.closed_by, paid_by_line=paid_by_line(row))
    if close_to_it or get_membership_by_party(community_id=period.community_id, party=judge) is None:
        raise TookPart
    facts = {"decision": verdict, "correction_minor": correction, "reason": reason.strip(), "given_at": at}
    Verdict.objects.get_or_create(objection=row, party=judge, defaults=facts)
    audit.record(
        scope=period.community_id,
        actor=str(judge),
        action=f"objection_{verdict}",
        object_ref=f"objection:{row.pk}",
        at=at,
        detail={"correction_minor": correction},
    )


def _decide_if_two_agree(row: Objection, verdict: ObjectionStatus, correction: int, reason: str, at: datetime) -> None:
    agreeing = Verdict.objects.filter(objection=row, decision=verdict, correction_minor=correction)
    if agreeing.count() < NEEDED_VERDICTS:
        return
    row.status, row.reason, row.correction_minor, row.decided_at = verdict, reason.strip(), correction, at
    row.save(update_fields=["status", "reason", "correction_minor", "decided_at"])
    if row.period.has_reached(Stage.POSTED):
        community = get_community_by_id(community_id=row.period.community_id)
        post_corrections(row=row.period, community=community, at=at)
        row.refresh_from_db()
