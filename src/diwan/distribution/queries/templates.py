"""Six ready plans, in plain words, in the community's own currency."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from diwan.engine.public import exponent_of

DEFAULT_TEMPLATE = "expertise-qa"
_OTHERS = ("creators-club", "education", "professional-network", "local-cooperative", "sports-analysis")


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A ready plan; `document` is what `draft_plan` takes, in the currency asked for."""

    slug: str
    name_ar: str
    name_en: str
    about_ar: str
    about_en: str
    document: dict[str, Any]

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en

    def about_in(self, language: str) -> str:
        return self.about_ar if language == "ar" else self.about_en


def plan_templates(*, currency: str | None = None) -> tuple[PlanTemplate, ...]:
    """The six templates, the default first, in a currency or each in its own.

    Fixed amounts keep their figure in whole units of the currency: 50.00 SAR, 50.000 KWD, 50 JPY. Raises KeyError for
    a currency ISO 4217 does not know.
    """
    return tuple(_template(slug, currency) for slug in (DEFAULT_TEMPLATE, *_OTHERS))


def plan_template(*, slug: str, currency: str | None = None) -> PlanTemplate:
    """One template. Raises KeyError for an unknown one."""
    return {one.slug: one for one in plan_templates(currency=currency)}[slug]


def _template(slug: str, currency: str | None) -> PlanTemplate:
    stored = _stored(slug)
    own = stored["document"]
    chosen = currency or own["currency"]
    scaled = _scaled({**own, "currency": chosen}, exponent_of(own["currency"]), exponent_of(chosen))
    texts = {key: stored[key] for key in ("name_ar", "name_en", "about_ar", "about_en")}
    return PlanTemplate(slug=slug, document=scaled, **texts)


_AMOUNTS = ("min_payout", "fixed", "min", "max", "cap", "pair_cap")


def _scaled(value: Any, was: int, now: int, key: str = "") -> Any:
    """Amounts of one exponent as amounts of another: 50.00 SAR becomes 50.000 KWD and 50 JPY."""
    if isinstance(value, dict):
        return {name: _scaled(each, was, now, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_scaled(each, was, now) for each in value]
    return value * 10**now // 10**was if key in _AMOUNTS else value


@cache
def _stored(slug: str) -> dict[str, Any]:
    text = (files("diwan.distribution") / "templates" / f"{slug}.yaml").read_text(encoding="utf-8")  # no float: a path
    stored: dict[str, Any] = yaml.safe_load(text)
    return stored
