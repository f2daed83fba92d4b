from diwan.trust.models.appeal import Appeal
from diwan.trust.models.decision import Decision
from diwan.trust.models.report import Report
from diwan.trust.models.sanction import Sanction

__all__ = ["Appeal", "Decision", "Report", "Sanction"]
