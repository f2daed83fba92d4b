"""The door of the engine: everything other rooms may use."""

from diwan.engine.canonical import canonical_json, fingerprint
from diwan.engine.compare import Comparison, compare
from diwan.engine.errors import EngineError, InputsError, PlanError, SettlementRefused
from diwan.engine.explain import explain
from diwan.engine.explanation import Explanation
from diwan.engine.exposure import ExposedMoney, Exposure, exposed_money, exposure_of
from diwan.engine.holds import Charge, Hold, charge, hold, payable_now, unseasoned_part
from diwan.engine.inputs import Inputs, Member, Receipt
from diwan.engine.inputs_reader import parse_inputs
from diwan.engine.money import EXPONENTS, decimal_text, exponent_of, recognise
from diwan.engine.plan import Plan
from diwan.engine.planfile import PlanWarning, parse_plan, plan_document, plan_hash, plan_warnings
from diwan.engine.replay import reverse
from diwan.engine.settle import settle
from diwan.engine.settlement import Edge, PoolResult, Posting, Settlement, settlement_document

__all__ = [
    "EXPONENTS",
    "Charge",
    "Comparison",
    "Edge",
    "EngineError",
    "Explanation",
    "ExposedMoney",
    "Exposure",
    "Hold",
    "Inputs",
    "InputsError",
    "Member",
    "Plan",
    "PlanError",
    "PlanWarning",
    "PoolResult",
    "Posting",
    "Receipt",
    "Settlement",
    "SettlementRefused",
    "canonical_json",
    "charge",
    "compare",
    "decimal_text",
    "explain",
    "exponent_of",
    "exposed_money",
    "exposure_of",
    "fingerprint",
    "hold",
    "parse_inputs",
    "parse_plan",
    "payable_now",
    "plan_document",
    "plan_hash",
    "plan_warnings",
    "recognise",
    "reverse",
    "settle",
    "settlement_document",
    "unseasoned_part",
]
