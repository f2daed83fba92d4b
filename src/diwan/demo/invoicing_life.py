"""Documents: where the community is taxed, and a member whose company pays for them asks for its name on one."""

from datetime import datetime, timedelta
from functools import partial

from diwan.commerce import public as commerce
from diwan.demo.scene import Scene

_COMPANY = {
    "name": "مشتل النخيل للتجارة",
    "tax_number": "12345678",
    "address": "شارع الرينبو 12، عمّان",
    "country": "JO",
}


def name_seller(scene: Scene, *, country: str, name_ar: str, name_en: str, address: str, at: datetime) -> None:
    """Small sellers: below the threshold nobody is registered, so documents say why they name no tax."""
    commerce.set_tax_standing(
        community_id=scene.id, country=country, is_registered=False, number="", legal_name_ar=name_ar,
        legal_name_en=name_en, address=address, by=scene.owner.party_id, at=at,
    )  # fmt: skip


def plan_documents(scene: Scene, keys: list[str]) -> None:
    """One of those behind the demo's doors asks for a company's name on the last invoice."""
    scene.agenda.plan(scene.now - timedelta(hours=30), partial(_ask, scene, keys))


def _ask(scene: Scene, keys: list[str], at: datetime) -> None:
    for key in keys:
        player = scene.cast.get(key)
        found = commerce.list_invoices(community_id=scene.id, payer=player.party) if player else []
        open_ones = [one for one in found if not (one.is_credit_note or one.buyer or one.corrections)]
        if player and open_ones:
            commerce.put_on_company(invoice_id=open_ones[0].id, **_COMPANY, by=player.party, at=at)
            commerce.set_billing_details(membership_id=player.id, **_COMPANY, at=at)
            return
