import hashlib
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import OrderStatus
from diwan.commerce.errors import NoSuchOrder, OrderClosed, TooManyPhotos
from diwan.commerce.models import Order, ReceiptPhoto
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import ids, pictures
from diwan.people import public as people

MOST_PHOTOS = 6


def attach_receipt(*, order_id: int, image: bytes, by: UUID, at: datetime) -> OrderView:
    """Add the payer's photo of a receipt; the order waits to be checked and the keepers of the till are told.

    Raises NoSuchOrder (also for an order that is not the payer's own), OrderClosed, TooManyPhotos, NotAPicture,
    PictureTooLarge.
    """
    order = rules.get_visible_order(order_id=order_id, viewer=by)
    if order.membership.party_id != by:
        raise NoSuchOrder
    if not order.is_open:
        raise OrderClosed(reference=order.reference)
    if order.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(count=MOST_PHOTOS)
    picture = pictures.reencode(image)
    name = f"receipts/{order.community_id}/{ids.random_id().hex}.webp"
    file = default_storage.save(name, ContentFile(picture))
    try:
        with transaction.atomic():
            _attach(order, file, hashlib.sha256(image).hexdigest(), at)
    except BaseException:
        default_storage.delete(file)
        raise
    return order_view(order.pk)


def _attach(order: Order, file: str, source_hash: str, at: datetime) -> None:
    till.hold(community_id=order.community_id)
    order.refresh_from_db(fields=["status", "paid_minor"])
    if not order.is_open:
        raise OrderClosed(reference=order.reference)
    ReceiptPhoto.objects.create(order=order, file=file, source_hash=source_hash, uploaded_at=at)
    order.status, order.reason = OrderStatus.REVIEW, ""
    order.save(update_fields=["status", "reason"])
    for keeper in till.keepers(community_id=order.community_id):
        if not rules.same_person(keeper, order.membership):
            people.notify(
                membership_id=keeper.pk, kind="receipt_to_review", facts=till.order_facts(order), url="", at=at
            )
