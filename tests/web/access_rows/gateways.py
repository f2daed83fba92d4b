"""Who may open the addresses of paying online.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any

from diwan.commerce import public as commerce
from diwan.commerce.gateways.models import GatewayAccount, GatewayPayment, GatewaySubscription

from ..rights import AUTHOR, DONE, EVERYONE, KEEPERS, LED_ON, MEMBERS, REFUSED, SHOWN, Rights, row

ACCOUNT = {"account_id": "gateway_account"}
NOT_HERS = MEMBERS - AUTHOR
COMMUNITY: dict[str, Rights] = {
    "gateways": row(KEEPERS, SHOWN),
    "gateway_settings": row(KEEPERS, SHOWN, REFUSED, query="?provider=stripe"),
    "gateway": row(KEEPERS, SHOWN, **ACCOUNT),
    "gateway_check": row(KEEPERS, post=DONE, **ACCOUNT),
    "gateway_opening": row(KEEPERS, post=DONE, **ACCOUNT),
    "gateway_comparison": row(KEEPERS, post=DONE, **ACCOUNT),
    "payer_disputes": row(KEEPERS, SHOWN),
    "online_payment": row(MEMBERS, post=LED_ON, not_theirs=MEMBERS - AUTHOR - KEEPERS, order_id="order"),
    "online_checkout": row(MEMBERS, SHOWN, not_theirs=NOT_HERS, reference="checkout"),
    "online_return": row(MEMBERS, SHOWN, not_theirs=NOT_HERS, reference="checkout"),
    "renewals": row(MEMBERS, SHOWN),
    "renewal": row(MEMBERS, post=DONE, not_theirs=NOT_HERS, renewal_id="renewal"),
    "renewal_card": row(MEMBERS, LED_ON, not_theirs=NOT_HERS, renewal_id="renewal"),
}
SITE: dict[str, Rights] = {
    "provider_events": row(
        EVERYONE, post=frozenset({400}), token="gateway_token",
        from_outside="a payment provider posts without cookies; its signature on the raw bytes is the right",
    ),
    "sandbox_page": row(EVERYONE, SHOWN, external_id="sandbox_payment"),
    "sandbox_outcome": row(EVERYONE, post=frozenset({404}), external_id="sandbox_payment"),
}  # fmt: skip


def furnish(place: Any) -> None:
    """The sandbox, open; a checkout of Layla's that is paid, and the renewal it began."""
    at, scope, owner, layla = datetime.now(UTC), place.community.pk, place.member("owner"), place.member("layla")
    made = commerce.online.connect_gateway(
        community_id=scope, provider="sandbox", mode="test", values={}, by=owner.party_id, at=at
    )
    commerce.online.open_gateway(account_id=made.account_id, is_open=True, by=owner.party_id, at=at)
    order = commerce.place_order(
        community_id=scope, membership_id=layla.pk, offer_id=_offer(place, at), method="online", at=at, key="online"
    )
    reference = commerce.online.begin_checkout(
        order_id=order.id, account_id=made.account_id, by=layla.party_id, language="en", at=at
    )
    own = f"sb_{reference}"
    commerce.online.sandbox.act(external_id=own, outcome="pay", at=at)
    account = GatewayAccount.objects.get(pk=made.account_id)
    paid = GatewayPayment.objects.select_related("checkout__order__offer").get(account=account)
    renewal = GatewaySubscription.objects.create(
        account=account, membership=layla, checkout=paid.checkout, offer=paid.checkout.order.offer,
        external_id=own, amount_minor=order.due_minor, started_at=at,
    )  # fmt: skip
    place.objects |= {"gateway_account": account.pk, "gateway_token": account.token}
    place.objects |= {"checkout": reference, "sandbox_payment": own, "renewal": renewal.pk}


def _offer(place: Any, at: datetime) -> int:
    made = commerce.create_offer(
        community_id=place.community.pk, slug="online", name_ar="عضوية ثانية", name_en="Second", price_minor=900,
        interval="month", by=place.member("owner").party_id, at=at,
    )  # fmt: skip
    return made.id
