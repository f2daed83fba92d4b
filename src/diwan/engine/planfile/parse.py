"""From a document (what JSON or YAML gave) to a checked Plan."""

from collections.abc import Mapping
from typing import Any

from diwan.engine.errors import PlanError
from diwan.engine.money import EXPONENTS
from diwan.engine.plan import COMMUNITY, KINDS, Holdback, Plan, Rounding
from diwan.engine.planfile.checks import check_plan
from diwan.engine.planfile.lines import read_flow, read_waterfall
from diwan.engine.planfile.pools import read_pool, read_rounding
from diwan.engine.reading import Reader

PERIODS = ("week", "month", "quarter", "year")
_REQUIRED = ("plan", "version", "currency", "period", "waterfalls")
_OPTIONAL = (
    "exponent", "rounding", "dust_to", "pools", "flows", "holdback", "min_payout", "recognition",
)  # fmt: skip


def parse_plan(document: Mapping[str, Any]) -> Plan:
    """The plan a document describes. Raises PlanError naming the first place that is wrong."""
    reader = Reader(document, "", PlanError).mapping(*_REQUIRED, *_OPTIONAL)
    rounding = read_rounding(reader.at("rounding")) if "rounding" in reader else Rounding.FLOOR
    currency = reader.at("currency").text()
    plan = Plan(
        name=reader.at("plan").text(),
        version=reader.at("version").whole(1),
        currency=currency,
        exponent=_exponent(reader, currency),
        period=reader.at("period").choice(PERIODS),
        rounding=rounding,
        dust_to=reader.at("dust_to").account() if "dust_to" in reader else COMMUNITY,
        waterfalls=tuple(read_waterfall(each) for each in reader.at("waterfalls").each()),
        pools={name: read_pool(each, rounding) for name, each in _section(reader, "pools")},
        flows={name: read_flow(name, each) for name, each in _section(reader, "flows")},
        holdback=_holdback(reader.at("holdback")) if "holdback" in reader else Holdback(),
        min_payout=reader.at("min_payout").whole() if "min_payout" in reader else 0,
        recognition=_recognition(reader),
    )
    check_plan(plan)
    return plan


def _section(reader: Reader, key: str) -> list[tuple[str, Reader]]:
    return list(reader.at(key).items()) if key in reader else []


def _exponent(reader: Reader, currency: str) -> int:
    if currency not in EXPONENTS:
        raise reader.at("currency").refuse("unknown_currency", f"'{currency}' is not a currency of ISO 4217")
    exponent = EXPONENTS[currency]
    if "exponent" in reader and reader.at("exponent").whole() != exponent:
        raise reader.at("exponent").refuse("wrong_exponent", f"{currency} has {exponent} decimals")
    return exponent


def _holdback(reader: Reader) -> Holdback:
    reader.mapping("bps", "periods")
    return Holdback(bps=reader.at("bps").bps(), periods=reader.at("periods").whole())


def _recognition(reader: Reader) -> dict[str, int]:
    """{kind: months over which a receipt of this kind is earned}."""
    months = {}
    for kind, term in _section(reader, "recognition"):
        if kind not in KINDS:
            raise term.refuse("unknown_kind", f"'{kind}' is not a kind of receipt")
        months[kind] = term.whole(1)
    return months
