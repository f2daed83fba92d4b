from datetime import datetime

from django.db import transaction

from diwan.contributions import gate
from diwan.contributions.errors import ActRefused, NoSuchAct
from diwan.contributions.models import Act
from diwan.contributions.views import COUNTER, ActView
from diwan.kernel import locks


def void_act(*, community_id: int, key: str, at: datetime, reason: str) -> ActView:
    """Take a deed back by a counter-act of the negative magnitude, dated `at`. Voiding twice voids once.

    Raises NoSuchAct, ActRefused (`at` before the deed), ActsSealed.
    """
    with transaction.atomic():
        locks.exclusive(f"act:{community_id}:{key}")
        rows = Act.objects.filter(community=community_id, key=key, voids=None).select_related("counter_act")
        act = rows.order_by("-turn").first()
        if act is None:
            raise NoSuchAct(key=key)
        if hasattr(act, "counter_act"):
            return ActView.of(act.counter_act)
        return ActView.of(_counter(act, at, reason))


def void_object(*, community_id: int, object_ref: str, at: datetime, reason: str) -> int:
    """Take back every standing deed on one object, as when a report on it is upheld; return how many there were.

    Raises ActsSealed.
    """
    with transaction.atomic():
        rows = Act.objects.filter(community=community_id, object_ref=object_ref, voids=None, counter_act=None)
        keys = list(rows.order_by("pk").values_list("key", flat=True))
        for key in keys:
            void_act(community_id=community_id, key=key, at=at, reason=reason)
    return len(keys)


def _counter(act: Act, at: datetime, reason: str) -> Act:
    if at < act.at:
        raise ActRefused(key=act.key, field="at", value=at)
    return Act.objects.create(
        community_id=act.community_id,
        actor=act.actor,
        recipient=act.recipient,
        kind=act.kind,
        object_ref=act.object_ref,
        magnitude=-act.magnitude,
        at=at,
        day=gate.enter(act.community_id).open_day(at),
        key=COUNTER + act.key,
        turn=act.turn,
        voids=act,
        reason=reason[:200],
    )
