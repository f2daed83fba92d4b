from diwan.trust.automatic.models.forbidden_words import ForbiddenWords
from diwan.trust.automatic.models.rule_book import RuleBook
from diwan.trust.automatic.models.text_mark import TextMark
from diwan.trust.bench.models.blind_review import BlindReview
from diwan.trust.bench.models.duty import Duty
from diwan.trust.bench.models.proposal import Proposal
from diwan.trust.models.appeal import Appeal
from diwan.trust.models.decision import Decision
from diwan.trust.models.report import Report
from diwan.trust.models.sanction import Sanction
from diwan.trust.privacy.models import Consent, DataExport, ErasureRequest
from diwan.trust.sorting.models.word_count import WordCount
from diwan.trust.watch.models.suspicion import Suspicion

__all__ = [
    "Appeal",
    "BlindReview",
    "Consent",
    "DataExport",
    "Decision",
    "Duty",
    "ErasureRequest",
    "ForbiddenWords",
    "Proposal",
    "Report",
    "RuleBook",
    "Sanction",
    "Suspicion",
    "TextMark",
    "WordCount",
]
