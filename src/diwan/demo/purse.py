"""Money that comes without an order (sponsors, tips, workshop seats, commissions) and what running the place costs."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from diwan.commerce import public as commerce
from diwan.demo.scene import Scene
from diwan.people import public as people


class Purse:
    """Receipts and costs of the story. Outsiders are known by the names the story calls them."""

    def __init__(self, scene: Scene, *, outsiders: list[dict[str, Any]], at: datetime) -> None:
        self.scene = scene
        self._count = 0
        self._outside: dict[str, UUID] = {
            row["key"]: people.create_outside_party(
                community_id=scene.id, name=row["name"], kind=row["kind"], at=at, source_ref=f"demo:{row['key']}"
            )
            for row in outsiders
        }

    def plan(self, *, receipts: list[dict[str, Any]], costs: list[dict[str, Any]], keeper: str) -> None:
        """Plan them for every month the row names; `months: all` means every one, the one under way included."""
        for row, deed in [*((row, self._receive) for row in receipts), *((row, self._spend) for row in costs)]:
            for month in self._months(row["months"]):
                self.scene.agenda.plan(self.scene.on(month, row["day"], 13), partial(deed, row, keeper))

    def _months(self, months: str | list[int]) -> list[int]:
        return list(range(len(self.scene.months))) if isinstance(months, str) else months

    def _party(self, key: str) -> UUID:
        return self._outside[key] if key in self._outside else self.scene.cast[key].party

    def _receive(self, row: dict[str, Any], keeper: str, at: datetime) -> None:
        self._count += 1
        commerce.record_receipt(
            community_id=self.scene.id,
            payer=self._party(row["payer"]),
            kind=row["kind"],
            gross_minor=row["gross_minor"],
            tax_minor=0,
            fee_minor=row.get("fee_minor", 0),
            to=self._party(row["to"]) if "to" in row else None,
            effective_date=at.date(),
            at=at,
            key=f"demo:receipt:{self._count}",
            note=row.get("note", ""),
            paid_into=row.get("into", "bank"),
            by=self.scene.cast[keeper].party,
        )

    def _spend(self, row: dict[str, Any], keeper: str, at: datetime) -> None:
        self._count += 1
        commerce.record_cost(
            community_id=self.scene.id,
            actual=row["actual"],
            amount_minor=row["amount_minor"],
            paid_from=row.get("from", "bank"),
            date=at.date(),
            note=row["note"],
            by=self.scene.cast[keeper].party,
            at=at,
            key=f"demo:cost:{self._count}",
        )
