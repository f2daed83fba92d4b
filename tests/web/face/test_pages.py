"""The environment, the fields and the pages of the face, as a reader meets them."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import Client
from jinja2 import UndefinedError

from diwan.kernel.text.reader import Reader, reading
from diwan.web.assets import gathered, stylesheet_names
from diwan.web.fields import FigureField, MoneyField

pytestmark = pytest.mark.usefixtures("face_urls")


def write(source: str, **context: object) -> str:
    """Render a scrap of template in the pages' own environment."""
    return engines["pages"].env.from_string(source).render(**context)


def test_an_amount_is_isolated_wherever_it_stands() -> None:
    assert write("{{ 4120|money('USD') }}") == '<bdi class="num" dir="ltr">$41.20</bdi>'
    assert write("{{ -41200|money('KWD') }}") == '<bdi class="num" dir="ltr">−<bdi>د.ك</bdi>\xa041.200</bdi>'
    due = SimpleNamespace(minor=5, currency="JOD")
    assert "0.005" in write("{{ due|money }}", due=due)


def test_an_estimate_widens_outwards_and_says_one_figure_once() -> None:
    assert "$19–26" in write("{{ estimate(1920, 2590, 'USD') }}")
    assert "$1.20–2.59" in write("{{ estimate(120, 259, 'USD') }}")
    assert ">$20<" in write("{{ estimate(2000, 2000, 'USD') }}")


def test_a_float_without_places_is_refused() -> None:
    with pytest.raises(TypeError, match="places"):
        write("{{ 0.1|num }}")


def test_a_request_decides_the_digits_even_inside_imported_macros() -> None:
    request = SimpleNamespace(LANGUAGE_CODE="ar", digits="arab", hijri=False)
    source = "{% from 'components/figures.html' import total %}{{ total('x', 4120|money('USD')) }}{{ '2026-10'|month }}"
    written = write(source, request=request)
    assert "$٤١٫٢٠" in written
    assert "٢٠٢٦" in written


def test_without_a_request_the_current_reader_decides() -> None:
    with reading(Reader("en", "latn")):
        assert "KWD\xa041.200" in write("{{ 41200|money('KWD') }}")


def test_moments_carry_their_machine_form() -> None:
    moment = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
    assert 'datetime="2026-11-01T06:00:00+00:00"' in write("{{ moment|when }}", moment=moment)


def test_a_forgotten_name_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        write("{{ forgotten }}")


def test_plural_sentences_take_their_figure_through_the_filter() -> None:
    source = "{% trans count=n, shown=n|num %}{{ shown }} vote{% pluralize count %}{{ shown }} votes{% endtrans %}"
    assert write(source, n=1284) == '<bdi class="num" dir="ltr">1,284</bdi> votes'


class Price(forms.Form):
    price = MoneyField(currency="KWD", least_minor=1, label="Price", help_text="A month")
    share = FigureField(most=100, required=False)


@pytest.mark.parametrize(("typed", "minor"), [("١٫٥", 1500), ("1.500", 1500), ("د.ك 2", 2000)])
def test_a_money_field_reads_both_digits(typed: str, minor: int) -> None:
    form = Price({"price": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"price": minor, "share": None}


@pytest.mark.parametrize("typed", ["1.2345", "مجاني", "0", "-3", ""])
def test_a_money_field_refuses_what_is_not_a_price(typed: str) -> None:
    assert "price" in Price({"price": typed}).errors


def test_a_saved_amount_is_shown_in_major_units_and_a_wrong_one_as_typed() -> None:
    assert 'value="1.500"' in str(Price(initial={"price": 1500})["price"])
    assert 'value="abc"' in str(Price({"price": "abc"})["price"])


def test_a_figure_out_of_range_is_refused() -> None:
    assert "share" in Price({"price": "1", "share": "١٣٧%"}).errors


def test_a_wrong_field_is_wired_to_its_error_and_its_hint() -> None:
    written = write(
        "{% from 'components/forms.html' import field %}{{ field(form['price']) }}", form=Price({"price": "x"})
    )
    assert 'aria-describedby="id_price_error id_price_hint"' in written
    assert 'id="id_price_error"' in written
    assert 'aria-invalid="true"' in written


def test_the_style_page_shows_both_directions_and_obeys_the_policy() -> None:
    response = Client().get("/style/", headers={"accept-language": "ar"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|<script>", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<h1") == 1


def test_the_style_page_in_the_other_digits() -> None:
    page = Client().get("/style/?digits=arab").content.decode()
    assert "$١٬٩٥٣٫٨٦" in page


def test_a_choice_is_kept_and_the_reader_returns_to_the_page() -> None:
    response = Client().post(
        "/preferences/", {"theme": "dark", "digits": "arab", "calendar": "mayan", "next": "/style/"}
    )
    assert response.headers["Location"] == "/style/"
    assert response.cookies["diwan_theme"].value == "dark"
    assert response.cookies["diwan_digits"].value == "arab"
    assert "diwan_calendar" not in response.cookies


def test_choices_do_not_send_a_reader_to_a_strangers_site() -> None:
    response = Client().post("/preferences/", {"next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"


def test_the_theme_chosen_comes_from_the_server() -> None:
    client = Client()
    client.post("/preferences/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/style/").content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [("/garbled/", 400), ("/refused/", 403), ("/nowhere/", 404), ("/hurried/", 429), ("/broken/", 500)],
)
def test_when_something_goes_wrong_the_page_says_what_is_safe_and_what_to_do(address: str, status: int) -> None:
    response = Client(raise_request_exception=False).get(address, headers={"accept-language": "en"})
    page = response.content.decode()
    assert response.status_code == status
    assert "What is safe" in page
    assert "What to do" in page
    assert "Traceback" not in page


def test_one_gathered_sheet_holds_every_part_in_order() -> None:
    names = stylesheet_names()
    assert names[0] == "css/layers.css"
    assert len(names) == len(set(names))
    assert gathered().startswith("/* The order of authority")
