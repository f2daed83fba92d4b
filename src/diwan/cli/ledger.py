"""`diwan ledger check` and `diwan ledger export`: the Book of Money for people at a shell."""

import argparse
import sys

HELP = "check the Book of Money, or write it out for hledger or beancount"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|export")
    check = verbs.add_parser("check", help="look for anything altered, removed or wrong; name the row and the amount")
    export = verbs.add_parser("export", help="write the books in another program's format")
    export.add_argument("--format", required=True, choices=["hledger", "beancount"])
    export.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write; - is the screen")
    for verb in (check, export):
        verb.add_argument("--community", metavar="SLUG", help="one community only; otherwise all of them")


def run(args: argparse.Namespace) -> int:
    """Exit status 0: done, or nothing wrong. 1: `check` found something."""
    from diwan.people.public import get_community

    community_id = get_community(slug=args.community).pk if args.community else None
    return _check(community_id) if args.verb == "check" else _export(community_id, args.format, args.output)


def _check(community_id: int | None) -> int:
    from diwan.ledger import public as ledger

    findings = ledger.check(community_id=community_id)
    for finding in findings:
        print(f"{finding.kind}  {finding.table} {finding.row_id}  {finding.amount_minor}: {finding.sentence}")
    print(f"{len(findings)} finding(s)." if findings else "The books are in order.")
    return 1 if findings else 0


def _export(community_id: int | None, format_name: str, output: str) -> int:
    from diwan.ledger import public as ledger

    write = ledger.export_hledger if format_name == "hledger" else ledger.export_beancount
    if output == "-":
        write(community_id=community_id, out=sys.stdout)
        return 0
    with open(output, "w", encoding="utf-8") as out:
        write(community_id=community_id, out=out)
    return 0
