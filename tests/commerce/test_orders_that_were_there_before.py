"""Orders written before an order said itself what it was for."""

from importlib import import_module

import pytest
from django.apps import apps

from diwan.commerce import public as commerce
from diwan.commerce.models import Order

pytestmark = pytest.mark.django_db


def test_an_old_order_takes_its_kind_title_and_price_from_its_offer(till) -> None:
    paid = till.order(till.offer(12_500))
    waiting = till.order(till.offer(700), who=till.stranger)
    till.approve(paid, 12_500)
    Order.objects.update(kind="tip", title_ar="", title_en="", list_minor=0)
    import_module("diwan.commerce.migrations.0002_offers").copy_what_was_sold(apps, None)
    for order, price in ((paid, 12_500), (waiting, 700)):
        seen = commerce.get_order(order_id=order.id, viewer=order.payer)
        assert (seen.kind, seen.offer_ar, seen.offer_en) == ("membership", "عضوية", "Membership")
        assert (seen.list_minor, seen.held_minor, seen.quantity, seen.to) == (price, 0, 1, None)
