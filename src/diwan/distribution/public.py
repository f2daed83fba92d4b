"""The door of `distribution`, the Fair Close."""

from diwan.distribution.actions.adopt_plan import adopt_plan
from diwan.distribution.actions.advance import advance
from diwan.distribution.actions.draft_plan import draft_plan
from diwan.distribution.actions.open_period import open_period
from diwan.distribution.actions.raise_objection import raise_objection
from diwan.distribution.actions.release_holds import release_holds
from diwan.distribution.actions.replay_refunds import replay_refunds
from diwan.distribution.actions.resolve_objection import resolve_objection
from diwan.distribution.actions.restart_close import restart_close
from diwan.distribution.actions.set_claims import set_claims
from diwan.distribution.enums import HoldKind, ObjectionStatus, Stage, Tone
from diwan.distribution.events import SETTLEMENT_POSTED, SETTLEMENT_PUBLISHED, STAGE_REACHED
from diwan.distribution.queries.bundles import bundle_files, member_proof, public_files
from diwan.distribution.queries.objections import ObjectionView, VerdictView, get_objection, list_objections
from diwan.distribution.queries.open_books import (
    BookLine,
    Destination,
    IncomeKind,
    ObjectionCounts,
    OpenBooks,
    Shares,
    VerifyFacts,
    open_books,
)
from diwan.distribution.queries.periods import PeriodView, get_period, list_periods
from diwan.distribution.queries.plan_words import Advice, LineInWords, PlanInWords, WaterfallInWords, plan_in_words
from diwan.distribution.queries.plans import PlanView, current_plan, get_plan, list_plans
from diwan.distribution.queries.preview import AccountChange, Preview, PreviewRow, preview, simulate_plan
from diwan.distribution.queries.reach import Reach, reach_of
from diwan.distribution.queries.replays import ChargeView, ReplayView, list_replays
from diwan.distribution.queries.settlement import LineView, PoolView, SettlementView, settlement
from diwan.distribution.queries.share_bins import ShareBin
from diwan.distribution.queries.split_preview import (
    PERSON,
    Planned,
    SplitLine,
    SplitPreview,
    split_preview,
    split_previews,
)
from diwan.distribution.queries.statement import list_statements, statement
from diwan.distribution.queries.statement_views import (
    ActRow,
    Comparison,
    Fingerprint,
    GaveRow,
    HeldView,
    LastUnit,
    ObjectionWindow,
    ObjectRef,
    Paid,
    ReaderRow,
    ShareView,
    StatementView,
)
from diwan.distribution.queries.templates import DEFAULT_TEMPLATE, PlanTemplate, plan_template, plan_templates
from diwan.distribution.queries.year import YearView, list_years, year_of

__all__ = [
    "DEFAULT_TEMPLATE",
    "PERSON",
    "SETTLEMENT_POSTED",
    "SETTLEMENT_PUBLISHED",
    "STAGE_REACHED",
    "AccountChange",
    "ActRow",
    "Advice",
    "BookLine",
    "ChargeView",
    "Comparison",
    "Destination",
    "Fingerprint",
    "GaveRow",
    "HeldView",
    "HoldKind",
    "IncomeKind",
    "LastUnit",
    "LineInWords",
    "LineView",
    "ObjectRef",
    "ObjectionCounts",
    "ObjectionStatus",
    "ObjectionView",
    "ObjectionWindow",
    "OpenBooks",
    "Paid",
    "PeriodView",
    "PlanInWords",
    "PlanTemplate",
    "PlanView",
    "Planned",
    "PoolView",
    "Preview",
    "PreviewRow",
    "Reach",
    "ReaderRow",
    "ReplayView",
    "SettlementView",
    "ShareBin",
    "ShareView",
    "Shares",
    "SplitLine",
    "SplitPreview",
    "Stage",
    "StatementView",
    "Tone",
    "VerdictView",
    "VerifyFacts",
    "WaterfallInWords",
    "YearView",
    "adopt_plan",
    "advance",
    "bundle_files",
    "current_plan",
    "draft_plan",
    "get_objection",
    "get_period",
    "get_plan",
    "list_objections",
    "list_periods",
    "list_plans",
    "list_replays",
    "list_statements",
    "list_years",
    "member_proof",
    "open_books",
    "open_period",
    "plan_in_words",
    "plan_template",
    "plan_templates",
    "preview",
    "public_files",
    "raise_objection",
    "reach_of",
    "release_holds",
    "replay_refunds",
    "resolve_objection",
    "restart_close",
    "set_claims",
    "settlement",
    "simulate_plan",
    "split_preview",
    "split_previews",
    "statement",
    "year_of",
]
