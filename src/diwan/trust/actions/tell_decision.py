from datetime import datetime

from diwan.kernel import audit
from diwan.people.public import notify
from diwan.trust.models import Decision, Report


def tell_decision(decision: Decision, reports: list[Report]) -> None:
    """Tell who reported, and who is concerned: the latter by mail too, for they may not come back to read it."""
    facts = {"object_ref": decision.object_ref, "outcome": decision.outcome, "decision": decision.pk}
    for report in reports:
        if report.reporter_id is not None:
            notify(membership_id=report.reporter_id, kind="report_decided", facts=facts, url="", at=decision.at)
    if decision.subject_id is None:
        return
    if decision.acts:
        told = facts | {"reason": decision.reason}
        notify(
            membership_id=decision.subject_id, kind="decision_about_you", facts=told, url="", at=decision.at,
            by_mail=True,
        )  # fmt: skip
    elif any(report.is_by_rule for report in reports):
        notify(membership_id=decision.subject_id, kind="text_released", facts=facts, url="", at=decision.at)


def write_down(decision: Decision, until: datetime | None) -> None:
    audit.record(
        scope=decision.community_id,
        actor=str(decision.by.party_id),
        action=f"report_{decision.outcome}",
        object_ref=decision.object_ref,
        at=decision.at,
        detail={
            "decision": decision.pk,
            "subject": decision.subject and str(decision.subject.party_id),
            "code": decision.code,
            "reason": decision.reason,
            "until": until and until.isoformat(),
        },
    )
