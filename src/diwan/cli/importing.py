"""`diwan import SOURCE DIR`: move a community's history and books in."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diwan.engine.public import exponent_of

if TYPE_CHECKING:
    from diwan.people.public import Community

HELP = "move in: a Stack Exchange dump, or Open Collective's books"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SOURCE and DIR; where to; and what is needed to found that community first."""
    sources = parser.add_subparsers(dest="source", metavar="SOURCE", required=True)
    forum = sources.add_parser("stackexchange", help="a folder of Stack Exchange XML tables")
    forum.add_argument("--site", metavar="URL", default="", help="the forum's address, for links to the original posts")
    money = sources.add_parser("opencollective", help="a folder with transactions.csv and accounts.csv")
    money.add_argument("--collective", action="append", default=[], metavar="NAME", help="only this one; repeatable")
    for sub in (forum, money):
        sub.add_argument("folder", metavar="DIR", type=Path)
        sub.add_argument("--community", required=True, metavar="SLUG", type=_slug, help="the community to move into")
        sub.add_argument("--language", choices=["ar", "en"], default="en", help="its language (default: en)")
        sub.add_argument("--dry-run", action="store_true", help="do everything, report it, keep nothing")
        sub.add_argument("--json", action="store_true", help="print the report as JSON; progress goes to stderr")
        new = sub.add_argument_group("when there is no such community yet")
        new.add_argument("--create", action="store_true", help="found it")
        new.add_argument("--owner", metavar="EMAIL", default="owner@localhost", help="who owns it")
        new.add_argument("--currency", metavar="CODE", type=_currency, default="USD", help="default: USD")
        new.add_argument("--timezone", metavar="ZONE", type=_timezone, default="UTC", help="default: UTC")
        new.add_argument("--first-month", metavar="MONTH", default="", help="the first to be shared out; default: this")


def run(arguments: argparse.Namespace) -> int:
    """0 when every row is accounted for; 2, with a sentence and nothing kept, when the source is refused."""
    from django.db import transaction

    from diwan.cli.migrate import prepare

    prepare(quiet=True)
    with transaction.atomic():
        report = _import(arguments)
        if arguments.dry_run:
            transaction.set_rollback(True)
    print(json.dumps(report, ensure_ascii=False, indent=1) if arguments.json else _in_words(report))
    return 0 if report["complete"] else 1


def _import(arguments: argparse.Namespace) -> dict[str, Any]:
    from diwan.kernel import clock
    from diwan.moving import public as moving
    from diwan.people import public as people

    community = _community(arguments)
    facts: dict[str, Any] = {
        "folder": arguments.folder,
        "community_id": community.pk,
        "at": clock.now(),
        "is_dry_run": arguments.dry_run,
        "say": _say,
    }
    if arguments.source == "stackexchange":
        return moving.import_stackexchange(**facts, language=arguments.language, site=arguments.site).document()
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    return moving.import_opencollective(**facts, by=owner.party_id, collectives=arguments.collective).document()


def _community(arguments: argparse.Namespace) -> "Community":
    from diwan.kernel import clock
    from diwan.moving import public as moving
    from diwan.people import public as people
    from diwan.people.errors import NoSuchCommunity

    try:
        return people.get_community(slug=arguments.community)
    except NoSuchCommunity:
        if not arguments.create:
            raise
    return moving.found_community(
        slug=arguments.community,
        currency=arguments.currency,
        timezone=arguments.timezone,
        language=arguments.language,
        owner_email=arguments.owner,
        first_month=arguments.first_month,
        at=clock.now(),
    )


def _slug(word: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
        raise argparse.ArgumentTypeError(f"“{word}” cannot stand in an address: use a-z, 0-9 and hyphens")
    return word


def _currency(code: str) -> str:
    try:
        exponent_of(code)
    except KeyError:
        raise argparse.ArgumentTypeError(f"“{code}” is not a currency: write it like SAR or USD") from None
    return code


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise argparse.ArgumentTypeError(f"“{name}” is not a time zone: write it like Asia/Riyadh") from None
    return name


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _in_words(report: dict[str, Any]) -> str:
    lines = [f"{report['read']} rows read" + (" (dry run: nothing was kept)" if report["dry_run"] else "")]
    for title in ("stored", "skipped", "made", "totals"):
        for name, count in report.get(title, {}).items():
            lines.append(f"  {title:8} {count:>10}  {name}")
    return "\n".join(lines)
