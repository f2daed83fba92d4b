"""Writing deeds in the Book of Acts and taking them back, always inside the transaction of the deed itself.

What is given to a text that several wrote is written as one act for each of them, and taken back from each.
"""

from datetime import datetime

from diwan.contributions.public import record_act, void_act
from diwan.gathering.editorial.authorship import parts_of
from diwan.gathering.evidence.acts import Deed


def write(deed: Deed, *, community_id: int, at: datetime, title: str = "") -> None:
    """Write the act. Told twice it is written once; after it was taken back it is written anew."""
    for part in parts_of(deed):
        record_act(
            community_id=community_id,
            actor=part.actor,
            recipient=part.recipient,
            kind=part.kind,
            object_ref=part.object_ref,
            magnitude=part.magnitude,
            at=at,
            key=part.key,
            title=title,
        )


def take_back(deed: Deed, *, community_id: int, at: datetime, reason: str) -> None:
    """Void the act that stands under the deed's key. `reason` is a slug for machines, such as 'withdrawn'."""
    for part in parts_of(deed):
        void_act(community_id=community_id, key=part.key, at=at, reason=reason)
