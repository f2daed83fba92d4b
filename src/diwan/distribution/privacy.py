"""A closed month names parties and pseudonyms. What somebody wrote in an objection is theirs; the verdict stays."""

from django.utils.translation import gettext_lazy as _

from diwan.distribution.models import (
    AccountingPeriod,
    Adjustment,
    BundleFile,
    Claim,
    Hold,
    Line,
    MemberProof,
    Objection,
    PlanAdoption,
    PlanVersion,
    Pseudonym,
    Publication,
    Replay,
    SettlementResult,
    Snapshot,
    Verdict,
)
from diwan.kernel.privacy import Erasure, Purpose, rows

BOOKS, OURS, NUMBERED = Purpose.BOOKS, Erasure.OURS, Erasure.NUMBERED
rows(
    Claim,
    BOOKS,
    NUMBERED,
    party="party",
    seen="label pool amount_minor set_at",
    link="party set_by",
    plain="id community_id",
)
rows(PlanVersion, BOOKS, OURS, link="drafted_by", plain="id community_id name version document plan_hash created_at")
rows(PlanAdoption, BOOKS, OURS, link="adopted_by", plain="id community_id plan_id from_period adopted_at")
rows(
    AccountingPeriod,
    BOOKS,
    OURS,
    link="closed_by",
    plain="id community_id label stage plan_id plan_hash secret opened_at frozen_at published_at objections_until "
    "posted_at sealed_at",
)
rows(Snapshot, BOOKS, NUMBERED, link="document", plain="id period_id snapshot_hash taken_at")
rows(SettlementResult, BOOKS, NUMBERED, link="document lines preview", plain="id period_id settlement_hash settled_at")
rows(Pseudonym, BOOKS, NUMBERED, party="party", seen="pid", link="party", plain="id period_id")
rows(
    Line,
    BOOKS,
    NUMBERED,
    what=_("Your share of each closed month, under a random number"),
    party="party",
    seen="earned_minor held_minor payable_minor breakdown",
    link="party pid",
    plain="id period_id",
)
rows(
    Hold,
    BOOKS,
    NUMBERED,
    link="line_id",
    plain="id kind until_period amount_minor charged_minor released_minor released_at",
)
rows(
    Objection,
    BOOKS,
    Erasure.CLEARED,
    what=_("What you wrote in an objection"),
    party="party",
    own="text",
    seen="plan_line raised_at status reason correction_minor",
    link="party",
    plain="id period_id decided_at corrected_at",
)
rows(
    Verdict,
    BOOKS,
    NUMBERED,
    party="party",
    seen="decision correction_minor reason given_at",
    link="objection_id party",
    plain="id",
)
rows(
    Publication,
    BOOKS,
    OURS,
    plain="id period_id community_id settlement_id sequence manifest_hash "
    "previous_manifest_hash statement_root receipt_root signature public_key published_at",
)
rows(BundleFile, BOOKS, NUMBERED, link="content", plain="id publication_id path")
rows(MemberProof, BOOKS, NUMBERED, link="pid content", plain="id publication_id")
rows(Replay, BOOKS, OURS, plain="id period_id refund_key reversed_receipts refunded_minor replayed_at")
rows(
    Adjustment,
    BOOKS,
    NUMBERED,
    party="party",
    seen="account change_minor from_hold_minor from_payable_minor carried_minor",
    link="party",
    plain="id replay_id",
)
