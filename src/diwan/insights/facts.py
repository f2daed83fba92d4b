"""Facts as plain columns, read through the doors of other rooms. Instants become naive UTC, months their labels."""

from datetime import UTC, datetime

from diwan.commerce import public as commerce
from diwan.commerce.enums import Interval
from diwan.insights import accounts
from diwan.insights.store import Store
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.people.enums import Standing

MONTHS_SHOWN = 12


def months_until(last: Period, count: int = MONTHS_SHOWN) -> list[Period]:
    """The `count` months that end with `last`, oldest first."""
    return [last.plus(back - count + 1) for back in range(count)]


def load(store: Store, *, community: people.Community, this: Period) -> None:
    """Everything the measures ask about, for one community and the months that end with `this`."""
    months = months_until(this)
    zone = community.timezone
    rows = [(at, month.label, naive(month.start(zone)), naive(month.end(zone))) for at, month in enumerate(months)]
    store.load("months", rows)
    store.load("income", _income(community.pk, months))
    store.load("costs", _costs(community.pk, months))
    store.load("joins", _joins(community))
    store.load("terms", _terms(community))


def naive(moment: datetime) -> datetime:
    """The same instant in UTC, without its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _income(community_id: int, months: list[Period]) -> list[tuple[str, str, int]]:
    return [
        (month.label, kind, gross)
        for month in months
        for kind, gross in commerce.income_by_kind(community_id=community_id, period=month.label).items()
    ]


def _costs(community_id: int, months: list[Period]) -> list[tuple[str, int]]:
    entries = ledger.list_entries(community_id=community_id, kinds=[accounts.COST_ENTRY], start=months[0].first_date())
    return [
        (Period.of_date(entry.effective_date).label, sum(leg.amount_minor for leg in entry.legs if leg.side == "debit"))
        for entry in entries
        if entry.reversed_by_id is None
    ]


def _joins(community: people.Community) -> list[tuple[str]]:
    active = people.list_members(community_id=community.pk).filter(standing=Standing.ACTIVE)
    joined = active.values_list("joined_at", flat=True)
    return [(Period.of(at, community.timezone).label,) for at in joined]


def _terms(community: people.Community) -> list[tuple[int, int, int, datetime, datetime | None, str]]:
    """Paid terms alone: a free one is a door, not income."""
    offers = {one.id: one for one in commerce.list_offers(community_id=community.pk, with_retired=True)}
    rows = []
    for term in commerce.list_subscriptions(community_id=community.pk):
        if term.interval == Interval.FREE:
            continue
        months = 12 if term.interval == Interval.YEAR else 1
        month = Period.of(term.starts_at, community.timezone).label
        ends = naive(term.ends_at) if term.ends_at else None
        rows.append((term.membership_id, offers[term.offer_id].price_minor, months, naive(term.starts_at), ends, month))
    return rows
