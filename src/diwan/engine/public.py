"""The door of the engine: everything other rooms may use."""

from diwan.engine.canonical import canonical_json, fingerprint
from diwan.engine.compare import Comparison, compare
from diwan.engine.errors import EngineError, InputsError, PlanError, SettlementRefused
from diwan.engine.inputs import Inputs, Member, Receipt
from diwan.engine.inputs_reader import parse_inputs
from diwan.engine.plan import Plan
from diwan.engine.planfile import parse_plan, plan_document, plan_hash
from diwan.engine.replay import reverse
from diwan.engine.settle import settle
from diwan.engine.settlement import Settlement, settlement_document

__all__ = [
    "Comparison",
    "EngineError",
    "Inputs",
    "InputsError",
    "Member",
    "Plan",
    "PlanError",
    "Receipt",
    "Settlement",
    "SettlementRefused",
    "canonical_json",
    "compare",
    "fingerprint",
    "parse_inputs",
    "parse_plan",
    "plan_document",
    "plan_hash",
    "reverse",
    "settle",
    "settlement_document",
]
