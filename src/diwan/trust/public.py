"""The door of `trust`."""

from diwan.trust.actions.decide_appeal import OBJECT_SHOWN, decide_appeal
from diwan.trust.actions.decide_report import OBJECT_HIDDEN, decide_report
from diwan.trust.actions.file_appeal import file_appeal
from diwan.trust.actions.file_report import file_report
from diwan.trust.actions.lift_sanction import end_sanctions, lift_sanction
from diwan.trust.limits.pace import LimitState, allow, look
from diwan.trust.limits.work import ask_for_work, is_ours, is_worked
from diwan.trust.lookalikes import Impostor, find_impostor
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
    "Impostor",
    "LimitState",
    "Report",
    "Sanction",
    "StandingView",
    "allow",
    "ask_for_work",
    "decide_appeal",
    "decide_report",
    "end_sanctions",
    "file_appeal",
    "file_report",
    "find_impostor",
    "is_ours",
    "is_worked",
    "lift_sanction",
    "list_appeals",
    "list_reports",
    "look",
    "open_report_count",
    "require_appealable",
    "require_sanction",
    "standing_of",
]
