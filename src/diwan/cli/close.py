"""`diwan close COMMUNITY PERIOD`: lead a month through the Fair Close, as far as it may go now."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, TextIO

from diwan.distribution.enums import Stage

if TYPE_CHECKING:
    from diwan.distribution.public import PeriodView

HELP = "close a month: freeze, settle, check, publish; after the objection window post and seal"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """COMMUNITY, PERIOD, --now, --until and --json."""
    parser.add_argument("community", metavar="COMMUNITY", help="the community's address name, as in /c/NAME/")
    parser.add_argument("period", metavar="PERIOD", help="the month, like 2026-10")
    parser.add_argument(
        "--now", action="store_true", help="the owner waives the objection window: post and seal at once (audited)"
    )
    parser.add_argument("--until", metavar="STAGE", choices=Stage.values[1:], help="stop after this stage")
    parser.add_argument("--json", action="store_true", help="print the month's state as JSON; progress goes to stderr")


def run(args: argparse.Namespace) -> int:
    """0 when the month went as far as it may; running it again goes on from there. Errors leave it where it was."""
    from diwan.distribution import public as distribution
    from diwan.kernel import clock
    from diwan.people.public import get_community, list_memberships_with_role

    community = get_community(slug=args.community)
    owner = list_memberships_with_role(community_id=community.pk, role="owner").first()
    progress = sys.stderr if args.json else sys.stdout
    limit = Stage(args.until) if args.until else Stage.SEALED
    for stage in list(Stage)[1 : limit.rank + 1]:
        view = distribution.advance(
            community_id=community.pk,
            period=args.period,
            by=owner.party_id if owner else None,
            at=clock.now(),
            until=stage,
            waive_window=args.now,
        )
        if view.stage.rank < stage.rank:
            break
        print(f"{view.label} {stage.value:<12} {_hash(view, stage)}".rstrip(), file=progress, flush=True)
    _tell_end(view, limit, progress)
    if args.json:
        print(json.dumps(_document(view), sort_keys=True))
    return 0


def _hash(view: "PeriodView", stage: Stage) -> str:
    hashes = {
        Stage.SNAPSHOTTED: view.snapshot_hash,
        Stage.SETTLED: view.settlement_hash,
        Stage.PUBLISHED: view.manifest_hash,
    }
    return hashes.get(stage) or ""


def _tell_end(view: "PeriodView", limit: Stage, progress: TextIO) -> None:
    if view.stage is Stage.PUBLISHED and limit.rank > Stage.PUBLISHED.rank and view.objections_until is not None:
        until = view.objections_until.isoformat(timespec="minutes")
        print(f"{view.label} waits for objections until {until}; run this again after that.", file=progress)
        if view.open_objection_count:
            print(f"{view.label} has {view.open_objection_count} objection(s) to decide first.", file=progress)


def _document(view: "PeriodView") -> dict[str, object]:
    return {
        "period": view.label,
        "stage": view.stage.value,
        "plan": view.plan_name,
        "plan_version": view.plan_version,
        "plan_hash": view.plan_hash,
        "snapshot_hash": view.snapshot_hash,
        "settlement_hash": view.settlement_hash,
        "manifest_hash": view.manifest_hash,
        "objections_until": view.objections_until.isoformat() if view.objections_until else None,
        "open_objections": view.open_objection_count,
    }
