"""`diwan seed`: invent a large community, to try and to measure on. Always the same for the same figures."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.demo.crowd import Chance

HELP = "invent a large community, for trying and measuring"
NEEDS_DJANGO = True
SLUG = "crowd"
SOURCE = "seed:"
_SPACES = (
    ("talk", "المجلس", "Common room", "zinjar", "discussion"),
    ("questions", "أسئلة وأجوبة", "Questions", "lazurd", "question"),
    ("guides", "أدلّة", "Guides", "zafaran", "guide"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--posts, --comments, --people, --community, --yes."""
    parser.add_argument("--posts", type=_count, default=1_000, help="default: 1000")
    parser.add_argument("--comments", type=_count, default=10_000, help="default: 10000")
    parser.add_argument("--people", type=_count, default=200, help="default: 200")
    parser.add_argument("--community", metavar="SLUG", default=SLUG, help=f"its address name (default: {SLUG})")
    parser.add_argument("--yes", action="store_true", help="also where people of flesh and blood are members already")


def run(arguments: argparse.Namespace) -> int:
    """0 when the community stands; 2, with a sentence and nothing written, where real people would find it."""
    from django.db import transaction

    from diwan.cli.migrate import prepare
    from diwan.kernel import clock

    prepare(quiet=True)
    refusal = _refusal(arguments)
    if refusal:
        print(f"diwan seed: {refusal}", file=sys.stderr)
        return 2
    began = clock.now()
    with transaction.atomic():
        written = _invent(arguments)
    took = (clock.now() - began).seconds
    print(f"{written} texts by {arguments.people} people in {took} s: /c/{arguments.community}/")
    return 0


def _refusal(arguments: argparse.Namespace) -> str:
    from diwan.people import public as people
    from diwan.people.errors import NoSuchCommunity

    try:
        people.get_community(slug=arguments.community)
    except NoSuchCommunity:
        pass
    else:
        return f"there is a community “{arguments.community}” already; name another with --community"
    if people.Person.objects.exclude(email=None).exists() and not arguments.yes:
        return "people have accounts here, and they would find an invented community; say --yes if that is right"
    return ""


def _invent(arguments: argparse.Namespace) -> int:
    from diwan.demo import crowd
    from diwan.gathering import public as gathering
    from diwan.kernel import clock
    from diwan.moving import public as moving

    at, chance = clock.now(), crowd.Chance(f"{arguments.posts} {arguments.comments} {arguments.people}")
    began = at - crowd.SPAN
    community = moving.found_community(
        slug=arguments.community, currency="USD", timezone="UTC", language="ar", owner_email="owner@localhost", at=began
    )
    spaces = [
        gathering.create_space(
            community_id=community.pk, slug=slug, name_ar=name_ar, name_en=name_en, tone=tone, kind=kind, at=began
        ).pk
        for slug, name_ar, name_en, tone, kind in _SPACES
    ]
    authors = _people(community.pk, arguments.people, chance, began)
    posts = crowd.talk(
        posts=arguments.posts, comments=arguments.comments, authors=authors, spaces=spaces, until=at, chance=chance
    )
    return gathering.import_bulk(community_id=community.pk, posts=posts)


def _people(community_id: int, count: int, chance: "Chance", at: "datetime") -> list[int]:
    from diwan.demo import crowd
    from diwan.people import public as people

    return [
        people.import_member(
            community_id=community_id, display_name=name, source_ref=f"{SOURCE}{number}", language=language, at=at
        ).pk
        for number, (name, language) in enumerate(crowd.names(count, chance))
    ]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 100_000_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to 100000000")
    return int(text)
