from datetime import datetime

from diwan.people.models import Entitlement


def open_entitlement(
    *, membership_id: int, key: str, source_ref: str, starts_at: datetime, ends_at: datetime | None
) -> Entitlement:
    """Open (or move the end of) what the deed `source_ref` entitles the membership to."""
    deed = {"membership_id": membership_id, "key": key, "source_ref": source_ref}
    (row,) = Entitlement.objects.bulk_create(
        [Entitlement(**deed, starts_at=starts_at, ends_at=ends_at)],
        update_conflicts=True,
        unique_fields=["membership", "key", "source_ref"],
        update_fields=["starts_at", "ends_at"],
    )
    return row


def close_entitlement(*, membership_id: int, key: str, source_ref: str, at: datetime) -> None:
    """End it at `at`, if it is open; an end that came earlier stays."""
    rows = Entitlement.objects.filter(membership_id=membership_id, key=key, source_ref=source_ref)
    rows.filter(ends_at=None).update(ends_at=at)
    rows.filter(ends_at__gt=at).update(ends_at=at)
