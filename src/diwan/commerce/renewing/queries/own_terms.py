"""What one has bought that runs, rests or is about to end, and what one may do with it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from diwan.commerce.enums import Interval, OrderStatus
from diwan.commerce.models import Order, Subscription
from diwan.commerce.renewing.actions.credit_unused import months_not_begun
from diwan.commerce.renewing.actions.pause_term import can_rest
from diwan.commerce.renewing.terms_of import RUNNING


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of one's own. `unused_minor`: what its months not begun would give as credit; access until `closes_at`."""

    id: int
    order_id: int
    offer_id: int
    offer_ar: str
    offer_en: str
    interval: str
    seats: int
    starts_at: datetime
    ends_at: datetime | None
    closes_at: datetime | None
    paused_at: datetime | None
    is_declined: bool
    is_trial: bool
    is_gift: bool
    can_pause: bool
    can_change: bool
    unused_minor: int

    def offer_in(self, language: str) -> str:
        return self.offer_ar if language == "ar" else self.offer_en


@dataclass(frozen=True, slots=True)
class GoodView:
    """A one-off item of one's own."""

    order_id: int
    offer_id: int
    title_ar: str
    title_en: str
    kind: str
    has_file: bool
    paid_at: datetime | None

    def title_in(self, language: str) -> str:
        return self.title_ar if language == "ar" else self.title_en


def list_terms(*, membership_id: int, at: datetime) -> list[TermView]:
    """Every term that runs, rests, is in its grace or begins later, in the order they begin."""
    rows = Subscription.objects.select_related("order__community", "order__membership", "offer")
    mine = rows.filter(membership=membership_id, status__in=RUNNING)
    now = mine.filter(Q(closes_at=None) | Q(closes_at__gt=at) | ~Q(paused_at=None))
    return [_view(row, at) for row in now.order_by("starts_at", "pk")]


def list_goods(*, membership_id: int) -> list[GoodView]:
    """Guides, files and courses one has paid for, newest first."""
    rows = Order.objects.select_related("offer").filter(
        membership=membership_id, status=OrderStatus.PAID, offer__interval=Interval.ONCE, subject_ref=""
    )
    return [
        GoodView(
            row.pk, row.offer_id or 0, row.title_ar, row.title_en, row.kind, bool(row.offer and row.offer.file),
            row.paid_at,
        )
        for row in rows.order_by("-paid_at", "-pk")
    ]  # fmt: skip


def _view(term: Subscription, at: datetime) -> TermView:
    is_own = term.order.membership_id == term.membership_id
    is_paid, is_begun = term.ends_at is not None and bool(term.order.due_minor), term.starts_at <= at
    counts = is_own and is_paid and is_begun
    return TermView(
        id=term.pk,
        order_id=term.order_id,
        offer_id=term.offer_id,
        offer_ar=term.offer.name_ar,
        offer_en=term.offer.name_en,
        interval=term.offer.interval,
        seats=term.offer.seats,
        starts_at=term.starts_at,
        ends_at=term.ends_at,
        closes_at=term.closes_at,
        paused_at=term.paused_at,
        is_declined=term.declined_at is not None,
        is_trial=term.order.subject_ref.startswith("trial:"),
        is_gift=not is_own,
        can_pause=is_begun and is_own and can_rest(term=term, at=at),
        can_change=is_own and is_begun and term.paused_at is None,
        unused_minor=sum(m.gross_minor for m in months_not_begun(term=term, at=at)) if counts else 0,
    )
