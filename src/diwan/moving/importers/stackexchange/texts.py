"""Texts of the dump: questions become posts, answers comments under them, comments remarks where they were made."""

from diwan.gathering import public as gathering
from diwan.gathering.errors import GatheringError
from diwan.moving.importers.stackexchange.arrivals import Arrivals
from diwan.moving.importers.stackexchange.dump import Row
from diwan.moving.importers.stackexchange.members import author_of
from diwan.moving.importers.stackexchange.words import markdown, with_licence

QUESTION, ANSWER = "1", "2"


def bring_posts(arrivals: Arrivals) -> None:
    """Questions as they come; answers after all of them, for an answer may stand before its question."""
    space = gathering.create_space(
        community_id=arrivals.community_id,
        slug="questions",
        name_ar="أسئلة وأجوبة",
        name_en="Questions",
        kind="question",
        tone="zinjar",
        at=arrivals.at,
    )
    answers = []
    for row in arrivals.rows("Posts"):
        if row["PostTypeId"] == QUESTION:
            _question(arrivals, row, space.pk)
        elif row["PostTypeId"] == ANSWER:
            answers.append(row)
        else:
            arrivals.report.skip(f"post of type {row['PostTypeId']}")
    for row in sorted(answers, key=lambda one: one.moment("CreationDate")):
        _answer(arrivals, row)


def bring_comments(arrivals: Arrivals) -> None:
    """A comment on an answer hangs under it; one on a question stands in its thread."""
    for row in arrivals.rows("Comments"):
        place = arrivals.place(row["PostId"])
        if place is None:
            arrivals.report.skip("comment on a post that is not here")
            continue
        post_id, parent_id = place
        try:
            gathering.import_comment(
                **arrivals.origin(f"comment:{row['Id']}", row.moment("CreationDate")),
                post_id=post_id,
                parent_id=parent_id,
                author_id=author_of(arrivals, row, row.get("UserId"), row.get("UserDisplayName")),
                body=row["Text"],
                language=arrivals.language,
            )
        except GatheringError as error:
            arrivals.report.skip(f"comment refused: {error.code}")
        else:
            arrivals.count("comments", f"comment:{row['Id']}")


def _question(arrivals: Arrivals, row: Row, space_id: int) -> None:
    try:
        post = gathering.import_post(
            **arrivals.origin(f"post:{row['Id']}", row.moment("CreationDate")),
            space_id=space_id,
            author_id=_owner(arrivals, row),
            kind="question",
            title=row["Title"],
            body=_words(arrivals, row),
            language=arrivals.language,
            edited_at=row.moment("LastEditDate") if "LastEditDate" in row else None,
        )
    except GatheringError as error:
        arrivals.report.skip(f"question refused: {error.code}")
        return
    arrivals.questions[row["Id"]] = post.pk
    if post.accepted_comment_id is not None:
        arrivals.decided.add(post.pk)
    arrivals.count("questions", f"post:{row['Id']}")


def _answer(arrivals: Arrivals, row: Row) -> None:
    post_id = arrivals.questions.get(row["ParentId"])
    if post_id is None:
        arrivals.report.skip("answer to a question that is not here")
        return
    try:
        comment = gathering.import_comment(
            **arrivals.origin(f"post:{row['Id']}", row.moment("CreationDate")),
            post_id=post_id,
            author_id=_owner(arrivals, row),
            body=_words(arrivals, row),
            language=arrivals.language,
        )
    except GatheringError as error:
        arrivals.report.skip(f"answer refused: {error.code}")
    else:
        arrivals.answers[row["Id"]] = (post_id, comment.pk)
        arrivals.count("answers", f"post:{row['Id']}")


def _owner(arrivals: Arrivals, row: Row) -> int:
    return author_of(arrivals, row, row.get("OwnerUserId"), row.get("OwnerDisplayName"))


def _words(arrivals: Arrivals, row: Row) -> str:
    return with_licence(markdown(row["Body"]), row.get("ContentLicense"), row["Id"], arrivals.site)
