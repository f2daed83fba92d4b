"""What is kept about reports, decisions and sanctions: about people, never their names."""

from django.utils.translation import gettext_lazy as _

from diwan.kernel.privacy import Erasure, Purpose, rows
from diwan.trust.models import (
    Appeal,
    BlindReview,
    Consent,
    DataExport,
    Decision,
    Duty,
    ErasureRequest,
    ForbiddenWords,
    Proposal,
    Report,
    RuleBook,
    Sanction,
    Suspicion,
    TextMark,
    WordCount,
)

SAFETY = Purpose.SAFETY
rows(ForbiddenWords, SAFETY, Erasure.OURS, link="added_by_id", plain="id community_id words why added_at removed_at")
rows(
    RuleBook,
    SAFETY,
    Erasure.OURS,
    plain="id community_id newcomer_links flood_texts same_texts mentions second_from_points",
)
rows(
    TextMark,
    SAFETY,
    Erasure.DELETED,
    member="author",
    seen="object_ref at",
    link="author_id",
    plain="id community_id words_hash",
    days=30,
    clock="at",
)
rows(
    Decision,
    SAFETY,
    Erasure.NUMBERED,
    what=_("Decisions about what you wrote"),
    member="subject",
    seen="outcome code at reason",
    link="subject_id by_id object_ref",
    plain="id community_id",
)
rows(BlindReview, SAFETY, Erasure.NUMBERED, member="by", seen="outcome at", link="decision_id by_id", plain="id")
rows(
    Duty, SAFETY, Erasure.DELETED, member="membership", seen="week_date", link="membership_id", plain="id community_id"
)
rows(
    Report,
    SAFETY,
    Erasure.CLEARED,
    what=_("What you reported, and why"),
    member="reporter",
    own="note evidence",
    seen="reason at status",
    link="reporter_id subject_id object_ref decision_id",
    plain="id community_id rule widened_at",
)
rows(
    Proposal,
    SAFETY,
    Erasure.NUMBERED,
    member="by",
    seen="outcome code days points unpaid_minor at status",
    link="report_id by_id answered_by_id decision_id",
    plain="id community_id reason alone_from answered_at answer",
)
rows(
    Appeal,
    SAFETY,
    Erasure.CLEARED,
    what=_("What you said in an appeal"),
    member="by",
    own="text",
    seen="at outcome answer decided_at",
    link="decision_id by_id decided_by_id",
    plain="id",
)
rows(
    Sanction,
    SAFETY,
    Erasure.NUMBERED,
    what=_("Limits put on your membership"),
    member="membership",
    seen="kind starts_at ends_at lifted_at",
    link="membership_id decision_id",
    plain="id",
)
rows(WordCount, SAFETY, Erasure.OURS, plain="id community_id word acted_count left_count")
rows(
    Suspicion,
    SAFETY,
    Erasure.NUMBERED,
    link="parties figures looked_by_id fingerprint",
    plain="id community_id shape first_at latest_at looked_at note",
    days=365,
    clock="latest_at",
)
rows(
    Consent,
    Purpose.REACH,
    Erasure.DELETED,
    what=_("What you agreed to, and when"),
    member="membership",
    seen="purpose is_given said_at",
    link="membership_id",
    plain="id words_hash",
)
rows(
    DataExport,
    Purpose.ACCOUNT,
    Erasure.DELETED,
    person="person",
    seen="made_at expires_at row_count",
    link="person_id file",
    plain="id byte_count",
)
rows(
    ErasureRequest,
    Purpose.ACCOUNT,
    Erasure.NUMBERED,
    person="person",
    seen="asked_at due_at cancelled_at done_at",
    link="person_id",
    plain="id row_count",
)
