"""Fills a community with payloads by its own forms, letters and all, and writes down which pages then to open.

Run as a program on a data folder (DIWAN_DATA_DIR), before that folder is served.
"""

import email
import email.policy
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

MARK = "alert(1)"
AT_ONCE = 3500  # characters in one text
# Long texts that many read: every payload goes through each of these.
WHOLE = {
    ("posts", "body"), ("comments", "body"), ("messages", "body"), ("new_newsletter", "body"), ("edit_post", "body"),
}  # fmt: skip
# A booking goes one way: what must be said of it before something else is.
FIRST = ("booking_rework", "booking_delivery", "booking_dispute")
WRITERS = ("owner", "author", "member", "steward", "treasurer")


def third_party(folder: Path) -> list[str]:
    """What `.ci/run` fetched: npm's blns and Debian's wfuzz, as they are and with their percent signs read."""
    strings = json.loads(next(folder.rglob("blns.json")).read_text())
    for path in sorted(folder.rglob("Injections/*.txt")):
        for line in path.read_text(errors="replace").splitlines():
            strings += [line, unquote(line, errors="replace")]
    return [one.replace("\0", "") for one in dict.fromkeys(strings) if one.strip()]


def bundles(strings: Iterable[str], limit: int, glue: str = "\n\n") -> Iterator[str]:
    text = ""
    for string in strings:
        if text and len(text) + len(glue) + len(string) > limit:
            yield text
            text = ""
        if len(string) <= limit:
            text = f"{text}{glue}{string}" if text else string
    if text:
        yield text


class Filling:
    """Sends forms and keeps what they led to."""

    def __init__(self, world: Any, payloads: list[str]) -> None:
        from tests.web import filling

        self.world, self.payloads, self.filling = world, payloads, filling
        self.clients = {who: filling.reading_client(world, world.garden, who) for who in filling.READERS}
        self.pages: dict[tuple[str, str], None] = {}
        self.refused: list[str] = []

    def fill(self) -> None:
        order = {route: number for number, route in enumerate(FIRST)}
        forms = self.filling.every_form(self.world, self.world.garden)
        for form in sorted(forms, key=lambda one: order.get(one.route, len(order))):
            if form.route != "style":
                self.one(form)

    def one(self, form: Any) -> None:
        from tests.web.payloads import SHARP

        beside = self.filling.BESIDE.get(form.route, {})
        texts = [one for one in form.texts if not one.is_figure and one.name not in ("slug", "position", *beside)]
        short = {one.name: next(bundles(SHARP, one.limit or 900, " ")) for one in texts}
        for one in texts:
            if (form.route, one.name) in WHOLE:
                words = {name: "Olives" for name in short if name in ("title", "subject")}
                for text in bundles(self.payloads, min(one.limit or AT_ONCE, AT_ONCE)):
                    self.send(form, {**words, one.name: text}, tries=2)
        if short and not self.send(form, short, tries=12):
            done = [self.send(form, {name: text}, tries=12) for name, text in short.items()]
            self.refused += [] if any(done) else [form.route]

    def send(self, form: Any, given: dict[str, str], *, tries: int) -> bool:
        client = self.clients[form.reader]
        for fill_all in (False, True):
            for number, sent in enumerate(form.variants(given, fill_all=fill_all)):
                if number >= tries:
                    break
                answer = client.post(form.action, sent)
                assert answer.status_code < 500, (form.action, sent)
                if answer.status_code in (302, 204) or (answer.status_code == 200 and form.route == "preview"):
                    where = answer.headers.get("Location", "")
                    if where.startswith("/") and not where.startswith("/accounts/"):
                        self.pages[form.reader, where.partition("#")[0]] = None
                    return True
        return False

    def name_everybody(self) -> None:
        from tests.web.payloads import SHARP

        facts = {"language": "en", "digits": "latn", "calendar": "gregorian", "theme": "", "timezone": "Asia/Riyadh"}
        for who, sharp in zip(WRITERS, SHARP[:2] + SHARP[3:], strict=False):
            said = {**facts, "display_name": f"{who} {sharp}"[:80], "bio": "\n".join(SHARP)}
            assert self.clients[who].post("/profile/", said).status_code == 302, sharp

    def all_pages(self) -> list[tuple[str, str]]:
        """Every declared page as the first who is let in, then where filling led to, a thread page by page."""
        for _name, url, readers in self.filling.declared_pages(self.world.garden):
            who = next((one for one in self.filling.READERS if one in readers), None)
            if who is not None:
                answer = self.clients[who].get(url)
                if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
                    self.pages[who, url] = None
        post = self.world.garden["post"]
        for number in range(1, 6):
            self.pages["visitor", f"/c/garden/t/{post}/?page={number}"] = None
        return list(self.pages)


def holding() -> list[str]:
    """The columns in which payloads now lie, as `table.column`."""
    from django.apps import apps
    from django.db import models

    kinds = (models.CharField, models.TextField, models.JSONField)
    found = []
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, kinds) and model._base_manager.filter(**{f"{column.name}__icontains": MARK}).exists():
                found.append(f"{model._meta.db_table}.{column.column}")
    return found


def letters(folder: Path) -> int:
    """The HTML of every letter that was sent, each as a file of its own."""
    kept = folder / "letters"
    kept.mkdir(exist_ok=True)
    parts = []
    for path in sorted((folder / "mail").glob("*")):
        for text in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            letter = email.message_from_bytes(text.lstrip(), policy=email.policy.default)
            parts += [str(part.get_content()) for part in letter.walk() if part.get_content_type() == "text/html"]
    for number, html in enumerate(html for html in parts if MARK in html):
        (kept / f"{number}.html").write_text(html)
    return len(list(kept.iterdir()))


def main(folder: Path, lists: Path | None) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "diwan.settings.dev"
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS, settings.PLAY_MONEY = ["*"], True
    from diwan.kernel import clock, outbox
    from tests.web.payloads import OWN
    from tests.web.small_world import build_world

    payloads = [*OWN, *(third_party(lists) if lists else [])]
    filling = Filling(build_world(), payloads)
    filling.name_everybody()
    filling.fill()
    while outbox.deliver(at=clock.now()):
        pass
    name = settings.SESSION_COOKIE_NAME
    facts = {
        "payloads": len(payloads),
        "pages": filling.all_pages(),
        "cookies": {who: one.cookies[name].value for who, one in filling.clients.items() if name in one.cookies},
        "columns": holding(),
        "letters": letters(folder),
        "refused": filling.refused,
    }
    (folder / "payloads.json").write_text(json.dumps(facts))


if __name__ == "__main__":
    main(Path(os.environ["DIWAN_DATA_DIR"]), Path(sys.argv[1]) if len(sys.argv) > 1 else None)
