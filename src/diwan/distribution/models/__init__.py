from diwan.distribution.models.claim import Claim
from diwan.distribution.models.line import Hold, Line
from diwan.distribution.models.objection import Objection, Verdict
from diwan.distribution.models.period import AccountingPeriod, Pseudonym, SettlementResult, Snapshot
from diwan.distribution.models.plan import PlanAdoption, PlanVersion
from diwan.distribution.models.publication import BundleFile, MemberProof, Publication
from diwan.distribution.models.replay import Adjustment, Replay

__all__ = [
    "AccountingPeriod",
    "Adjustment",
    "BundleFile",
    "Claim",
    "Hold",
    "Line",
    "MemberProof",
    "Objection",
    "PlanAdoption",
    "PlanVersion",
    "Pseudonym",
    "Publication",
    "Replay",
    "SettlementResult",
    "Snapshot",
    "Verdict",
]
