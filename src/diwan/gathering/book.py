"""Writing deeds in the Book of Acts and taking them back, always inside the transaction of the deed itself."""

from datetime import datetime

from diwan.contributions.public import record_act, void_act
from diwan.gathering.acts import Deed


def write(deed: Deed, *, community_id: int, at: datetime, title: str = "") -> None:
    """Write one act. Told twice it is written once; after it was taken back it is written anew."""
    record_act(
        community_id=community_id,
        actor=deed.actor,
        recipient=deed.recipient,
        kind=deed.kind,
        object_ref=deed.object_ref,
        magnitude=deed.magnitude,
        at=at,
        key=deed.key,
        title=title,
    )


def take_back(deed: Deed, *, community_id: int, at: datetime, reason: str) -> None:
    """Void the act that stands under the deed's key. `reason` is a slug for machines, such as 'withdrawn'."""
    void_act(community_id=community_id, key=deed.key, at=at, reason=reason)
