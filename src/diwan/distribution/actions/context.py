"""What every stage of the rite is handed, and how it refuses."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from diwan.distribution.errors import CloseStopped
from diwan.distribution.models import AccountingPeriod
from diwan.distribution.pseudonyms import parties_of, settlement_id
from diwan.distribution.queries.plans import parsed
from diwan.engine.inputs import Inputs
from diwan.engine.public import EngineError, Plan, Settlement, parse_inputs, settle
from diwan.kernel.periods import Period
from diwan.people.public import Community, get_community_by_id


def local_date(at: datetime, zone: str) -> date:
    """The date of an instant, seen from a time zone."""
    return at.astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class Close:
    """One month in the rite. Plan, inputs and settlement are read once, from what is stored."""

    row: AccountingPeriod
    by: UUID | None
    at: datetime

    @cached_property
    def community(self) -> Community:
        return get_community_by_id(community_id=self.row.community_id)

    @property
    def period(self) -> Period:
        return Period(self.row.label)

    @property
    def today(self) -> date:
        """The community's date: entries that follow from a close are dated when they are made."""
        return local_date(self.at, self.community.timezone)

    @property
    def settlement_id(self) -> str:
        return settlement_id(self.community.slug, self.row.label)

    @cached_property
    def plan(self) -> Plan:
        return parsed(self.row.plan)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The stored snapshot."""
        inputs: dict[str, Any] = json.loads(self.row.snapshot.document)
        return inputs

    @cached_property
    def inputs(self) -> Inputs:
        return self.read(self.document)

    @cached_property
    def settlement(self) -> Settlement:
        """The snapshot settled again by the pinned plan. Raises CloseStopped."""
        try:
            return settle(self.plan, self.inputs)
        except EngineError as error:
            raise self.stopped(str(error)) from error

    @cached_property
    def parties(self) -> dict[str, UUID]:
        return parties_of(self.row)

    def read(self, document: dict[str, Any]) -> Inputs:
        """Raises CloseStopped with the engine's own words."""
        try:
            return parse_inputs(document, self.plan)
        except EngineError as error:
            raise self.stopped(str(error)) from error

    def stopped(self, reason: str | Promise) -> CloseStopped:
        return CloseStopped(period=self.row.label, reason=reason)
