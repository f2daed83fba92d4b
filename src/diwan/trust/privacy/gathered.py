"""Everything about one person, read from the declared columns: what an export holds and an erasure empties."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diwan.kernel import privacy
from diwan.people.public import Membership

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """One model's rows about a person: the names of the columns, and the rows as they are stored."""

    label: str
    purpose: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def subject_of(person_id: int) -> privacy.Subject:
    memberships = list(Membership.objects.filter(person_id=person_id).order_by("pk").values_list("pk", "party_id"))
    return privacy.Subject(person_id, tuple(pk for pk, _ in memberships), tuple(party for _, party in memberships))


def tables(subject: privacy.Subject) -> Iterator[Table]:
    """A person's tables in the order of purposes; secrets (password, keys of devices) are never among the columns."""
    for one in privacy.declared():
        columns = tuple(name for name in (*one.own, *one.seen) if name not in _SECRET)
        if columns and (one.person or one.member or one.party):
            found = one.of(subject).order_by("pk").values_list(*columns)
            yield Table(one.label, str(one.purpose.label), columns, found.iterator(chunk_size=_AT_ONCE))


_SECRET = {"password", "auth", "p256dh", "sealed", "fingerprint", "source_hash", "html"}
