"""What needs a person today: counted through the doors, the most pressing kind first."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from diwan.commerce import public as commerce
from diwan.commerce.enums import Interval, SubscriptionStatus
from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage
from diwan.gathering import public as gathering
from diwan.insights.enums import NeedKind
from diwan.insights.shapes import Need
from diwan.kernel.periods import Period
from diwan.payouts import public as payouts
from diwan.payouts.enums import BatchStatus, PayoutStatus
from diwan.people import public as people
from diwan.trust import public as trust

A_WEEK = timedelta(days=7)


def needs(*, community: people.Community, at: datetime) -> tuple[Need, ...]:
    """Everything that waits, in the order of `NeedKind`; within a kind the oldest first."""
    order = list(NeedKind)
    found = [need for source in _SOURCES for need in source(community, at)]
    return tuple(sorted(found, key=lambda need: (order.index(need.kind), need.period)))


def _closes(community: people.Community, at: datetime) -> Iterator[Need]:
    this = Period.of(at, community.timezone)
    for month in distribution.list_periods(community_id=community.pk):
        if month.open_objection_count:
            yield Need(NeedKind.OBJECTION, month.open_objection_count, month.label)
        if month.stage == Stage.PREVIEWED:
            yield Need(NeedKind.TO_PUBLISH, 1, month.label)
        elif month.stage.rank < Stage.PREVIEWED.rank and Period(month.label) < this:
            yield Need(NeedKind.CLOSE_OVERDUE, 1, month.label)
        elif month.stage == Stage.PUBLISHED and month.objections_until is not None and month.objections_until <= at:
            yield Need(NeedKind.TO_POST, 1, month.label)


def _till(community: people.Community, _at: datetime) -> Iterator[Need]:
    waiting = commerce.list_orders_to_review(community_id=community.pk)
    if waiting:
        due = sum(order.outstanding_minor for order in waiting)
        yield Need(NeedKind.RECEIPT, len(waiting), amount_minor=due)
    sells = any(offer.price_minor for offer in commerce.list_offers(community_id=community.pk))
    if sells and not commerce.list_till_methods(community_id=community.pk):
        yield Need(NeedKind.NO_TILL, 1)


def _payouts(community: people.Community, at: datetime) -> Iterator[Need]:
    batches = payouts.list_batches(community_id=community.pk)
    for batch in batches:
        if batch.status == BatchStatus.DRAFT:
            yield Need(NeedKind.BATCH, 1, amount_minor=batch.total_minor, until=batch.alone_from, ref=batch.id)
        unsent = [one for one in batch.payouts if one.status == PayoutStatus.APPROVED]
        if unsent:
            total = sum(one.amount_minor for one in unsent)
            yield Need(NeedKind.TO_SEND, len(unsent), amount_minor=total, ref=batch.id)
    payable = [row for row in payouts.list_due(community_id=community.pk, at=at) if row.payable_minor]
    if payable and all(batch.status != BatchStatus.DRAFT for batch in batches):
        yield Need(NeedKind.TO_PAY, len(payable), amount_minor=sum(row.payable_minor for row in payable))


def _talk(community: people.Community, _at: datetime) -> Iterator[Need]:
    open_reports = trust.open_report_count(community_id=community.pk)
    if open_reports:
        yield Need(NeedKind.REPORT, open_reports)
    unanswered = gathering.unanswered_count(community_id=community.pk)
    if unanswered:
        yield Need(NeedKind.UNANSWERED, unanswered)


def _endings(community: people.Community, at: datetime) -> Iterator[Need]:
    """Paid memberships whose last term ends within the week and that nobody has renewed."""
    last: dict[int, datetime] = {}
    for term in commerce.list_subscriptions(community_id=community.pk):
        if term.interval != Interval.FREE and term.ends_at and term.status == SubscriptionStatus.ACTIVE:
            last[term.membership_id] = max(term.ends_at, last.get(term.membership_id, term.ends_at))
    ending = [ends for ends in last.values() if at < ends <= at + A_WEEK]
    if ending:
        yield Need(NeedKind.ENDING, len(ending), until=min(ending))


Source = Callable[[people.Community, datetime], Iterator[Need]]
_SOURCES: tuple[Source, ...] = (_closes, _till, _payouts, _talk, _endings)
