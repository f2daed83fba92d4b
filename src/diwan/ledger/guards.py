"""What the database itself insists on, whoever writes: entries balance, stay in their community, come before the seal.

The order is the same on both databases: legs first, then the entry that claims them by count and total. SQLite has
no deferred triggers, so there the entry's insert compares; PostgreSQL compares when the transaction commits. After
the entry no leg can join it. Each text is written as its database gives it back (see `kernel.append_only.Trigger`).
"""

from collections.abc import Iterator

from diwan.kernel.append_only import REFUSE_BODY, Trigger

_DOES_NOT_ADD_UP = """\
SELECT count(*) <> NEW.leg_count OR count(a.id) <> NEW.leg_count
        OR sum(CASE l.side WHEN 'debit' THEN l.amount_minor ELSE 0 END) <> NEW.total_minor
        OR sum(CASE l.side WHEN 'credit' THEN l.amount_minor ELSE 0 END) <> NEW.total_minor
        FROM ledger_leg l LEFT JOIN ledger_account a ON a.id = l.account_id
        AND a.community_id = NEW.community_id AND a.currency = NEW.currency
        AND l.community_id = NEW.community_id AND l.currency = NEW.currency
        WHERE l.entry_id = NEW.id"""
_IS_SEALED = (
    "EXISTS (SELECT 1 FROM ledger_seal WHERE community_id = NEW.community_id AND end_date >= NEW.effective_date)"
)
_UNBALANCED = "the legs of a ledger_entry do not add up to it"
_SEALED = "this period of the ledger is sealed"
_TOO_LATE = "legs are written before their ledger_entry"
_HEAD = "the head of a ledger_book never moves back"
_MOVES_BACK = (
    "NEW.latest_number < OLD.latest_number OR NEW.community_id <> OLD.community_id OR NEW.currency <> OLD.currency"
    " OR coalesce(NEW.sealed_until < OLD.sealed_until, NEW.sealed_until IS NULL AND OLD.sealed_until IS NOT NULL)"
)


def _sqlite(table: str, name: str, moment: str, sentence: str) -> Trigger:
    definition = f"CREATE TRIGGER {name} BEFORE {moment} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    return Trigger("sqlite", table, name, definition)


def _postgresql(
    table: str, name: str, event: str, refuse_when: str, sentence: str, *, at_commit: bool = False
) -> Trigger:
    body = (
        f"\nBEGIN\n    IF {refuse_when} THEN\n        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';\n"
        "    END IF;\n    RETURN NEW;\nEND\n"
    )
    start, moment = ("CONSTRAINT TRIGGER", "AFTER") if at_commit else ("TRIGGER", "BEFORE")
    deferred = "DEFERRABLE INITIALLY DEFERRED " if at_commit else ""
    definition = f"CREATE {start} {name} {moment} {event} ON {table} {deferred}FOR EACH ROW EXECUTE FUNCTION {name}()"
    return Trigger("postgresql", table, name, definition, name, body)


def _leg() -> Iterator[Trigger]:
    known = "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry_id)"
    yield _sqlite("ledger_leg", "ledger_leg_first", f"INSERT ON ledger_leg WHEN {known}", _TOO_LATE)
    whole = "typeof(NEW.amount_minor) <> 'integer'"
    yield _sqlite(
        "ledger_leg", "ledger_leg_integer", f"INSERT ON ledger_leg WHEN {whole}", "money is whole minor units"
    )
    # A leg of another transaction may not see the entry while it is inserted; at commit it does, and by then the
    # entry's own positions 1..leg_count are taken, so a stowaway can only have a higher one.
    beyond = "NEW.position > coalesce((SELECT leg_count FROM ledger_entry WHERE id = NEW.entry_id), 0)"
    yield _postgresql("ledger_leg", "ledger_leg_claimed", "INSERT", beyond, _TOO_LATE, at_commit=True)


def _entry() -> Iterator[Trigger]:
    add_up, table = f"({_DOES_NOT_ADD_UP})", "ledger_entry"
    yield _sqlite(table, "ledger_entry_balanced", f"INSERT ON {table} WHEN {add_up}", _UNBALANCED)
    yield _sqlite(table, "ledger_entry_unsealed", f"INSERT ON {table} WHEN {_IS_SEALED}", _SEALED)
    yield _postgresql(table, "ledger_entry_balanced", "INSERT", add_up, _UNBALANCED, at_commit=True)
    yield _postgresql(table, "ledger_entry_unsealed", "INSERT", _IS_SEALED, _SEALED)


def _book() -> Iterator[Trigger]:
    table = "ledger_book"
    yield _sqlite(table, "ledger_book_forward", f"UPDATE ON {table} WHEN {_MOVES_BACK}", _HEAD)
    yield _sqlite(table, "ledger_book_stays", f"DELETE ON {table}", _HEAD)
    again = f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE community_id = NEW.community_id)"
    yield _sqlite(table, "ledger_book_once", again, _HEAD)
    yield _postgresql(table, "ledger_book_forward", "UPDATE", _MOVES_BACK, _HEAD)
    yield _postgresql(table, "ledger_book_stays", "DELETE", "true", _HEAD)
    whole = f"CREATE TRIGGER ledger_book_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
    definition = f"{whole} EXECUTE FUNCTION diwan_refuse_change()"
    yield Trigger("postgresql", table, "ledger_book_no_truncate", definition, "diwan_refuse_change", REFUSE_BODY)


LEG = tuple(_leg())
ENTRY = tuple(_entry())
BOOK = tuple(_book())
