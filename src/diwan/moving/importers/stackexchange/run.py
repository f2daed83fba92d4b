"""Moves a Stack Exchange dump in: people, questions, answers, comments, votes, accepted answers; then counts."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from diwan.moving.importers.stackexchange import dump
from diwan.moving.importers.stackexchange.arrivals import Arrivals
from diwan.moving.importers.stackexchange.members import bring_users
from diwan.moving.importers.stackexchange.texts import bring_comments, bring_posts
from diwan.moving.importers.stackexchange.votes import bring_votes
from diwan.moving.report import ImportReport, Progress

# What a dump holds that has no counterpart here, counted under its own name.
LEFT_OUT = {"Badges": "badge", "Tags": "tag", "PostLinks": "post link", "PostHistory": "earlier version"}


def import_stackexchange(
    *,
    folder: Path,
    community_id: int,
    at: datetime,
    language: str = "en",
    site: str = "",
    is_dry_run: bool = False,
    say: Progress = lambda line: None,
) -> ImportReport:
    """Bring the dump in `folder` into the community. All of it or nothing; a dry run keeps nothing.

    People become unclaimed profiles; votes, which a dump does not sign, become evidence by nobody in particular and
    without value. `language` is the forum's; `site` its address ("https://…"), to which each post's attribution links.
    Raises NotADump, BrokenDump, DeclaresDocumentType, Unreadable.
    """
    dump.check(folder)
    report = ImportReport(is_dry_run=is_dry_run)
    arrivals = Arrivals(folder, community_id, at, language, site, report)
    with transaction.atomic():
        for step in (bring_users, bring_posts, bring_comments, bring_votes, _pass_over):
            step(arrivals)
            say(f"{report.read} rows read")
        if is_dry_run:
            transaction.set_rollback(True)
    return report


def _pass_over(arrivals: Arrivals) -> None:
    for table, reason in LEFT_OUT.items():
        for _row in arrivals.rows(table):
            arrivals.report.skip(reason)
