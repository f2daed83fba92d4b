"""One row of a series: the next number, and a digest over everything and the document before it."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from diwan.commerce import till
from diwan.commerce.invoicing.enums import Series
from diwan.commerce.invoicing.models import Invoice
from diwan.engine.public import canonical_json
from diwan.people import public as people

_NOT_COVERED = ("id", "digest")


def write_document(*, community: people.Community, series: Series, at: datetime, **facts: Any) -> Invoice:
    """Write a document under the next number of its series. Under `till.hold`, so that no number is missing."""
    latest = Invoice.objects.filter(community=community, series=series).order_by("-number").first()
    invoice = Invoice(
        community=community,
        series=series,
        number=latest.number + 1 if latest else 1,
        issued_at=at,
        issued_date=till.local_date(zone=community.timezone, at=at),
        currency=community.currency,
        previous_digest=latest.digest if latest else "",
        **facts,
    )
    invoice.digest = digest_of(invoice)
    invoice.save(force_insert=True)
    return invoice


def digest_of(invoice: Invoice) -> str:
    """SHA-256 over the canonical JSON of every column but the digest itself."""
    fields = (field.attname for field in Invoice._meta.concrete_fields)
    facts = {name: _plain(getattr(invoice, name)) for name in fields if name not in _NOT_COVERED}
    return sha256(canonical_json(facts)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int | dict) or value is None else str(value)
