"""What networks tell of sales, and the money when it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from diwan.kernel import audit, idempotency
from diwan.people import public as people
from diwan.promotion import money, rules
from diwan.promotion.actions.take_back import take_back
from diwan.promotion.actions.take_income import new_income, take_income
from diwan.promotion.commission_files import LeftOut, Told, Trouble, read_file
from diwan.promotion.enums import CommissionStatus, IncomeKind, Till
from diwan.promotion.errors import BadAmount, NothingConfirmed
from diwan.promotion.models import AffiliateLink, Commission, Income, Programme, Refund


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file changed: lines by what became of them; `unmatched_count` of the new ones name no link of ours."""

    new_count: int
    changed_count: int
    same_count: int
    unmatched_count: int
    left_out: tuple[LeftOut, ...]


def import_commissions(*, by: people.Membership, programme_id: int, text: str, at: datetime) -> ImportResult:
    """Take in a network's file. The same file again changes nothing; a sale reversed after it was paid is taken back.

    Raises NotFound, people.errors.NotAllowed, UnreadableFile, TooLong.
    """
    rules.require_keeper(by)
    with transaction.atomic():
        money.hold(community_id=by.community_id)
        programme = rules.find_programme(community_id=by.community_id, programme_id=programme_id)
        told, left = read_file(
            text=text, columns=programme.columns, words=programme.words, currency=programme.community.currency
        )
        known = {row.reference: row for row in programme.commissions.select_related("income")}
        links = {row.code: row for row in programme.links.all()}
        counts = {"new": 0, "changed": 0, "same": 0, "unmatched": 0}
        for sale in told:
            outcome = _take_in(programme, sale, known.get(sale.reference), links.get(sale.code.upper()), by, at)
            if isinstance(outcome, LeftOut):
                left.append(outcome)
                continue
            counts[outcome] += 1
            counts["unmatched"] += outcome == "new" and sale.code.upper() not in links
        _write_down(by, "commissions_imported", programme, at, counts)
    return ImportResult(counts["new"], counts["changed"], counts["same"], counts["unmatched"], tuple(left))


def receive_commissions(
    *, by: people.Membership, programme_id: int, paid_into: str, received: date, at: datetime, key: str
) -> int:
    """The network paid everything it had confirmed: each commission is income of the month it came in. Gives their sum.

    Raises NotFound, people.errors.NotAllowed, BadAmount, NothingConfirmed, kernel KeyReused.
    """
    rules.require_keeper(by)
    if paid_into not in Till.values:
        raise BadAmount
    body = {"programme": programme_id, "paid_into": paid_into, "received": received.isoformat()}

    def run() -> dict[str, int]:
        money.hold(community_id=by.community_id)
        programme = rules.find_programme(community_id=by.community_id, programme_id=programme_id)
        rows = list(programme.commissions.filter(status=CommissionStatus.CONFIRMED).order_by("pk"))
        if not rows:
            raise NothingConfirmed
        for row in rows:
            _pay(programme, row, by, paid_into, received, at)
        total = sum(row.amount_minor for row in rows)
        _write_down(by, "commissions_received", programme, at, {**body, "amount_minor": total})
        return {"received": total}

    answer = idempotency.once(
        scope=by.community_id, actor=rules.party_text(by), endpoint="promotion.commissions", key=key, body=body, at=at,
        run=run,
    )  # fmt: skip
    return int(answer["received"])


def _take_in(
    programme: Programme,
    sale: Told,
    row: Commission | None,
    link: AffiliateLink | None,
    by: people.Membership,
    at: datetime,
) -> str | LeftOut:
    if row is None:
        Commission.objects.create(
            programme=programme, reference=sale.reference, link=link, sale_date=sale.sale_date,
            amount_minor=sale.amount_minor, status=sale.status, told_at=at,
        )  # fmt: skip
        return "new"
    if row.income is not None:
        return _after_payment(programme, sale, row, row.income, by, at)
    before = (row.amount_minor, row.status, row.sale_date, row.link_id)
    row.amount_minor, row.status, row.sale_date = sale.amount_minor, sale.status, sale.sale_date
    row.link = link or row.link
    if before == (row.amount_minor, row.status, row.sale_date, row.link_id):
        return "same"
    row.told_at = at
    row.save(update_fields=["amount_minor", "status", "sale_date", "link", "told_at"])
    return "changed"


def _after_payment(
    programme: Programme, sale: Told, row: Commission, income: Income, by: people.Membership, at: datetime
) -> str | LeftOut:
    """Money is in the books: it can be taken back whole, and nothing else about it changes any more."""
    is_reversed, is_told_reversed = (status == CommissionStatus.REVERSED for status in (row.status, sale.status))
    if is_reversed != is_told_reversed and not is_reversed:
        refund = Refund(
            amount_minor=income.left_minor, reason=f"{programme.name}: {row.reference}",
            refunded_by=by.party_id, refunded_at=at,
        )  # fmt: skip
        take_back(income=income, community=programme.community, refund=refund, at=at)
        row.status, row.told_at = CommissionStatus.REVERSED, at
        row.save(update_fields=["status", "told_at"])
        return "changed"
    if is_reversed != is_told_reversed or sale.amount_minor != row.amount_minor:
        return LeftOut(sale.line, Trouble.PAID, sale.reference)
    return "same"


def _pay(programme: Programme, row: Commission, by: people.Membership, till: str, received: date, at: datetime) -> None:
    income = new_income(
        payer=programme.party, kind=IncomeKind.AFFILIATE, source_ref=f"commission:{row.pk}",
        gross_minor=row.amount_minor, tax_minor=0, fee_minor=0, paid_into=till, received_date=received,
        note=f"{programme.name}: {row.reference}", by=by.party_id, at=at,
    )  # fmt: skip
    row.income = take_income(income=income, community=programme.community, first=received, last=received)
    row.status = CommissionStatus.PAID
    row.save(update_fields=["income", "status"])


def _write_down(
    by: people.Membership, action: str, programme: Programme, at: datetime, detail: Mapping[str, object]
) -> None:
    audit.record(
        scope=by.community_id, actor=rules.party_text(by), action=action, object_ref=f"programme:{programme.pk}",
        at=at, detail=detail,
    )  # fmt: skip
