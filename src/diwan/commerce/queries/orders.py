"""Orders as their payer and the keepers of the till see them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from diwan.commerce import rules
from diwan.commerce.enums import Interval, OrderStatus
from diwan.commerce.errors import NoSuchOrder
from diwan.commerce.models import Order, ReceiptPhoto
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class PhotoView:
    """`is_repeat`: the same file was sent before, with this order or another of the community."""

    id: int
    uploaded_at: datetime
    is_reviewed: bool
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Minor units. `applied` went to the order, `credited` became the payer's credit, `refunded` went back of both."""

    id: int
    paid_from: str
    amount_minor: int
    applied_minor: int
    credited_minor: int
    refunded_minor: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order, amounts in minor units of `currency`. `offer_id` is None for what was sold without an offer.

    `list_minor` is the price before discounts; `held_minor` waits for a decision: neither earned nor returned yet.

    `approval_key` is the key an approval form sends: it changes when the order does, so two treasurers who tap at once
    approve once.
    """

    id: int
    community_id: int
    reference: str
    membership_id: int
    payer: UUID
    payer_name: str
    kind: str
    to: UUID | None
    subject_ref: str
    quantity: int
    offer_id: int | None
    offer_ar: str
    offer_en: str
    interval: str
    method: str
    currency: str
    list_minor: int
    due_minor: int
    is_held: bool
    held_minor: int
    paid_minor: int
    outstanding_minor: int
    status: str
    reason: str
    placed_at: datetime
    paid_at: datetime | None
    photos: tuple[PhotoView, ...]
    payments: tuple[PaymentView, ...]
    approval_key: str

    def offer_in(self, language: str) -> str:
        return self.offer_ar if language == "ar" else self.offer_en


def get_order(*, order_id: int, viewer: UUID) -> OrderView:
    """Raises NoSuchOrder also for an order the viewer may not see."""
    return order_view(rules.get_visible_order(order_id=order_id, viewer=viewer).pk)


def find_order(*, community_id: int, reference: str, viewer: UUID) -> OrderView:
    """The order whose reference somebody read from a bank statement. Raises NoSuchOrder."""
    row = Order.objects.filter(community=community_id, reference=reference.strip().upper()).first()
    if row is None:
        raise NoSuchOrder
    return get_order(order_id=row.pk, viewer=viewer)


def list_orders(*, membership_id: int) -> list[OrderView]:
    """The orders of one membership, newest first."""
    return _views(Order.objects.filter(membership=membership_id).order_by("-placed_at", "-pk"))


def list_orders_to_review(*, community_id: int) -> list[OrderView]:
    """Orders with a receipt that nobody has looked at, oldest first. For the keepers of the till."""
    return _views(Order.objects.filter(community=community_id, status=OrderStatus.REVIEW).order_by("placed_at", "pk"))


def list_open_orders(*, community_id: int) -> list[OrderView]:
    """Every order that still waits for money, newest first: for the keeper who takes cash or reads a bank statement."""
    waiting = [OrderStatus.AWAITING, OrderStatus.REVIEW, OrderStatus.PART_PAID]
    return _views(Order.objects.filter(community=community_id, status__in=waiting).order_by("-placed_at", "-pk"))


def get_receipt_photo(*, photo_id: int, viewer: UUID) -> Path:
    """The file of a photo (WebP), for its payer and the keepers of the till; raises NoSuchOrder for everybody else."""
    photo = ReceiptPhoto.objects.filter(pk=photo_id).first()
    if photo is None:
        raise NoSuchOrder
    rules.get_visible_order(order_id=photo.order_id, viewer=viewer)
    return Path(default_storage.path(photo.file))


def order_view(order_id: int) -> OrderView:
    return _views(Order.objects.filter(pk=order_id))[0]


def _views(rows: QuerySet[Order]) -> list[OrderView]:
    orders = list(rows.select_related("community", "membership", "offer").prefetch_related("photos", "payments"))
    if not orders:
        return []
    community_id = orders[0].community_id
    names = people.party_names(community_id=community_id, parties=[row.membership.party_id for row in orders])
    repeats = _repeated_photos(orders)
    return [_view(row, names[row.membership.party_id], repeats) for row in orders]


def _repeated_photos(orders: list[Order]) -> set[int]:
    hashes = {photo.source_hash for row in orders for photo in row.photos.all()}
    if not hashes:
        return set()
    seen: set[str] = set()
    repeats: set[int] = set()
    rows = ReceiptPhoto.objects.filter(order__community=orders[0].community_id, source_hash__in=hashes).order_by("pk")
    for key, digest in rows.values_list("pk", "source_hash"):
        if digest in seen:
            repeats.add(key)
        seen.add(digest)
    return repeats


def _view(row: Order, name: str, repeats: set[int]) -> OrderView:
    photos = sorted(row.photos.all(), key=lambda photo: photo.pk)
    payments = sorted(row.payments.all(), key=lambda payment: payment.pk)
    return OrderView(
        id=row.pk,
        community_id=row.community_id,
        reference=row.reference,
        membership_id=row.membership_id,
        payer=row.membership.party_id,
        payer_name=name,
        kind=row.kind,
        to=row.to,
        subject_ref=row.subject_ref,
        quantity=row.quantity,
        offer_id=row.offer_id,
        offer_ar=row.title_ar,
        offer_en=row.title_en,
        interval=row.offer.interval if row.offer else Interval.ONCE,
        method=row.method,
        currency=row.community.currency,
        list_minor=row.list_minor,
        due_minor=row.due_minor,
        is_held=row.is_held,
        held_minor=row.held_minor,
        paid_minor=row.paid_minor,
        outstanding_minor=row.outstanding_minor,
        status=row.status,
        reason=row.reason,
        placed_at=row.placed_at,
        paid_at=row.paid_at,
        photos=tuple(PhotoView(p.pk, p.uploaded_at, p.reviewed_at is not None, p.pk in repeats) for p in photos),
        payments=tuple(
            PaymentView(
                p.pk, p.paid_from, p.amount_minor, p.applied_minor, p.credited_minor, p.refunded_minor, p.received_at
            )
            for p in payments
        ),
        approval_key=f"order:{row.pk}:{len(payments)}:{row.status}",
    )
