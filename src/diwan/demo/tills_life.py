"""The till's own papers: addresses payers copy from their order, and one statement of the bank matched to an order."""

from datetime import datetime, timedelta
from typing import Any

from diwan.commerce import public as commerce
from diwan.demo.scene import Player, Scene
from diwan.kernel.text.money import plain_amount

_ADDRESSES = [
    ("iban", "JO71CBJO0000000000001234567890", "Rooftop Garden Society", "Cairo Amman Bank"),
    ("cliq", "ROOFTOP", "Rooftop Garden Society", ""),
    ("phone", "+962791234567", "Mona Rashed", "Zain Cash"),
    ("place", "مشتل السطوح، جبل عمّان، الخميس من ٥ إلى ٧", "", ""),
]
_INTEREST_MINOR, _UNCLEAR_MINOR = 37, 4_000


def name_addresses(scene: Scene, *, at: datetime) -> None:
    """Where money arrives, from the first day."""
    for scheme, address, holder, provider in _ADDRESSES:
        commerce.set_pay_address(
            community_id=scene.id, scheme=scheme, address=address, holder=holder, provider=provider,
            by=scene.owner.party_id, at=at,
        )  # fmt: skip


def statement_day(scene: Scene) -> datetime:
    """From when on a keeper works with the bank's file: the running month."""
    return scene.start(len(scene.months) - 1) + timedelta(days=1)


def approve_by_statement(scene: Scene, order: commerce.OrderView, keeper: Player, at: datetime) -> None:
    """The bank's file shows the transfer: brought in, kept, its row approved; the bank's interest is set aside."""
    key = commerce.read_statement(
        community_id=scene.id, till_kind="bank", name="statement.csv", raw=_file(order, at), by=keeper.party, at=at
    )
    commerce.keep_statement(community_id=scene.id, statement_id=key, by=keeper.party, at=at)
    rows = commerce.get_statement(community_id=scene.id, statement_id=key).rows
    here: dict[str, Any] = {"community_id": scene.id, "by": keeper.party, "at": at}
    commerce.match_row(row_id=rows[0].id, order_id=order.id, **here)
    commerce.set_row_aside(row_id=rows[1].id, **here)


def _file(order: commerce.OrderView, at: datetime) -> bytes:
    """What came in on the day, as a bank of Amman writes it."""
    day = f"{at:%d/%m/%Y}"
    rows = [
        (f"حوالة واردة {order.payer_name} {order.reference}", order.outstanding_minor),
        ("فوائد دائنة", _INTEREST_MINOR),
        ("إيداع نقدي فرع جبل عمّان", _UNCLEAR_MINOR),
    ]
    lines = [f"{day};{text};;{plain_amount(minor, order.currency)}" for text, minor in rows]
    return "\n".join(["التاريخ;البيان;مدين;دائن", *lines, ""]).encode()
