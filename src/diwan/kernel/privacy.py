"""What is kept about people, declared column by column. Export, erasure, retention and the policy page read this alone.

A room declares each of its models once (`<room>/privacy.py`): which columns are a person's own, which merely point at
somebody, which say nothing of anybody. A column that nobody declared fails a house test.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """Why something is kept at all."""

    ACCOUNT = "account", _("To let you in and to know that it is you")
    BELONGING = "belonging", _("To know who belongs to the community and what they may do there")
    TALK = "talk", _("To show what people say to each other")
    ATTENTION = "attention", _("To show you what is new to you")
    REACH = "reach", _("To tell you what concerns you, the way you chose")
    SAFETY = "safety", _("To keep the community safe and every decision open to appeal")
    MONEY = "money", _("To take payments and to pay members")
    BOOKS = "books", _("To share income by the published plan, in books that anyone can check")
    RUNNING = "running", _("To keep the program running and every use of power on record")


class Basis(TextChoices):
    """What entitles the community to keep it."""

    CONTRACT = "contract", _("your membership")
    DUTY = "duty", _("the law on keeping books")
    INTEREST = "interest", _("the community’s interest in being safe")
    CONSENT = "consent", _("your consent")


BASES = {
    Purpose.ACCOUNT: Basis.CONTRACT, Purpose.BELONGING: Basis.CONTRACT, Purpose.TALK: Basis.CONTRACT,
    Purpose.ATTENTION: Basis.CONTRACT, Purpose.REACH: Basis.CONTRACT, Purpose.SAFETY: Basis.INTEREST,
    Purpose.MONEY: Basis.DUTY, Purpose.BOOKS: Basis.DUTY, Purpose.RUNNING: Basis.INTEREST,
}  # fmt: skip


class Erasure(TextChoices):
    """What becomes of the rows when their person asks to be erased."""

    DELETED = "deleted", _("deleted")
    CLEARED = "cleared", _("emptied")
    NUMBERED = "numbered", _("stay under a number that names nobody")
    OURS = "ours", _("not about a person")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data is looked for: a person, their memberships, and their party in each community's books."""

    person_id: int
    membership_ids: tuple[int, ...]
    parties: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One model. `own`: a person's own columns; `seen`: about them and theirs to see, but no name; `link`: points at
    somebody; `plain`: says nothing of anybody. `person`, `member`, `party`: the lookups that find a subject's rows.
    `days`: rows older than that by `clock` are swept nightly; None: as long as the purpose lasts. `what`: in a reader's
    words, for the policy page; a model with columns of a person's own must have them.
    """

    model: type[models.Model]
    purpose: Purpose
    erasure: Erasure
    own: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    person: str = ""
    member: str = ""
    party: str = ""
    days: int | None = None
    clock: str = ""
    what: Promise | str = ""

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def basis(self) -> Basis:
        return BASES[self.purpose]

    def of(self, subject: Subject) -> models.QuerySet[models.Model]:
        """The rows that are about this person."""
        found = self.model._default_manager.none()
        for lookup, keys in (
            (self.person, (subject.person_id,)), (self.member, subject.membership_ids), (self.party, subject.parties),
        ):  # fmt: skip
            if lookup:
                found = self.model._default_manager.filter(**{f"{lookup}__in": keys})
        return found

    def stale(self, at: datetime) -> models.QuerySet[models.Model]:
        """The rows whose time is over."""
        if self.days is None:
            return self.model._default_manager.none()
        over = {f"{self.clock}__lt": at - timedelta(days=self.days)}
        return self.model._default_manager.filter(**over)


Eraser = Callable[[Subject, datetime], None]
Sweeper = Callable[[], None]
_declared: dict[str, Rows] = {}
_erasers: list[Eraser] = []
_sweepers: list[Sweeper] = []


def rows(
    model: type[models.Model], purpose: Purpose, erasure: Erasure, *, own: str = "", seen: str = "", link: str = "",
    plain: str = "", person: str = "", member: str = "", party: str = "", days: int | None = None, clock: str = "",
    what: Promise | str = "",
) -> None:  # fmt: skip
    """Declare a model; columns are given as words in a string, `what` says them to a reader of the policy page."""
    _declared[model._meta.label] = Rows(
        model, purpose, erasure, tuple(own.split()), tuple(seen.split()), tuple(link.split()), tuple(plain.split()),
        person, member, party, days, clock, what,
    )  # fmt: skip


def declared() -> list[Rows]:
    """Every declaration, by purpose and name."""
    order = list(Purpose)
    return sorted(_declared.values(), key=lambda one: (order.index(one.purpose), one.label))


def undeclared(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Columns that nobody declared, columns declared twice and declared columns that are not there."""
    for model in found:
        known = _declared.get(model._meta.label)
        columns = {column.attname for column in model._meta.concrete_fields}
        if known is None:
            yield f"{model._meta.label}: not declared"
            continue
        said = [*known.own, *known.seen, *known.link, *known.plain]
        yield from (f"{model._meta.label}.{name}: not declared" for name in sorted(columns - set(said)))
        yield from (f"{model._meta.label}.{name}: no such column" for name in sorted(set(said) - columns))
        yield from (f"{model._meta.label}.{name}: declared twice" for name in sorted(set(said)) if said.count(name) > 1)


def eraser(function: Eraser) -> Eraser:
    """Register what a room does for an erasure beyond its declared columns. Runs inside the erasure's transaction."""
    if function not in _erasers:
        _erasers.append(function)
    return function


def sweeper(function: Sweeper) -> Sweeper:
    """Register what is done once the erasure is committed, so that no trace lies in indexes, caches or files."""
    if function not in _sweepers:
        _sweepers.append(function)
    return function


def erasers() -> tuple[Eraser, ...]:
    return tuple(_erasers)


def sweepers() -> tuple[Sweeper, ...]:
    return tuple(_sweepers)
