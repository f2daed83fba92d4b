"""The living style page: every component with every state, in both directions, from the templates pages use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from markupsafe import Markup

from diwan.kernel.text.reader import Reader, reading
from diwan.web.specimens import samples

SIDES = (Reader("ar", "latn"), Reader("en", "latn"))
HIJRI_AND_ARABIC_DIGITS = (Reader("ar", "arab", hijri=True), Reader("en", "arab", hijri=True))


def style_page(request: HttpRequest) -> HttpResponse:
    """Both directions side by side; `?digits=arab` shows them in the other numerals, with Hijri dates."""
    sides = HIJRI_AND_ARABIC_DIGITS if request.GET.get("digits") == "arab" else SIDES
    shown = [(reader, specimen(request, reader)) for reader in sides]
    return render(request, "style/page.html", {"sides": shown}, using="pages")


def specimen(request: HttpRequest, reader: Reader) -> Markup:
    """One direction of the page, rendered for a reader of its own."""
    template = loader.get_template("style/specimens.html", using="pages").template  # type: ignore[attr-defined]  # Jinja2's own

    def say(arabic: str, english: str) -> str:
        return arabic if reader.language == "ar" else english

    with translation.override(reader.language), reading(reader):
        return Markup(template.render({**samples(say, reader.language), "csrf_input": "", "page_request": request}))
