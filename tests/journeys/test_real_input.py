"""A real forum and real receipts through three closes to statements, books and verified bundles.

Open Collective's backers pay (their real contributions up to the end of 2016, in their own months); the authors of a
Stack Exchange forum answer (their real answers). Who was helped by whom is laid out from the forum's real up-votes,
which have no names: each of them, in its order, is given by the next backer.
"""

import csv
import io
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from uuid import UUID

import pytest

from diwan import verifier
from diwan.contributions import public as contributions
from diwan.distribution import public as distribution
from diwan.engine.money import decimal_text
from diwan.gathering import public as gathering
from diwan.ledger import public as ledger
from diwan.moving import public as moving
from diwan.people import public as people

pytestmark = pytest.mark.django_db
MONTHS = ("2016-10", "2016-11", "2016-12")
FOUNDED = datetime(2016, 10, 1, tzinfo=UTC)
CLOSING = datetime(2017, 1, 5, 9, tzinfo=UTC)
# The source's own note: live contributions in USD, and its platform, host and card fees.
GROSS, FEES, EXPENSES = 4_916_133, 70_806 + 70_806 + 46_980, 3_967_415


@dataclass
class Story:
    community: people.Community
    owner: people.Membership
    authors: dict[UUID, people.Membership]

    @property
    def id(self) -> int:
        return self.community.pk

    def files(self, month: str) -> dict[str, bytes]:
        return distribution.bundle_files(community_id=self.id, period=month)

    def statements(self, month: str) -> Iterator[distribution.StatementView]:
        """Of everybody who earned or paid in the month."""
        for party in [*self.authors, *backers(self.community)]:
            if month in dict(distribution.list_statements(community_id=self.id, party=party)):
                yield distribution.statement(community_id=self.id, period=month, party=party, at=CLOSING)


