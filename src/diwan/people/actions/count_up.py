"""Notices that are out already: what grows meanwhile grows in the notice nobody read yet; what was seen is read."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, Func, JSONField

from diwan.people.models import Notice


def count_up(*, notice_ids: Collection[int], at: datetime) -> int:
    """One more in the fact `number` of notices nobody read yet, which are new again; return how many there were."""
    unread = Notice.objects.filter(pk__in=list(notice_ids), read_at=None)
    return unread.update(facts=_OneMore(F("facts")), created_at=at)


def read_notices(*, notice_ids: Collection[int], at: datetime) -> int:
    """What these told of was seen; return how many were unread."""
    return Notice.objects.filter(pk__in=list(notice_ids), read_at=None).update(read_at=at)


class _OneMore(Func):
    """The facts with `number` raised by one, in the database, so that two replies at once are both counted."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "JSON_SET(%(expressions)s, '$.number', COALESCE(JSON_EXTRACT(%(expressions)s, '$.number'), 1) + 1)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "JSONB_SET(%(expressions)s, '{number}', TO_JSONB(COALESCE((%(expressions)s ->> 'number')::integer, 1) + 1))"
        )
        return self.as_sql(compiler, connection, template=template, **context)
