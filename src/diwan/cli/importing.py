"""`diwan import SOURCE DIR`: move a community's history and books in."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HELP = "move in: a Stack Exchange dump, or Open Collective's books"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    sources = parser.add_subparsers(dest="source", metavar="SOURCE", required=True)
    forum = sources.add_parser("stackexchange", help="a folder of Stack Exchange XML tables")
    money = sources.add_parser("opencollective", help="a folder with transactions.csv and accounts.csv")
    money.add_argument("--collective", action="append", default=[], metavar="NAME", help="only this one; may be repeated")
    for sub in (forum, money):
        sub.add_argument("folder", metavar="DIR", type=Path)
        sub.add_argument("--community", required=True, metavar="SLUG", help="the community to move into")
        sub.add_argument("--create", action="store_true", help="found the community if there is none of that name")
        sub.add_argument("--owner", metavar="EMAIL", default="owner@localhost", help="owner of a community made by --create")
        sub.add_argument("--currency", metavar="CODE", default="USD", help="its currency (default: USD)")
        sub.add_argument("--timezone", metavar="ZONE", default="UTC", help="its time zone (default: UTC)")
        sub.add_argument("--dry-run", action="store_true", help="do everything, report it, keep nothing")
        sub.add_argument("--json", action="store_true", help="print the report as JSON and nothing else")


def run(arguments: argparse.Namespace) -> int:
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

    community, at = _community(arguments), clock.now()
    facts = {"folder": arguments.folder, "community_id": community.pk, "at": at, "is_dry_run": arguments.dry_run, "say": _say}
    if arguments.source == "stackexchange":
        return moving.import_stackexchange(**facts).document()
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").first()
    return moving.import_opencollective(**facts, by=owner.party_id, collectives=arguments.collective).document()


def _community(arguments: argparse.Namespace) -> Any:
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
        language="en",
        owner_email=arguments.owner,
        at=clock.now(),
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _in_words(report: dict[str, Any]) -> str:
    lines = [f"{report['read']} rows read" + (" (dry run: nothing was kept)" if report["dry_run"] else "")]
    for title in ("stored", "skipped", "made", "totals"):
        for name, count in report.get(title, {}).items():
            lines.append(f"  {title:8} {count:>10}  {name}")
    return "\n".join(lines)
