"""Paying online in the demo: the sandbox is connected, a few members pay with it, one payer's bank asks and decides."""

from datetime import timedelta

from django.conf import settings

from diwan.commerce import public as commerce
from diwan.demo.scene import Player, Scene

_PAYERS = 3


def live_online(scene: Scene) -> None:
    """Done last, at `now`. Where play money is not allowed the sandbox stays away."""
    if not settings.PLAY_MONEY:
        return
    scope, owner = scene.id, scene.owner.party_id
    made = commerce.online.connect_gateway(
        community_id=scope, provider="sandbox", mode="test", values={}, by=owner, at=scene.now
    )
    commerce.online.check_gateway(account_id=made.account_id, by=owner, at=scene.now)
    commerce.online.open_gateway(account_id=made.account_id, is_open=True, by=owner, at=scene.now)
    monthly = [one for one in commerce.list_offers(community_id=scope) if one.interval == "month"]
    here = [one for _name, one in sorted(scene.cast.items()) if one.is_around(scene.now) and one.party != owner]
    payments = [_pay(scene, made.account_id, one, monthly[0].id) for one in here[:_PAYERS] if monthly]
    for external_id in [one for one in payments if one][:1]:
        for state in ("open", "won"):
            commerce.online.sandbox.act(external_id=external_id, outcome=state, at=scene.now)
    commerce.online.reconcile(account_id=made.account_id, at=scene.now)


def _pay(scene: Scene, account_id: int, who: Player, offer_id: int) -> str:
    at = max(scene.start(len(scene.months) - 1), scene.now - timedelta(hours=2))
    order = commerce.place_order(
        community_id=scene.id, membership_id=who.id, offer_id=offer_id, method="online", at=at, key=f"online-{who.id}"
    )
    if not order.outstanding_minor:
        return ""
    reference = commerce.online.begin_checkout(
        order_id=order.id, account_id=account_id, by=who.party, language=who.language, at=at
    )
    external_id = f"sb_{reference}"
    commerce.online.sandbox.act(external_id=external_id, outcome="pay", at=at)
    return external_id
