"""What this room announces through `kernel.registry`; subscribers run inside the stage's own transaction."""

STAGE_REACHED = "distribution.stage_reached"
"""Facts: community_id, period (label), stage, at. Announced last in every stage: a failure undoes the stage."""

SETTLEMENT_PUBLISHED = "distribution.settlement_published"
"""Facts: community_id, period, manifest_hash, at."""

SETTLEMENT_POSTED = "distribution.settlement_posted"
"""Facts: community_id, period, at."""
