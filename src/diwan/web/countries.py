"""Countries by their names in the reader's language."""

from babel import Locale
from django.utils.translation import get_language, gettext

from diwan.commerce import public as commerce
from diwan.kernel import clock

ELSEWHERE = "XX"


def country_word(code: str) -> str:
    """A country's name; '' for none."""
    if code == ELSEWHERE:
        return gettext("Another country")
    return Locale(get_language() or "ar").territories.get(code, code) if code else ""


def country_choices() -> list[tuple[str, str]]:
    """The countries of the tax table by name, and everywhere else."""
    known = commerce.list_tax_countries(day=clock.now().date())
    named = sorted(((one.code, country_word(one.code)) for one in known), key=lambda one: one[1])
    return [*named, (ELSEWHERE, country_word(ELSEWHERE))]
