"""The dump of a real forum and the books of real collectives, moved in once and then looked at from every side."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import transaction

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.ledger import public as ledger
from diwan.moving import public as moving
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)


def found(slug: str, currency: str) -> people.Community:
    return moving.found_community(
        slug=slug, currency=currency, timezone="UTC", language="en", owner_email=f"{slug}@example.org", at=AT
    )


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for the whole module, taken back at its end: the sources are moved in once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def forum(database: None, shared_dir: Path) -> tuple[people.Community, Path, moving.ImportReport]:
    community, folder = found("conlang", "USD"), shared_dir / "data" / "stackexchange-conlang-meta"
    return community, folder, moving.import_stackexchange(folder=folder, community_id=community.pk, at=AT)


def test_the_real_forum_is_counted_row_by_row(forum: Any) -> None:
    community, _folder, report = forum
    assert report.document() == {
        "read": 2951,
        "stored": {"accepted": 11, "answers": 115, "comments": 230, "people": 271, "questions": 54, "votes": 1065},
        "skipped": {
            "badge": 612,
            "earlier version": 450,
            "post link": 20,
            "post of type 4": 4,
            "post of type 5": 4,
            "tag": 71,
            "the site's own robot": 1,
            "vote of type 10": 9,
            "vote of type 11": 3,
            "vote of type 15": 1,
            "vote of type 16": 2,
            "vote of type 5": 10,
            "vote on a post that is not here": 18,
        },
        "complete": True,
        "dry_run": False,
        "made": {"profiles of people without an account there": 7},
    }
    assert people.member_count(community_id=community.pk) == 271 + 7 + 1
    assert gathering.Post.objects.filter(community=community).count() == 54
    assert gathering.Comment.objects.filter(community=community).count() == 115 + 230
    assert gathering.Post.objects.filter(community=community).exclude(accepted_comment=None).count() == 11


def test_every_score_of_the_real_forum_is_told_by_evidence(forum: Any) -> None:
    """Score = up − down there; "helped me" − "did not work" here, as readers are shown it."""
    community, folder, _report = forum
    scores = {f"post:{row['Id']}": int(row["Score"]) for row in rows(folder, "Posts") if row["PostTypeId"] in "12"}
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    found: dict[str, int] = {}
    for model in (gathering.Post, gathering.Comment):
        for text in model.objects.filter(community=community, source_id__startswith="post:"):
            evidence = gathering.get_evidence(community_id=community.pk, object_ref=text.ref, viewer_id=owner.pk)
            found[text.source_id] = evidence.helped_me - evidence.did_not_work
    assert len(found) == 169
    assert found == scores


def test_the_evidence_of_the_real_forum_is_anonymous_and_has_no_value(forum: Any) -> None:
    community, folder, _report = forum
    texts = {row["Id"] for row in rows(folder, "Posts") if row["PostTypeId"] in "12"}
    there = Counter(row["VoteTypeId"] for row in rows(folder, "Votes") if row["PostId"] in texts)
    votes = gathering.Reaction.objects.filter(community=community)
    here = Counter(votes.values_list("kind", flat=True))
    assert (here["helped_me"], here["did_not_work"]) == (there["2"], there["3"]) == (948, 117)
    assert not votes.exclude(membership=None).exists()
    assert contributions.list_acts(community_id=community.pk, start=LONG_AGO, end=AT) == []


def test_lost_accounts_of_the_real_forum_are_one_profile_for_each_name(forum: Any) -> None:
    community, folder, _report = forum
    gone = people.Membership.objects.filter(community=community, source_ref__startswith="stackexchange:gone:")
    names = set(gone.values_list("person__display_name", flat=True))
    lost = {row.get("OwnerDisplayName", "") for row in rows(folder, "Posts") if "OwnerUserId" not in row}
    lost |= {row["UserDisplayName"] for row in rows(folder, "Comments") if "UserId" not in row}
    assert len(names) == gone.count() == 7
    assert names >= lost - {""}


def test_the_real_forum_moved_in_again_adds_nothing(forum: Any) -> None:
    community, folder, first = forum
    again = moving.import_stackexchange(folder=folder, community_id=community.pk, at=AT)
    assert (again.read, dict(again.stored), again.is_complete) == (2951, {}, True)
    assert again.skipped["already here"] == sum(first.stored.values())


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The table read a second way, all at once."""
    return [element.attrib for element in ElementTree.parse(folder / f"{table}.xml").getroot()]


@pytest.mark.parametrize(
    ("currency", "read", "totals"),
    [
        ("USD", (243, 60), {"gross": 4916133, "fee": 188592, "tax": 0, "net": 4727541, "expenses": 3967415}),
        ("EUR", (26, 0), {"gross": 36000, "fee": 2954, "tax": 0, "net": 33046, "expenses": 0}),
    ],
)
def test_the_real_books_tie_to_the_unit(
    database: None, shared_dir: Path, currency: str, read: tuple[int, int], totals: dict[str, int]
) -> None:
    folder, community = shared_dir / "data" / "opencollective-ledger", found(f"oc-{currency}".lower(), currency)
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    facts: dict[str, Any] = {"folder": folder, "community_id": community.pk, "by": owner.party_id, "at": AT}
    report = moving.import_opencollective(**facts)
    assert (report.read, report.is_complete) == (1204, True)
    assert (report.stored["receipts"], report.stored["costs"]) == read
    assert report.totals == totals
    assert balances(community) == {
        "assets:bank": totals["net"] - totals["expenses"],
        "assets:prepaid_fees": totals["fee"],
        "liabilities:deferred": totals["gross"],
        "funds:costs": -totals["expenses"],
    }
    assert ledger.check(community_id=community.pk) == []
    again = moving.import_opencollective(**facts)
    assert (dict(again.stored), again.skipped["already here"], again.totals) == ({}, sum(read), totals)
    assert balances(community)["liabilities:deferred"] == totals["gross"]


def balances(community: people.Community) -> dict[str, int]:
    names = ("assets:bank", "assets:prepaid_fees", "liabilities:deferred", "funds:costs")
    return {name: ledger.balance(community_id=community.pk, account=name) for name in names}
