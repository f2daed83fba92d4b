"""The door of `trust`."""

from diwan.trust.actions.decide_appeal import OBJECT_SHOWN, decide_appeal
from diwan.trust.actions.decide_report import OBJECT_HIDDEN, decide_report
from diwan.trust.actions.file_appeal import file_appeal
from diwan.trust.actions.file_report import file_report
from diwan.trust.actions.lift_sanction import end_sanctions, lift_sanction
from diwan.trust.models import Appeal, Decision, Report, Sanction
from diwan.trust.queries.reports import list_appeals, list_reports, open_report_count
from diwan.trust.queries.standing import (
    DecisionView,
    StandingView,
    require_appealable,
    require_sanction,
    standing_of,
)

__all__ = [
    "OBJECT_HIDDEN",
    "OBJECT_SHOWN",
    "Appeal",
    "Decision",
    "DecisionView",
    "Report",
    "Sanction",
    "StandingView",
    "decide_appeal",
    "decide_report",
    "end_sanctions",
    "file_appeal",
    "file_report",
    "lift_sanction",
    "list_appeals",
    "list_reports",
    "open_report_count",
    "require_appealable",
    "require_sanction",
    "standing_of",
]
