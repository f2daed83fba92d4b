import logging
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from diwan.kernel import audit, privacy
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.people.errors import LastOwner
from diwan.trust.privacy import gathered
from diwan.trust.privacy.actions.ask_erasure import leaves_no_orphan
from diwan.trust.privacy.models import DataExport, ErasureRequest

log = logging.getLogger(__name__)


def run_due_erasures(*, at: datetime) -> int:
    """Erase everybody whose days of reflection are over; return how many that were."""
    due = list(ErasureRequest.objects.filter(cancelled_at=None, done_at=None, due_at__lte=at).order_by("pk"))
    done = sum(_erased(request, at) for request in due)
    if done:
        sweep_traces()
    return done


def _erased(request: ErasureRequest, at: datetime) -> bool:
    """A person who became a last owner meanwhile keeps the account until the community is handed over."""
    try:
        erase_person(person_id=request.person_id, at=at)
    except LastOwner:
        log.warning("erasure %s waits: a community would be left without an owner", request.pk)
        return False
    return True


def erase_person(*, person_id: int, at: datetime) -> int:
    """Empty or delete everything of a person, in one transaction; return how many rows were touched. Raises LastOwner.

    The books keep a random number. `sweep_traces` must follow, outside the transaction.
    """
    with transaction.atomic():
        leaves_no_orphan(person_id)
        subject = gathered.subject_of(person_id)
        _drop_exports(person_id)
        for erase in privacy.erasers():
            erase(subject, at)
        count = sum(_empty(one, subject) for one in _deletions_first(privacy.declared()))
        people.Membership.objects.filter(pk__in=subject.membership_ids).update(standing=Standing.LEFT, left_at=at)
        people.Person.objects.filter(pk=person_id).update(is_active=False)
        ErasureRequest.objects.filter(person_id=person_id, done_at=None).update(done_at=at, row_count=count)
        audit.record(
            scope=audit.INSTALLATION, actor="system", action="person_erased", object_ref=f"person:{person_id}", at=at,
            detail={"rows": count},
        )  # fmt: skip
    return count


def sweep_traces() -> None:
    """Outside a transaction: merge indexes, overwrite what the database freed, fold its log back into it."""
    for sweep in privacy.sweepers():
        sweep()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA incremental_vacuum")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for one in privacy.declared():
                if one.own:
                    cursor.execute(f'VACUUM "{one.model._meta.db_table}"')


def _deletions_first(found: list[privacy.Rows]) -> list[privacy.Rows]:
    """What points at other rows goes before them; the account itself goes last."""
    return sorted(found, key=lambda one: (one.erasure != privacy.Erasure.DELETED, one.person == "pk"))


def _empty(one: privacy.Rows, subject: privacy.Subject) -> int:
    if one.erasure == privacy.Erasure.DELETED:
        return one.of(subject).delete()[0]
    if one.erasure == privacy.Erasure.CLEARED and (one.person or one.member or one.party):
        return one.of(subject).update(**{name: _blank(one.model._meta.get_field(name)) for name in one.own})
    return 0


def _blank(column: Any) -> Any:
    """Nothing, as the column can hold it; a column that must be unique is emptied to NULL."""
    if column.null:
        return None
    if isinstance(column, models.JSONField):
        return column.get_default()
    if isinstance(column, models.CharField | models.TextField):
        return {"timezone": "UTC", "password": "!", "display_name": "…"}.get(column.name, "")
    raise TypeError(f"{column}: cannot be emptied; declare it as seen, or let its room erase it")


def _drop_exports(person_id: int) -> None:
    from django.core.files.storage import default_storage

    files = list(DataExport.objects.filter(person_id=person_id).values_list("file", flat=True))
    DataExport.objects.filter(person_id=person_id).delete()

    def drop() -> None:
        for file in files:
            default_storage.delete(file)

    transaction.on_commit(drop)
