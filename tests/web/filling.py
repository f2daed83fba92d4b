"""Every form of every declared page, found by opening the pages: whoever adds a field adds it to these tests.

A form is what a browser without scripts would send: its controls with their values, its choices, its buttons.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from itertools import product
from typing import Any
from urllib.parse import urljoin

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from .access_table import COMMUNITY, SITE
from .small_world import Place, World, picture

# Who opens a page first: whoever is let in further down sees a form of their own only where these are not let in.
READERS = ("owner", "author", "member", "steward", "treasurer", "suspended", "stranger", "visitor")
NAMES = {"author": "layla", "member": "nour", "suspended": "sami"}
TEXTUAL = {"text", "search", "tel", "url", "email", ""}
# The session's own, the framework's own, and what only says which button or page it was.
NOT_ASKED = {"csrfmiddlewaretoken", "key", "next", "hash", "seen"}
# What a form wants beside words, before it takes any.
BESIDE: dict[str, dict[str, Any]] = {
    "new_event": {
        "starts_at": "2199-05-01T18:00", "ends_at": "2199-05-01T20:00", "sales_from": "2026-01-01T10:00",
        "sales_until": "2199-04-30T10:00", "capacity": "9", "price1": "5", "most1": "9",
    },
    "new_link": {"target": "https://trays.example/olives"},
    "new_placement": {"link": "https://example.org/", "language": "en"},
    "new_programme": {"tag_parameter": "tag", "hosts": "example.org"},
    "service_decision": {"released": "0"},
    "webhooks": {"url": "https://example.org/", "events": ["order.paid"]},
}  # fmt: skip
AWAY = ("/accounts/", "/preferences/", "/demo/")


@dataclass
class Control:
    name: str
    kind: str
    value: str = ""
    is_required: bool = False
    is_checked: bool = False
    is_figure: bool = False
    limit: int | None = None
    choices: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return (self.kind in TEXTUAL or self.kind == "textarea") and self.name not in NOT_ASKED


@dataclass
class Form:
    """`page`: the address it stands on; `route`: the name of the address it is sent to; `reader`: who was shown it."""

    page: str
    action: str
    method: str
    reader: str = ""
    route: str = ""
    controls: list[Control] = field(default_factory=list)

    @property
    def texts(self) -> list[Control]:
        return [one for one in self.controls if one.is_text]

    def variants(self, given: Mapping[str, str], *, fill_all: bool = False) -> Iterator[dict[str, Any]]:
        """What may be sent with these texts given: as it stands, then with every other choice and button."""
        given = {**BESIDE.get(self.route, {}), **given}
        base: dict[str, Any] = {}
        options: dict[str, list[str]] = {}
        for one in self.controls:
            if not one.name or one.name == "csrfmiddlewaretoken":
                continue
            if one.kind in ("radio", "submit", "select"):
                known = options.setdefault(one.name, [])
                values = one.choices if one.kind == "select" else [one.value]
                known[:] = [*values, *known] if one.is_checked else [*known, *values]
            elif one.kind == "checkbox":
                if one.is_checked or one.is_required:
                    base.setdefault(one.name, []).append(one.value or "on")
            elif one.kind == "file":
                if one.is_required:
                    base[one.name] = upload()
            elif one.name not in given:
                said = one.value or (plausible(one) if one.is_required or fill_all else "")
                base[one.name] = [*base[one.name], said] if isinstance(base.get(one.name), list) else said
        names = [name for name, values in options.items() if len(values) > 1]
        single = {name: values[0] for name, values in options.items() if len(values) == 1}
        for number, chosen in enumerate(product(*(options[name][:6] for name in names))):
            if number < 24:
                yield {**base, **single, **dict(zip(names, chosen, strict=True)), **given}


def upload() -> BytesIO:
    file = BytesIO(picture())
    file.name = "photo.jpg"
    return file


def plausible(one: Control) -> str:
    """What somebody would write there."""
    soon = (datetime.now(UTC) + timedelta(days=3)).date()
    kinds = {
        "email": "somebody@example.org",
        "url": "https://example.org/",
        "number": "1",
        "date": soon.isoformat(),
        "datetime-local": f"{soon}T10:00",
        "time": "10:00",
    }
    if one.is_figure:
        return "6"
    return kinds.get(one.kind, f"Olives {one.name}"[: one.limit or 40])


class _Reading(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.forms, self.open = page, [], None
        self.by_id: dict[str, Form] = {}
        self.into: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.page, has.get("action", "") or self.page)
            self.open = Form(self.page, action, has.get("method", "get").lower())
            self.forms.append(self.open)
            self.by_id[has.get("id", "")] = self.open
            return
        form = self.by_id.get(has["form"], self.open) if "form" in has else self.open
        if tag == "option" and self.into is not None and self.into.kind == "select":
            value = has.get("value", "")
            self.into.choices.insert(0 if "selected" in has else len(self.into.choices), value)
        if form is None or tag not in ("input", "textarea", "select", "button") or "disabled" in has:
            return
        kind = has.get("type", "") if tag == "input" else {"button": has.get("type", "submit")}.get(tag, tag)
        if (kind == "submit" and not has.get("name")) or kind in ("button", "reset"):
            return
        limit = int(has["maxlength"]) if has.get("maxlength", "").isdigit() else None
        one = Control(
            has.get("name", ""), kind.lower(), has.get("value", ""), "required" in has,
            "checked" in has or tag == "select", has.get("inputmode", "") in ("decimal", "numeric"), limit,
        )  # fmt: skip
        if one.name:
            form.controls.append(one)
        self.into = one if tag in ("textarea", "select") else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag in ("textarea", "select") and self.into is not None:
            self.into.value = self.into.value.removeprefix("\n")
            self.into = None

    def handle_data(self, data: str) -> None:
        if self.into is not None and self.into.kind == "textarea":
            self.into.value += data


def forms_on(html: str, page: str) -> list[Form]:
    reading = _Reading(page)
    reading.feed(html)
    return reading.forms


def reading_client(world: World, place: Place, reader: str) -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    if reader != "visitor":
        person = world.stranger if reader == "stranger" else place.member(NAMES.get(reader, reader)).person
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def declared_pages(place: Place) -> Iterator[tuple[str, str, frozenset[str]]]:
    """(name, address, who may open it) of every page of the table that can be read."""
    objects = {"act": "read", "width": 640, **place.objects}
    for name, rights in (COMMUNITY | SITE).items():
        if rights.get:
            scope = {"slug": place.slug} if name in COMMUNITY else {}
            parts = {part: objects[what] for part, what in rights.names.items()}
            url = reverse(name, kwargs=scope | parts) + rights.query.format(**place.objects)
            yield name, url, rights.to - rights.not_theirs


def open_pages(world: World, place: Place) -> Iterator[tuple[str, str, Any]]:
    """(reader, address, answer) of every page of the table, once as the first who is let in and once as a member."""
    clients = {reader: reading_client(world, place, reader) for reader in READERS}
    for _name, url, readers in declared_pages(place):
        able = [reader for reader in READERS if reader in readers]
        for reader in dict.fromkeys([*able[:1], *(one for one in ("author", "member") if one in able)]):
            answer = clients[reader].get(url)
            if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
                yield reader, url, answer


def every_form(world: World, place: Place) -> list[Form]:
    """Each form once that takes a text and is sent, by the route it is sent to and the texts it asks for."""
    found: dict[tuple[str, tuple[str, ...]], Form] = {}
    for reader, url, answer in open_pages(world, place):
        for form in forms_on(answer.content.decode(), url):
            route = route_of(form.action)
            if form.method != "post" or not form.texts or route is None or form.action.startswith(AWAY):
                continue
            form.reader, form.route = reader, route
            found.setdefault((route, tuple(sorted({one.name for one in form.texts}))), form)
    return list(found.values())


def route_of(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).url_name
    except Resolver404:
        return None


def tables_written(asked: CaptureQueriesContext, text: str) -> list[str]:
    """The tables that this text was written into."""
    quoted = {text, text.replace("'", "''"), json.dumps(text)[1:-1]}
    lines = (query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE")))
    found = (re.match(r'(?:INSERT INTO|UPDATE) "(\w+)"', line) for line in lines if any(one in line for one in quoted))
    return sorted({one[1] for one in found if one and one[1] != "django_session"})


def cells(tables: list[str], token: str) -> list[str]:
    """Every text in these tables that holds the token, the strings inside JSON one by one."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for line in cursor.fetchall():
                for cell in line:
                    found += [text for text in _strings(cell) if token in text]
    return found


def _strings(cell: Any) -> Iterator[str]:
    if isinstance(cell, str) and cell[:1] in "{[":
        try:
            cell = json.loads(cell)
        except ValueError:
            yield str(cell)
    if isinstance(cell, dict):
        cell = [*cell.keys(), *cell.values()]
    if isinstance(cell, list):
        for one in cell:
            yield from _strings(one)
    elif isinstance(cell, str):
        yield cell
