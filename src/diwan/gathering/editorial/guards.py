"""What the database insists on about shares, beside writing them once: they precede publication and make a whole."""

from collections.abc import Iterator

from diwan.kernel.append_only import Trigger

_SHARE, _POST = "gathering_authorshare", "gathering_post"
_PUBLISHED_ALREADY = f"(SELECT status FROM {_POST} WHERE id = NEW.post_id) <> 'draft'"
_NOT_WHOLE = (
    "OLD.status = 'draft' AND NEW.status <> 'draft'"
    f" AND coalesce((SELECT sum(share_bp) FROM {_SHARE} WHERE post_id = NEW.id), 0)"
    " <> CASE WHEN NEW.is_shared THEN 10000 ELSE 0 END"
)
_LATE = "the shares of a published text are fixed"
_BROKEN = "the shares of a text add up to 10000"


def _guards(table: str, name: str, event: str, refuse_when: str, sentence: str) -> Iterator[Trigger]:
    definition = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refuse_when} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )
    yield Trigger("sqlite", table, name, definition)
    body = (
        f"\nBEGIN\n    IF ({refuse_when}) THEN\n"
        f"        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';\n"
        "    END IF;\n    RETURN NEW;\nEND\n"
    )
    definition = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    yield Trigger("postgresql", table, name, definition, name, body)


SHARES = (
    *_guards(_SHARE, "gathering_share_in_time", "INSERT", _PUBLISHED_ALREADY, _LATE),
    *_guards(_POST, "gathering_shares_whole", "UPDATE", _NOT_WHOLE, _BROKEN),
)
