"""Names of what this room announces through the registry."""

MEMBER_JOINED = "people.member_joined"
"""Facts: community_id, membership_id, at. Somebody became a member, or came back after leaving."""
