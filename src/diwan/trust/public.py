"""The door of `trust`."""

from diwan.trust.actions.decide_appeal import decide_appeal
from diwan.trust.actions.decide_report import OBJECT_HIDDEN, OBJECT_SHOWN, decide_report
from diwan.trust.actions.file_appeal import file_appeal
from diwan.trust.actions.file_report import file_report
from diwan.trust.actions.lift_sanction import end_sanctions, lift_sanction
from diwan.trust.automatic.actions.check_text import check_text
from diwan.trust.automatic.actions.keep_rules import allow_words, forbid_words, set_rules
from diwan.trust.automatic.queries.rules import is_held, list_forbidden_words, list_held, rules_of
from diwan.trust.bench.actions.answer_report import answer_report
from diwan.trust.bench.actions.approve_proposal import approve_proposal, decline_proposal
from diwan.trust.bench.actions.review_blindly import review_blindly
from diwan.trust.bench.actions.take_duty import leave_duty, take_duty
from diwan.trust.bench.actions.tell_watch import widen_reports
from diwan.trust.bench.queries.blind import Agreement, agreement, list_blind
from diwan.trust.bench.queries.duties import duties, on_duty, week_of
from diwan.trust.bench.queries.eligible import moderators_of
from diwan.trust.bench.queries.proposals import list_proposals, waiting_proposal
from diwan.trust.bench.queries.stakes import needs_second, stake_in
from diwan.trust.limits.pace import LimitState, allow, look
from diwan.trust.limits.work import ask_for_work, is_ours, is_worked
from diwan.trust.lookalikes import Impostor, find_impostor
from diwan.trust.models import (
    Appeal,
    BlindReview,
    Decision,
    ForbiddenWords,
    Proposal,
    Report,
    RuleBook,
    Sanction,
    Suspicion,
)
from diwan.trust.privacy.actions.ask_erasure import ask_erasure, cancel_erasure
from diwan.trust.privacy.actions.export_person import export_person
from diwan.trust.privacy.actions.run_erasures import erase_person, run_due_erasures, sweep_traces
from diwan.trust.privacy.actions.set_consent import set_consent
from diwan.trust.privacy.actions.sweep_old_rows import sweep_old_rows
from diwan.trust.privacy.queries.register import (
    Chapter,
    ConsentView,
    latest_export,
    list_consents,
    open_erasure,
    people_concerned,
    privacy_register,
)
from diwan.trust.providers import Pair, Stake, tell_pairs, tell_stakes, tell_texts, texts_of
from diwan.trust.queries.history import HistoryView, history_of, upheld_outcomes
from diwan.trust.queries.reports import list_appeals, list_reports, open_report_count
from diwan.trust.queries.standing import (
    DecisionView,
    StandingView,
    require_appealable,
    require_sanction,
    standing_of,
)
from diwan.trust.sorting.lean import Leaning, lean
from diwan.trust.watch.find_suspicions import find_suspicions
from diwan.trust.watch.suspicions import list_suspicions, look_at_suspicion

__all__ = [
    "OBJECT_HIDDEN",
    "OBJECT_SHOWN",
    "Agreement",
    "Appeal",
    "BlindReview",
    "Chapter",
    "ConsentView",
    "Decision",
    "DecisionView",
    "ForbiddenWords",
    "HistoryView",
    "Impostor",
    "Leaning",
    "LimitState",
    "Pair",
    "Proposal",
    "Report",
    "RuleBook",
    "Sanction",
    "Stake",
    "StandingView",
    "Suspicion",
    "agreement",
    "allow",
    "allow_words",
    "answer_report",
    "approve_proposal",
    "ask_erasure",
    "ask_for_work",
    "cancel_erasure",
    "check_text",
    "decide_appeal",
    "decide_report",
    "decline_proposal",
    "duties",
    "end_sanctions",
    "erase_person",
    "export_person",
    "file_appeal",
    "file_report",
    "find_impostor",
    "find_suspicions",
    "forbid_words",
    "history_of",
    "is_held",
    "is_ours",
    "is_worked",
    "latest_export",
    "lean",
    "leave_duty",
    "lift_sanction",
    "list_appeals",
    "list_blind",
    "list_consents",
    "list_forbidden_words",
    "list_held",
    "list_proposals",
    "list_reports",
    "list_suspicions",
    "look",
    "look_at_suspicion",
    "moderators_of",
    "needs_second",
    "on_duty",
    "open_erasure",
    "open_report_count",
    "people_concerned",
    "privacy_register",
    "require_appealable",
    "require_sanction",
    "review_blindly",
    "rules_of",
    "run_due_erasures",
    "set_consent",
    "set_rules",
    "stake_in",
    "standing_of",
    "sweep_old_rows",
    "sweep_traces",
    "take_duty",
    "tell_pairs",
    "tell_stakes",
    "tell_texts",
    "texts_of",
    "upheld_outcomes",
    "waiting_proposal",
    "week_of",
    "widen_reports",
]
