import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from diwan.people.public import Community, Membership
from diwan.trust.providers import pairs_of
from diwan.trust.watch.detect import Found, find_shapes
from diwan.trust.watch.models.suspicion import Suspicion

WINDOW = timedelta(days=35)
_TOGETHER = timedelta(days=7)


def find_suspicions(*, community_id: int, at: datetime) -> list[Suspicion]:
    """Look for shapes in the last five weeks and keep them, each under one row however often it is found."""
    found = find_shapes(pairs_of(community_id=community_id, start=at - WINDOW, end=at))
    with transaction.atomic():
        return [_kept(community_id, shape, at) for shape in found]


def _kept(community_id: int, found: Found, at: datetime) -> Suspicion:
    figures = found.figures | {"joined_together": _joined_together(community_id, found.parties)}
    row, _ = Suspicion.objects.update_or_create(
        community_id=community_id,
        fingerprint=_fingerprint(found),
        defaults={"figures": figures, "parties": [str(party) for party in found.parties], "latest_at": at},
        create_defaults={
            "shape": found.shape, "figures": figures, "parties": [str(party) for party in found.parties],
            "first_at": at, "latest_at": at,
        },
    )  # fmt: skip
    return row


def _fingerprint(found: Found) -> str:
    """Of a circle its parties; of followers the one they follow, so that a new account does not make a new shape."""
    parties = found.parties[:1] if found.shape == "following" else sorted(found.parties)
    return hashlib.sha256(" ".join([found.shape, *map(str, parties)]).encode()).hexdigest()


def _joined_together(community_id: int, parties: Sequence[UUID]) -> int:
    """The most of these parties that joined within one week of each other."""
    rows = Membership.objects.filter(community=community_id, party_id__in=parties)
    dates = sorted(rows.values_list("joined_at", flat=True))
    return max((sum(first <= other < first + _TOGETHER for other in dates) for first in dates), default=0)


def find_suspicions_everywhere(*, at: datetime) -> int:
    """The nightly look, community by community; return how many shapes there are."""
    scopes = Community.objects.order_by("pk").values_list("pk", flat=True)
    return sum(len(find_suspicions(community_id=scope, at=at)) for scope in scopes)
