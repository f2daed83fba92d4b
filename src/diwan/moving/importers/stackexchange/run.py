"""Moves a Stack Exchange dump in: people, questions, answers, comments, votes, accepted answers; then counts."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from diwan.gathering import public as gathering
from diwan.gathering.errors import GatheringError, OwnWords
from diwan.moving.importers.stackexchange import dump
from diwan.moving.importers.stackexchange.words import markdown, with_licence
from diwan.moving.report import ImportReport, Progress
from diwan.people import public as people

SOURCE = "stackexchange"
SYSTEM_USER = "-1"
UP, DOWN, ACCEPTED = "2", "3", "1"
EVIDENCE = {UP: "helped_me", DOWN: "did_not_work"}
# What a dump holds that has no counterpart here, counted under its own name.
LEFT_OUT = {"Badges": "badge", "Tags": "tag", "PostLinks": "post link", "PostHistory": "earlier version"}


def import_stackexchange(
    *, folder: Path, community_id: int, at: datetime, is_dry_run: bool = False, say: Progress = lambda line: None
) -> ImportReport:
    """Bring the dump in `folder` into the community. All of it or nothing; a dry run keeps nothing.

    People become unclaimed profiles; votes, which a dump does not sign, become evidence by nobody in particular, without
    value. Raises NotADump, BrokenDump.
    """
    dump.check(folder)
    moving = _Moving(folder, community_id, at, ImportReport(is_dry_run=is_dry_run))
    with transaction.atomic():
        for step in (moving.users, moving.posts, moving.comments, moving.votes, moving.rest):
            step()
            say(f"{step.__name__}: {moving.report.read} rows read")
        if is_dry_run:
            transaction.set_rollback(True)
    return moving.report


@dataclass
class _Moving:
    """One import under way: which of our rows each row of the dump became."""

    folder: Path
    community_id: int
    at: datetime
    report: ImportReport
    members: dict[str, int] = field(default_factory=dict)
    posts_by_id: dict[str, int] = field(default_factory=dict)
    comments_by_id: dict[str, tuple[int, int]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    space_id: int = 0

    def __post_init__(self) -> None:
        self.known = gathering.imported_ids(community_id=self.community_id, source=SOURCE) | people.imported_refs(
            community_id=self.community_id, prefix=f"{SOURCE}:"
        )

    def _count(self, what: str, source_id: str) -> None:
        """A row that an earlier import brought is found again, not stored again."""
        if source_id in self.known:
            self.report.skip("already here")
        else:
            self.report.store(what)

    def users(self) -> None:
        """Every user but the system's own becomes an unclaimed profile with a membership."""
        for row in dump.rows(self.folder, "Users"):
            if row["Id"] == SYSTEM_USER:
                self.report.skip("the site's own robot")
                continue
            self.members[row["Id"]] = self._member(row["Id"], row["DisplayName"], dump.moment(row["CreationDate"]))
            self._count("people", f"{SOURCE}:{row['Id']}")

    def posts(self) -> None:
        """Questions as they come; answers after all of them, for an answer may stand before its question."""
        self.space_id = gathering.create_space(
            community_id=self.community_id, slug="questions", name_ar="أسئلة وأجوبة", name_en="Questions",
            kind="question", tone="zinjar", at=self.at,
        ).pk  # fmt: skip
        answers = []
        for row in dump.rows(self.folder, "Posts"):
            match row["PostTypeId"]:
                case "1":
                    self._question(row)
                case "2":
                    answers.append(row)
                case other:
                    self.report.skip(f"post of type {other}")
        for row in sorted(answers, key=lambda one: (one["CreationDate"], int(one["Id"]))):
            self._answer(row)

    def comments(self) -> None:
        """A comment on an answer hangs under it; one on a question stands in its thread."""
        for row in dump.rows(self.folder, "Comments"):
            place = self._place(row["PostId"])
            if place is None:
                self.report.skip("comment on a post that is not here")
                continue
            post_id, parent_id = place
            try:
                gathering.import_comment(
                    community_id=self.community_id,
                    post_id=post_id,
                    parent_id=parent_id,
                    author_id=self._author(row.get("UserId"), row.get("UserDisplayName"), row),
                    body=row["Text"],
                    source=SOURCE,
                    source_id=f"comment:{row['Id']}",
                    at=dump.moment(row["CreationDate"]),
                    language="en",
                )
            except GatheringError as error:
                self.report.skip(f"comment refused: {error.code}")
            else:
                self._count("comments", f"comment:{row['Id']}")

    def votes(self) -> None:
        """Up and down as evidence without a name, acceptance as acceptance; what else a vote may be is left out."""
        for row in dump.rows(self.folder, "Votes"):
            kind, target = row["VoteTypeId"], self._ref(row["PostId"])
            if kind not in (*EVIDENCE, ACCEPTED):
                self.report.skip(f"vote of type {kind}")
            elif target is None:
                self.report.skip("vote on a post that is not here")
            elif kind == ACCEPTED:
                self._accept(row)
            else:
                self._vote(row, target)

    def rest(self) -> None:
        for table, reason in LEFT_OUT.items():
            for _row in dump.rows(self.folder, table):
                self.report.skip(reason)

    def _question(self, row: dump.Row) -> None:
        try:
            post = gathering.import_post(
                community_id=self.community_id,
                space_id=self.space_id,
                author_id=self._author(row.get("OwnerUserId"), row.get("OwnerDisplayName"), row),
                kind="question",
                title=row["Title"],
                body=self._words(row),
                language="en",
                source=SOURCE,
                source_id=f"post:{row['Id']}",
                at=dump.moment(row["CreationDate"]),
                edited_at=dump.moment(row["LastEditDate"]) if "LastEditDate" in row else None,
            )
        except GatheringError as error:
            self.report.skip(f"question refused: {error.code}")
        else:
            self.posts_by_id[row["Id"]] = post.pk
            self._count("questions", f"post:{row['Id']}")

    def _answer(self, row: dump.Row) -> None:
        post_id = self.posts_by_id.get(row["ParentId"])
        if post_id is None:
            self.report.skip("answer to a question that is not here")
            return
        try:
            comment = gathering.import_comment(
                community_id=self.community_id,
                post_id=post_id,
                author_id=self._author(row.get("OwnerUserId"), row.get("OwnerDisplayName"), row),
                body=self._words(row),
                source=SOURCE,
                source_id=f"post:{row['Id']}",
                at=dump.moment(row["CreationDate"]),
                language="en",
            )
        except GatheringError as error:
            self.report.skip(f"answer refused: {error.code}")
        else:
            self.comments_by_id[row["Id"]] = (post_id, comment.pk)
            self._count("answers", f"post:{row['Id']}")

    def _vote(self, row: dump.Row, target: str) -> None:
        try:
            gathering.import_vote(
                community_id=self.community_id,
                target=target,
                kind=EVIDENCE[row["VoteTypeId"]],
                source=SOURCE,
                source_id=f"vote:{row['Id']}",
                at=dump.moment(row["CreationDate"]),
            )
        except OwnWords:
            self.report.skip("vote on one's own words")
        else:
            self._count("votes", f"vote:{row['Id']}")

    def _accept(self, row: dump.Row) -> None:
        place = self.comments_by_id.get(row["PostId"])
        if place is None:
            self.report.skip("acceptance of what is not an answer")
            return
        gathering.import_acceptance(
            community_id=self.community_id, post_id=place[0], comment_id=place[1], at=dump.moment(row["CreationDate"])
        )
        self._count("accepted", f"post:{row['PostId']}")

    def _place(self, post_id: str) -> tuple[int, int | None] | None:
        """(our post, the answer to hang under or None) for a post of the dump, question or answer."""
        if post_id in self.posts_by_id:
            return self.posts_by_id[post_id], None
        return self.comments_by_id.get(post_id)

    def _ref(self, post_id: str) -> str | None:
        if post_id in self.posts_by_id:
            return f"post:{self.posts_by_id[post_id]}"
        place = self.comments_by_id.get(post_id)
        return f"comment:{place[1]}" if place else None

    def _words(self, row: dump.Row) -> str:
        return with_licence(markdown(row["Body"]), row.get("ContentLicense"), "Stack Exchange", row["Id"])

    def _author(self, user_id: str | None, display_name: str | None, row: dump.Row) -> int:
        """The member who wrote it; somebody who deleted their account there is one profile per name they left."""
        if user_id in self.members:
            return self.members[user_id]
        name = display_name or ("Community" if user_id == SYSTEM_USER else "deleted user")
        key = f"gone:{name}"
        if key not in self.members:
            self.members[key] = self._member(key, name, dump.moment(row["CreationDate"]))
            self.report.made["profiles of people without an account there"] += 1
        return self.members[key]

    def _member(self, source_id: str, name: str, joined_at: datetime) -> int:
        return people.import_member(
            community_id=self.community_id,
            display_name=name,
            source_ref=f"{SOURCE}:{source_id}",
            language="en",
            at=joined_at,
        ).pk