@pytest.fixture(scope="module")
def story(one_story: None, shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    community = moving.found_community(
        slug="backers", currency="USD", timezone="UTC", language="en", owner_email="keeper@example.org", at=FOUNDED
    )
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    facts = {"community_id": community.pk, "at": FOUNDED}
    data = shared_dir / "data"
    forum = set_back(data / "stackexchange-conlang-meta", tmp_path_factory.mktemp("forum"))
    assert moving.import_stackexchange(folder=forum, **facts).stored["answers"] == 115
    books = moving.import_opencollective(folder=data / "opencollective-ledger", by=owner.party_id, **facts)
    assert (books.totals["gross"], books.totals["fee"], books.totals["expenses"]) == (GROSS, FEES, EXPENSES)
    told = Story(community, owner, {author.party_id: author for author in verified_authors(community)})
    lay_out_votes(community)
    for month in MONTHS:
        closed = distribution.advance(
            community_id=community.pk, period=month, by=owner.party_id, at=CLOSING, waive_window=True
        )
        assert closed.stage is distribution.Stage.SEALED
    return told


def set_back(dump: Path, folder: Path) -> Path:
    """The same dump four years earlier: 2018 to 2020 become 2014 to 2016, leap day for leap day."""
    for path in dump.glob("*.xml"):
        text = path.read_text(encoding="utf-8-sig")
        text = re.sub(r'(Date=")(20\d\d)-', lambda found: f"{found[1]}{int(found[2]) - 4}-", text)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def verified_authors(community: people.Community) -> list[people.Membership]:
    """The authors of answers, as an owner verifies people who come from elsewhere."""
    answers = gathering.Comment.objects.filter(community=community, source_id__startswith="post:")
    authors = list(people.Membership.objects.filter(pk__in=answers.values("author")))
    for author in authors:
        people.set_trust(membership=author, level=2, at=FOUNDED)
    return authors


def backers(community: people.Community) -> list[UUID]:
    return list(
        people.OutsideParty.objects.filter(community=community).order_by("name").values_list("party_id", flat=True)
    )


def lay_out_votes(community: people.Community) -> None:
    """Every real up-vote on an answer is an act of the next backer, day by day over the three months."""
    votes = gathering.Reaction.objects.filter(community=community, kind="helped_me").exclude(comment=None)
    hours, payers = cycle(range(0, 24 * 91, 7)), cycle(backers(community))
    acts: dict[str, contributions.ActDraft] = {}
    for vote in votes.select_related("comment__author").order_by("pk"):
        payer, answer = next(payers), vote.comment
        key = contributions.act_key("helped_me", answer.ref, payer)
        recipient = answer.author.party_id
        at = FOUNDED + timedelta(hours=next(hours))
        acts.setdefault(key, contributions.ActDraft(payer, recipient, "helped_me", answer.ref, 10_000, at, key))
    done = contributions.record_acts(community_id=community.pk, acts=acts.values())
    assert done.recorded_count == len(acts) > 500


def test_every_unit_of_three_months_is_accounted_for(story: Story) -> None:
    """What was paid before the community moved in counts in its first month, so the three hold all of it."""
    views = [distribution.settlement(community_id=story.id, period=month) for month in MONTHS]
    assert sum(view.gross_minor for view in views) == GROSS
    assert sum(view.fees_minor for view in views) == FEES
    assert [view.gross_minor for view in views][1:] == [93_800, 103_500]
    for view in views:
        assert view.gross_minor == view.members_minor + sum(view.accounts.values())
        assert view.net_minor == sum(line.amount_minor for line in view.lines)
        for pool in view.pools:
            assert pool.amount_minor == pool.shared_minor + pool.unallocated_minor + pool.dust_minor
        assert view.earner_count > 10


@pytest.mark.parametrize("month", MONTHS)
def test_every_statement_adds_up_and_together_they_are_the_pools(story: Story, month: str) -> None:
    view = distribution.settlement(community_id=story.id, period=month)
    earned = 0
    for one in story.statements(month):
        earned += one.earned_minor
        by_pool: defaultdict[str, int] = defaultdict(int)
        for act in one.acts:
            by_pool[act.pool] += act.money_minor
        assert one.earned_minor == sum(share.amount_minor for share in one.shares) == sum(by_pool.values())
        assert {share.pool: share.amount_minor for share in one.shares} == by_pool
        assert one.earned_minor == one.payable_minor + one.held_minor
        assert one.net_minor == one.gross_minor - one.tax_minor - one.fees_minor == view.net_minor
        for share in one.shares:
            assert share.amount_minor == sum(reader.amount_minor for reader in share.readers)
    assert earned == view.members_minor


def test_a_stranger_has_no_statement_and_reads_no_thread(story: Story) -> None:
    from diwan.distribution.errors import NotYourStatement
    from diwan.gathering.errors import NotFound

    stranger = people.create_person(email="s@example.org", display_name="S", language="en", at=FOUNDED)
    other = people.create_community(
        slug="elsewhere",
        name_ar="-",
        name_en="-",
        currency="USD",
        timezone="UTC",
        language="en",
        owner=stranger,
        at=FOUNDED,
    )
    foreign = people.get_membership(community_id=other.pk, person_id=stranger.pk)
    with pytest.raises(NotYourStatement):
        distribution.statement(community_id=story.id, period=MONTHS[0], party=foreign.party_id, at=CLOSING)
    post = gathering.Post.objects.filter(community=story.id).first()
    assert post is not None
    with pytest.raises(NotFound):
        gathering.get_thread(community_id=story.id, post_id=post.pk, viewer_id=foreign.pk)


def test_the_books_balance_and_owe_what_the_settlements_say(story: Story) -> None:
    assert ledger.check(community_id=story.id) == []
    assert contributions.check_seals(community_id=story.id) == []
    trial = ledger.trial_balance(community_id=story.id)
    assert sum(line.debit_minor for line in trial) == sum(line.credit_minor for line in trial) > GROSS
    balance = {line.account: line.balance_minor for line in trial}
    cleared = {"income:membership", "expenses:processor_fees", "assets:prepaid_fees", "liabilities:deferred"}
    assert {name: balance[name] for name in cleared} == dict.fromkeys(cleared, 0)
    views = [distribution.settlement(community_id=story.id, period=month) for month in MONTHS]
    assert balance["assets:bank"] == GROSS - FEES - EXPENSES
    assert balance["liabilities:owner"] == sum(view.accounts["acct:owner"] for view in views)
    owed = ledger.balances_by_party(community_id=story.id, account="liabilities:members")
    held = ledger.balances_by_party(community_id=story.id, account="liabilities:held")
    assert sum(owed.values()) + sum(held.values()) == sum(view.members_minor for view in views)
    assert set(owed) | set(held) <= set(story.authors), "nobody is paid who did not answer"


def test_the_bundles_verify_as_a_chain(story: Story) -> None:
    previous: dict[str, bytes] | None = None
    for month in MONTHS:
        files = story.files(month)
        report = verifier.verify_files(files, previous=previous)
        assert report.problems == []
        assert verifier.verify_public(
            distribution.public_files(community_id=story.id, period=month)
        ).problems == []  # fmt: skip
        previous = files
    out_of_order = verifier.verify_files(story.files(MONTHS[2]), previous=story.files(MONTHS[0]))
    assert out_of_order.problems != []


def test_the_verifier_alone_accepts_the_folders_and_names_one_changed_byte(story: Story, tmp_path: Path) -> None:
    for month in MONTHS[1:]:
        for path, content in story.files(month).items():
            target = tmp_path / month / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    folder, before = str(tmp_path / "2016-12"), str(tmp_path / "2016-11")
    command = ["python3", "-I", str(Path(verifier.__file__)), folder, "--previous", before]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    changed = tmp_path / "2016-12" / "outputs" / "alloc.csv"
    content = bytearray(changed.read_bytes())
    place = content.rindex(b",") + 1
    content[place] ^= 1
    changed.write_bytes(content)
    told = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert told.returncode == 1
    assert "WRONG       outputs/alloc.csv" in told.stdout


@pytest.mark.parametrize("path", ["plan.json", "inputs/receipts.csv", "inputs/signals.csv", "outputs/edges.csv"])
def test_one_changed_byte_anywhere_is_named_by_its_file(story: Story, path: str) -> None:
    files = dict(story.files(MONTHS[0]))
    middle = len(files[path]) // 2
    files[path] = files[path][:middle] + bytes([files[path][middle] ^ 1]) + files[path][middle + 1 :]
    assert any(problem.startswith(path) for problem in verifier.verify_files(files).problems)


def test_an_author_checks_the_own_line_with_the_root_alone(story: Story) -> None:
    one = max(story.statements(MONTHS[1]), key=lambda view: view.earned_minor)
    proof = json.loads(distribution.member_proof(community_id=story.id, period=MONTHS[1], party=one.party))
    for month, is_right in ((MONTHS[1], True), (MONTHS[2], False)):
        root = distribution.open_books(community_id=story.id, period=month).verify.statement_root
        report = verifier.Report()
        verifier.verify_proof(report, "proof", proof, root, None)
        assert report.verified is is_right


@pytest.mark.needs_program("hledger")
def test_hledger_accepts_the_books_and_agrees_on_every_account(story: Story, tmp_path: Path) -> None:
    journal = tmp_path / "books.journal"
    with journal.open("w", encoding="utf-8") as out:
        ledger.export_hledger(community_id=story.id, out=out)
    hledger("check", "--strict", journal=journal)
    table = hledger("balance", "--flat", "--no-total", "--depth", "2", "-O", "csv", journal=journal)
    theirs = {row["account"]: row["balance"] for row in csv.DictReader(io.StringIO(table))}
    assert theirs == {
        line.account: f"{decimal_text(line.balance_minor * (1 if line.normal_side == 'debit' else -1), 2)} USD"
        for line in ledger.trial_balance(community_id=story.id)
        if line.balance_minor
    }


def hledger(*words: str, journal: Path) -> str:
    done = subprocess.run(["hledger", "-f", str(journal), *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
