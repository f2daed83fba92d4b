"""The environment of every page: what templates may call, and the reader they are written for."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from diwan.kernel.text.reader import Reader, current_reader, reading
from diwan.web import fields, figures
from diwan.web.accounts import other_sites
from diwan.web.addresses import static, url
from diwan.web.assets import stylesheets
from diwan.web.countries import country_word
from diwan.web.devices import device_words
from diwan.web.drawing import dotplot, face, fall, mosaic, qr, sankey, series, strips


def environment(**options: Any) -> Environment:
    """Build the Jinja2 environment that Django's backend asks for. A name a page forgot to pass is an error."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**options, extensions=["jinja2.ext.i18n"])
    env.template_class = Page
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext, translation.ngettext, newstyle=True,
        pgettext=translation.pgettext, npgettext=translation.npgettext,
    )  # fmt: skip
    env.filters |= FILTERS
    env.globals |= GLOBALS
    return env


class Page(Template):
    """A template that knows its reader: figures three macros deep are written for the request's language and digits."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render for the request's reader; without a request, for whoever is current (mails, style page, tests)."""
        context = dict(*args, **kwargs)
        request = context.get("request")
        with reading(reader_of(request) if request is not None else current_reader()):
            return super().render(context)


def reader_of(request: HttpRequest) -> Reader:
    """The reader behind a request, even one that failed before the preferences were settled."""
    language = (getattr(request, "LANGUAGE_CODE", None) or translation.get_language() or "ar")[:2]
    return Reader(
        language="en" if language == "en" else "ar",
        digits="arab" if getattr(request, "digits", "latn") == "arab" else "latn",
        hijri=getattr(request, "hijri", False),
    )


def with_query(request: HttpRequest, **changes: Any) -> str:
    """The current address's query with some values changed; None removes one: with_query(request, page=2)."""
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else request.path


@lru_cache(maxsize=300)
def icon(name: str, *, flip: bool = False, back: bool = False) -> Markup:
    """A drawing from the sprite. `flip` turns it with the reading direction; `back` points it the other way."""
    turned = " i-back" if back else " i-dir" if flip else ""
    frame = '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return Markup(frame).format(turned, static("icons/icons.svg"), name)


def parts_strip(parts: Iterable[Any], size: str = "") -> Markup:
    """The strip of parts given as (tone, amount) pairs, or as objects or mappings with `tone` and `minor`."""
    pairs = [part if isinstance(part, tuple) else _tone_and_minor(part) for part in parts]
    return strips.strip(pairs, rtl=current_reader().is_rtl, size=size)


def _tone_and_minor(part: Any) -> tuple[str, int]:
    return (part["tone"], part["minor"]) if isinstance(part, dict) else (part.tone, part.minor)


def heat(basis_points: int) -> str:
    """The class that shades one cell of a cohort table, heat-0 to heat-9."""
    return f"heat-{min(9, max(0, basis_points // 1000))}"


def for_reader(figure: Callable[..., str]) -> Callable[..., str]:
    """A filter that waits for its reader: Jinja2 would work out `4120|money('USD')` once, when the page is compiled."""

    @pass_context
    @wraps(figure)
    def at_render(_context: Context, *args: Any, **kwargs: Any) -> str:
        return figure(*args, **kwargs)

    return at_render


FILTERS = {
    figure.__name__: for_reader(figure)
    for figure in (
        figures.money, figures.num, figures.points, figures.pct, figures.code,
        figures.when, figures.hour, figures.day, figures.month, figures.weekday, figures.ago,
    )
} | {"country": country_word}  # fmt: skip

GLOBALS = {
    "static": static, "url": url, "with_query": with_query, "stylesheets": stylesheets, "reader": current_reader,
    "icon": icon, "heat": heat, "estimate": figures.estimate,
    "control": fields.control, "kind_of": fields.kind_of,
    "crest": mosaic.crest, "cover": mosaic.cover, "face": face.face,
    "strip": parts_strip,
    "meter": lambda value, total, **look: strips.meter(value, total, rtl=current_reader().is_rtl, **look),
    "fill": lambda value, total: strips.fill(value, total, rtl=current_reader().is_rtl),
    "swing": lambda before, after, top: strips.swing(before, after, top, rtl=current_reader().is_rtl),
    "fall_lines": lambda rows: fall.fall(rows, rtl=current_reader().is_rtl),
    "sankey": lambda *sides, **words: sankey.sankey(*sides, reader=current_reader(), **words),
    "dotplot": lambda bins, **words: dotplot.dotplot(bins, reader=current_reader(), **words),
    "qr": qr.qr, "device_words": device_words, "other_sites": other_sites,
    "series": lambda points, **words: series.series(points, reader=current_reader(), **words),
}  # fmt: skip
