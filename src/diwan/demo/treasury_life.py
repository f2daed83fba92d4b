"""The treasury's life in the demo: budgets and receipts, our account, a gift to the pot, a statement read."""

from datetime import datetime, timedelta
from functools import partial

from diwan.commerce import public as commerce
from diwan.demo.pictures import receipt
from diwan.demo.scene import Scene
from diwan.engine.money import decimal_text, exponent_of
from diwan.payouts import public as payouts

_ACCOUNT = {
    "holder": "جمعية البستان", "account": "JO94CBJO0010000000000131000302", "bic": "CBJOJOAX",
    "latin": "Al-Bustan Association",
}  # fmt: skip
_NOTE = "الاستضافة كما في كل شهر. إن زادت عن المتوقع كتبنا لكم السبب هنا."


def plan_treasury(scene: Scene) -> None:
    """A budget for the latest closed month and the one under way, and in the last days what the desk does."""
    scene.agenda.plan(scene.now - timedelta(days=2), partial(_account, scene))
    scene.agenda.plan(scene.now - timedelta(hours=30), partial(_budgets, scene))
    scene.agenda.plan(scene.now - timedelta(hours=8), partial(_gift, scene))
    scene.agenda.plan(scene.now - timedelta(hours=3), partial(_statement, scene))


def _account(scene: Scene, at: datetime) -> None:
    payouts.set_source(community_id=scene.id, details=_ACCOUNT, takes_arabic=True, by=scene.owner.party_id, at=at)


def _budgets(scene: Scene, at: datetime) -> None:
    """What was spent is what was planned, give or take; the newest receipts are attached."""
    by = scene.cast["tariq"].party if "tariq" in scene.cast else scene.owner.party_id
    for month in scene.months[-2:]:
        view = commerce.budget.get_budget(community_id=scene.id, period=month.label)
        planned = {line.actual: line.spent_minor * 11 // 10 // 100 * 100 + 500 for line in view.lines}
        planned = planned or {"hosting": 9_000}
        commerce.budget.plan_budget(
            community_id=scene.id, period=month.label, planned=planned, note=_NOTE, by=by, at=at
        )
        for cost in [cost for line in view.lines for cost in line.costs][:1]:
            shown = receipt(
                reference=f"INV-{cost.id}", amount_minor=cost.amount_minor, currency=scene.community.currency, at=at
            )
            commerce.budget.attach_paper(cost_id=cost.id, community_id=scene.id, content=shown, by=by, at=at)
        commerce.budget.publish_budget(community_id=scene.id, period=month.label, by=by, at=at)


def _gift(scene: Scene, at: datetime) -> None:
    """Somebody to whom little is owed leaves it to everybody."""
    names = {player.party: player for player in scene.cast.values() if player.is_around(at)}
    due = [row for row in payouts.list_due(community_id=scene.id, at=at) if row.party in names]
    if due:
        smallest = min(due, key=lambda row: (row.amount_minor, str(row.party)))
        giver = names[smallest.party].id
        payouts.donate(membership_id=giver, amount_minor=smallest.amount_minor, at=at, key="demo-gift")


def _statement(scene: Scene, at: datetime) -> None:
    """The bank's file of the newest batch: known payments, one whose amount does not agree."""
    batches = [one for one in payouts.list_batches(community_id=scene.id) if one.status == "approved"]
    if not batches:
        return
    places = exponent_of(scene.community.currency)
    rows = [
        f"{at:%Y-%m-%d},Transfer {one.reference},-{decimal_text(one.amount_minor + (place == 1), places)},FT{place:04d}"
        for place, one in enumerate(batches[0].payouts)
    ]
    content = "\n".join(["date,description,amount,bank reference", *rows, f"{at:%Y-%m-%d},Card fee,-2.00,FT9999"])
    payouts.read_statement(community_id=scene.id, content=content.encode(), by=scene.owner.party_id, at=at)
