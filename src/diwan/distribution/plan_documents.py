"""Reading a plan document: what it leaves unsaid is filled in, what the books cannot take is refused. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from diwan.distribution.errors import BadPlan
from diwan.engine.plan import KINDS, Plan
from diwan.engine.public import EngineError, parse_plan

OTHER_INCOME = "other income"
_FUND = re.compile(r"acct:[a-z][a-z0-9_]{0,59}")


def read_plan(document: Mapping[str, Any]) -> Plan:
    """The plan of a document. Raises BadPlan naming the first place that is wrong.

    Kinds of income the document does not mention go whole to its dust account, in a waterfall of their own, so that no
    month can hold money without a rule. Account names must be such that the ledger can keep a fund of that name.
    """
    try:
        plan = parse_plan(_completed(document))
    except EngineError as error:
        raise BadPlan(reason=str(error)) from error
    for account in _accounts(plan):
        if not _FUND.fullmatch(account):
            raise BadPlan(reason=_("the name of the account %(account)s is too long") % {"account": account})
    return plan


def _completed(document: Mapping[str, Any]) -> dict[str, Any]:
    waterfalls = document.get("waterfalls")
    if not isinstance(waterfalls, list) or not all(isinstance(each, Mapping) for each in waterfalls):
        return dict(document)  # the reader says better what is wrong
    spoken = {kind for each in waterfalls for kind in each.get("from") or ()}
    silent = sorted(KINDS - spoken)
    if not silent:
        return dict(document)
    rest = {"name": OTHER_INCOME, "take": "rest", "to": document.get("dust_to", "acct:community")}
    return {**document, "waterfalls": [*waterfalls, {"name": OTHER_INCOME, "from": silent, "lines": [rest]}]}


def _accounts(plan: Plan) -> Iterator[str]:
    yield plan.dust_to
    for waterfall in (*plan.waterfalls, *plan.flows.values()):
        yield from (line.to for line in waterfall.lines if line.to.startswith("acct:"))
    yield from (pool.overflow for pool in plan.pools.values())
