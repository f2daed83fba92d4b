import hashlib
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import BY_HAND
from diwan.commerce.errors import NoSuchTill
from diwan.commerce.tills.errors import NotAStatement, StatementKept
from diwan.commerce.tills.models import BankStatement
from diwan.commerce.tills.queries.statements import find_statement
from diwan.commerce.tills.table import NotATable, Table, guess_columns, read_table
from diwan.kernel import ids
from diwan.kernel.text.currencies import exponent_of
from diwan.people import public as people


def read_statement(*, community_id: int, till_kind: str, name: str, raw: bytes, by: UUID, at: datetime) -> int:
    """Take in a bank's file as a draft with its columns guessed; return its id. Known bytes give the first one back.

    Raises NotAStatement, NoSuchTill, people.errors.NotAllowed.
    """
    keeper = rules.require_keeper(community_id=community_id, by=by)
    if till_kind not in BY_HAND:
        raise NoSuchTill
    try:
        table = read_table(raw)
    except NotATable as error:
        raise NotAStatement from error
    digest = hashlib.sha256(raw).hexdigest()
    with transaction.atomic():
        till.hold(community_id=community_id)
        known = BankStatement.objects.filter(community=community_id, source_hash=digest).first()
        if known:
            return known.pk
        return _store(keeper.community, till_kind, name, raw, digest, table, by, at)


def _store(
    community: people.Community, kind: str, name: str, raw: bytes, digest: str, table: Table, by: UUID, at: datetime
) -> int:
    columns, is_doubtful = guess_columns(table, exponent=exponent_of(community.currency))
    file = default_storage.save(f"bank/{community.pk}/{ids.random_id().hex}.csv", ContentFile(raw))
    try:
        return BankStatement.objects.create(
            community=community,
            till=kind,
            name=" ".join(name.split())[:120] or file.rpartition("/")[2],
            file=file,
            source_hash=digest,
            columns=asdict(columns),
            is_doubtful=is_doubtful,
            uploaded_by=by,
            uploaded_at=at,
        ).pk
    except BaseException:
        default_storage.delete(file)
        raise


def discard_statement(*, community_id: int, statement_id: int, by: UUID) -> None:
    """Throw a draft away, file and all. Raises NoSuchStatement, StatementKept, people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        till.hold(community_id=community_id)
        row = find_statement(community_id=community_id, statement_id=statement_id)
        if row.kept_at:
            raise StatementKept
        file = row.file
        row.delete()
        transaction.on_commit(lambda: default_storage.delete(file))
