"""The bulk door: a hundred thousand posts and a million comments in minutes, with the same columns the slow door fills.

For invented communities and for measuring. Like every import it writes no act and tells nobody. Rows are made from a
model of each table, so that a column somebody adds is filled with what the model says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from diwan.gathering.actions.publish_post import estimated_seconds, shortened
from diwan.gathering.enums import PostKind, TextStatus
from diwan.gathering.evidence import usefulness
from diwan.gathering.fresh import touch
from diwan.gathering.models import Comment, Post, SearchRow
from diwan.gathering.rendering import RENDERER_VERSION, Rendered, render_text
from diwan.kernel.text.folding import FOLDING_VERSION, count_read_words, index_text

_BATCH = 5_000
_EXCERPT = 300
SOURCE = "bulk"


@dataclass(frozen=True, slots=True)
class BulkComment:
    """`parent`: the place among this post's comments of the one it stands under, None directly under the post."""

    author_id: int
    body: str
    at: datetime
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class BulkPost:
    space_id: int
    author_id: int
    kind: str
    title: str
    body: str
    language: str
    at: datetime
    comments: tuple[BulkComment, ...] = ()


def import_bulk(*, community_id: int, posts: Iterable[BulkPost]) -> int:
    """Write posts with their comments, all of them or none, in the order given; return how many rows of text.

    The caller vouches for ids of spaces and members of this community. Titles and bodies are taken as they are.
    """
    with transaction.atomic():
        writer = _Writer(community_id)
        waiting = iter(posts)
        while batch := list(islice(waiting, 500)):
            writer.write(batch)
        writer.finish()
        touch(community_id)
    return writer.count


class _Writer:
    def __init__(self, community_id: int) -> None:
        self.community_id, self.count = community_id, 0
        self.posts, self.comments, self.rows = _Table(Post), _Table(Comment), _Table(SearchRow)

    def write(self, batch: list[BulkPost]) -> None:
        posts, comments, rows = [], [], []
        for one in batch:
            post_id = self.posts.next_id()
            posts.append(self._post(one, post_id))
            text = _rendered(one.body).text
            rows.append(self._row(f"{one.title}\n{one.title}\n{text}", post_id, None, one.author_id, one.at))
            for values, row in self._comments(one, post_id):
                comments.append(values)
                rows.append(row)
        self.posts.insert(posts)
        self.comments.insert(comments)
        self.rows.insert(rows)
        self._full_text(rows)
        self.count += len(rows)

    def finish(self) -> None:
        for table in (self.posts, self.comments, self.rows):
            table.move_sequence()

    def _post(self, one: BulkPost, post_id: int) -> dict[str, Any]:
        rendered = _rendered(one.body)
        others = [comment for comment in one.comments if comment.author_id != one.author_id]
        answers = sum(comment.parent is None for comment in others) if one.kind == PostKind.QUESTION else 0
        voices = len({comment.author_id for comment in others})
        return {
            **self._text(one.author_id, one.body, rendered, one.language, one.at, f"post:{post_id}"),
            "id": post_id,
            "space_id": one.space_id,
            "kind": one.kind,
            "title": one.title,
            "excerpt": shortened(rendered.text, _EXCERPT),
            "created_at": one.at,
            "estimated_seconds": estimated_seconds(rendered.word_count),
            "comment_count": len(one.comments),
            "answer_count": answers,
            "voice_count": voices,
            "need": 0 if one.kind != PostKind.QUESTION else 1 if answers else 2,
            "usefulness": usefulness.post_usefulness(usefulness.Evidence(answered=voices), one.at),
        }

    def _comments(self, post: BulkPost, post_id: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        ids = [self.comments.next_id() for _ in post.comments]
        for comment_id, one in zip(ids, post.comments, strict=True):
            rendered = _rendered(one.body)
            parent_id = None if one.parent is None else ids[one.parent]
            yield (
                {
                    **self._text(one.author_id, one.body, rendered, post.language, one.at, f"comment:{comment_id}"),
                    "id": comment_id,
                    "post_id": post_id,
                    "parent_id": parent_id,
                    "reply_to_id": parent_id,
                    "own_word_count": _own_words(one.body),
                },
                self._row(rendered.text, post_id, comment_id, one.author_id, one.at),
            )

    def _text(
        self, author_id: int, body: str, rendered: Rendered, language: str, at: datetime, source_id: str
    ) -> dict[str, Any]:
        return {
            "community_id": self.community_id,
            "author_id": author_id,
            "body": body,
            "html": rendered.html,
            "renderer_version": RENDERER_VERSION,
            "language": language,
            "status": TextStatus.PUBLISHED.value,
            "word_count": rendered.word_count,
            "published_at": at,
            "source": SOURCE,
            "source_id": source_id,
        }

    def _row(self, text: str, post_id: int, comment_id: int | None, author_id: int, at: datetime) -> dict[str, Any]:
        return {
            "id": self.rows.next_id(),
            "community_id": self.community_id,
            "post_id": post_id,
            "comment_id": comment_id,
            "author_id": author_id,
            "published_at": at,
            "search_text": _folded(text),
            "folding_version": FOLDING_VERSION,
        }

    def _full_text(self, rows: list[dict[str, Any]]) -> None:
        if connection.vendor != "sqlite":
            return
        mark = f"c{self.community_id}"
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO gathering_full_text (rowid, community, search_text) VALUES (%s, %s, %s)",
                [(row["id"], mark, row["search_text"]) for row in rows],
            )


class _Table:
    """One table and its next id. What a row does not say is what a fresh object of the model holds."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        fresh = model()
        self.usual = {field.attname: _prepared(field, getattr(fresh, field.attname)) for field in self.fields}
        self.moments = {field.attname for field in self.fields if isinstance(field, models.DateTimeField)}
        names = ", ".join(connection.ops.quote_name(str(field.column)) for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        self.statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})"
        self.last = model._default_manager.aggregate(last=Max("id"))["last"] or 0

    def next_id(self) -> int:
        self.last += 1
        return self.last

    def insert(self, rows: list[dict[str, Any]]) -> None:
        with connection.cursor() as cursor:
            for start in range(0, len(rows), _BATCH):
                cursor.executemany(self.statement, [self._values(row) for row in rows[start : start + _BATCH]])

    def _values(self, row: dict[str, Any]) -> list[Any]:
        adapt = connection.ops.adapt_datetimefield_value
        said = {name: adapt(value) if name in self.moments else value for name, value in row.items()}
        return [said.get(field.attname, self.usual[field.attname]) for field in self.fields]

    def move_sequence(self) -> None:
        """Ids were given by hand; PostgreSQL must go on behind them."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(statement)


def _prepared(field: "models.Field[Any, Any]", value: Any) -> Any:
    return field.get_db_prep_save(value, connection) if value is not None else None


@lru_cache(maxsize=20_000)
def _rendered(body: str) -> Rendered:
    return render_text(body)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return index_text(text)


@lru_cache(maxsize=20_000)
def _own_words(body: str) -> int:
    return count_read_words(_rendered(body).own_text)
