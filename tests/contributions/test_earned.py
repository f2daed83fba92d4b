from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from diwan.contributions import public as acts

from .conftest import HUDA, OMAR, RIM, found

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
Tell = Callable[..., acts.ActView]


def test_an_author_sees_what_each_text_brought_less_what_was_taken_back(garden: int, tell: Tell) -> None:
    tell(NOON)
    tell(NOON, actor=RIM, kind="saved", magnitude=3000)
    thanks = tell(NOON, kind="helped_me", magnitude=10_000, object_ref="comment:1", recipient=RIM)
    acts.void_act(community_id=garden, key=thanks.key, at=NOON, reason="withdrawn")
    tell(NOON, kind="post_published", magnitude=0, recipient=None, object_ref="post:6")
    tell(NOON, community_id=found("roof"))
    refs = ["post:5", "comment:1", "post:6"]
    assert acts.points_by_object(community_id=garden, object_refs=refs) == {"post:5": {HUDA: 3700}}
    assert acts.points_by_object(community_id=garden, object_refs=["post:7"]) == {}


def test_what_one_party_was_given_is_half_open_and_never_below_zero(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, kind="helped_me", magnitude=10_000)
    acts.void_act(community_id=garden, key=thanks.key, at=NOON + timedelta(days=40), reason="withdrawn")
    later = NOON + timedelta(days=30)

    def given(start: datetime, end: datetime, recipient: object = HUDA) -> int:
        return acts.received_points(community_id=garden, recipient=recipient, start=start, end=end)

    assert given(NOON, later) == 10_000
    assert given(NOON, NOON) == 0
    assert given(later, later + timedelta(days=30)) == 0
    assert given(NOON, later, recipient=OMAR) == 0
