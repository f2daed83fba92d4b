"""What may be written: the catalogue's limits and the shape of each field, checked before anything is stored."""

from diwan.contributions.errors import ActRefused, KeyConflict
from diwan.contributions.kinds import KINDS, Kind, get_kind
from diwan.contributions.models import Act
from diwan.contributions.models.act import KEY_LENGTH, REF_LENGTH
from diwan.contributions.views import COUNTER, ActDraft


def check(draft: ActDraft) -> Kind:
    """The draft's kind. Raises UnknownKind, ActRefused (naming the field)."""
    kind = KINDS.get(draft.kind) or get_kind(draft.kind)
    key = draft.key
    if not 0 < len(key) <= KEY_LENGTH or key.startswith(COUNTER):
        raise ActRefused(key=key, field="key", value=key)
    if not 0 < len(draft.object_ref) <= REF_LENGTH:
        raise ActRefused(key=key, field="object_ref", value=draft.object_ref)
    if not 0 <= draft.magnitude <= kind.most:
        raise ActRefused(key=key, field="magnitude", value=draft.magnitude)
    if draft.at.tzinfo is None:
        raise ActRefused(key=key, field="at", value=draft.at)
    return kind


def assert_same(stored: Act | ActDraft, draft: ActDraft) -> None:
    """Raise KeyConflict unless the draft tells the stored deed again. The instant may differ: a retry comes later."""
    same = (stored.actor, stored.recipient, stored.kind, stored.object_ref) == draft[:4]
    if not same or (stored.magnitude != draft.magnitude and not get_kind(draft.kind).first_stands):
        raise KeyConflict(key=draft.key)


def next_turn(latest: Act | None, draft: ActDraft) -> int | None:
    """The turn of its key that the draft takes, given the newest act under it (with `counter_act` at hand).

    None: that act stands and tells the same. Raises KeyConflict when it stands and tells something else.
    """
    if latest is None:
        return 1
    if hasattr(latest, "counter_act"):
        return latest.turn + 1
    assert_same(latest, draft)
    return None
