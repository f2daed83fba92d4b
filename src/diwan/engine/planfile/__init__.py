"""Plans as documents: reading them, checking them, writing them, advising on them."""

from diwan.engine.planfile.parse import parse_plan
from diwan.engine.planfile.warnings import PlanWarning, plan_warnings
from diwan.engine.planfile.write import plan_document, plan_hash

__all__ = ["PlanWarning", "parse_plan", "plan_document", "plan_hash", "plan_warnings"]
