"""Open books: where the month's money came from and where it went, line by line, without telling on anybody.

Figures about people are told for groups of five or more only, and about shares only when ten or more earned: the same
thresholds as the published summary's, and from the same module. Minor units throughout; parts in basis points.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.distribution.enums import ObjectionStatus, Stage, Tone
from diwan.distribution.errors import NotPublishedYet
from diwan.distribution.models import AccountingPeriod, Line, Publication
from diwan.distribution.queries.periods import period_row
from diwan.distribution.queries.settlement import Figures, LineView, tone_of_account
from diwan.distribution.queries.share_bins import ShareBin, share_bins
from diwan.engine.bundle_summary import MINIMUM_EARNERS, MINIMUM_GROUP
from diwan.engine.public import Exposure

BPS = 10_000


@dataclass(frozen=True, slots=True)
class IncomeKind:
    """Receipts of one kind. `payer_count` is None when fewer than five paid: a group that small is not counted."""

    kind: str
    gross_minor: int
    part_bp: int
    payer_count: int | None


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of the plan: how much, what part of the net, and how many people share it (None below five)."""

    line: LineView
    part_bp: int
    people: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A place money finally came to: `key` is pool:<name> (those it paid) or acct:<name>. They add up to the gross."""

    key: str
    tone: Tone
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Shares:
    """How much each person earned, as a crowd. Everything but the total is None or empty below ten earners."""

    total_minor: int
    is_suppressed: bool
    count: int | None
    median_minor: int | None
    top_tenth_bp: int | None
    bins: tuple[ShareBin, ...]


@dataclass(frozen=True, slots=True)
class VerifyFacts:
    """What a reader needs to check the month without us. Hashes in hexadecimal."""

    settlement_id: str
    sequence: int
    settlement_hash: str
    snapshot_hash: str
    plan_hash: str
    manifest_hash: str
    previous_manifest_hash: str
    statement_root: str
    receipt_root: str
    public_key: str
    signature: str


@dataclass(frozen=True, slots=True)
class ObjectionCounts:
    open: int
    accepted: int
    rejected: int
    corrections_minor: int


@dataclass(frozen=True, slots=True)
class OpenBooks:
    """A published month. income − tax − fees = net = Σ lines; Σ destinations = gross; nothing remains."""

    period: str
    stage: Stage
    currency: str
    gross_minor: int
    tax_minor: int
    fees_minor: int
    net_minor: int
    income: tuple[IncomeKind, ...]
    lines: tuple[BookLine, ...]
    destinations: tuple[Destination, ...]
    shares: Shares
    exposed_bp: int
    refunded_minor: int
    plan_name: str
    plan_version: int
    plan_opened_at: datetime
    closed_at: datetime
    closed_by: UUID | None
    objections_until: datetime
    objections: ObjectionCounts
    verify: VerifyFacts

    @property
    def remains_minor(self) -> int:
        """What no line took: always 0, and shown."""
        return self.net_minor - sum(line.line.amount_minor for line in self.lines)


def open_books(*, community_id: int, period: str) -> OpenBooks:
    """The open books of a published month. Raises NoSuchPeriod, NotPublishedYet."""
    row = period_row(community_id, period)
    if not row.has_reached(Stage.PUBLISHED) or row.published_at is None or row.objections_until is None:
        raise NotPublishedYet(period=period)
    figures = Figures(row)
    view = figures.view()
    return OpenBooks(
        period=row.label,
        stage=row.reached,
        currency=view.currency,
        gross_minor=view.gross_minor,
        tax_minor=view.tax_minor,
        fees_minor=view.fees_minor,
        net_minor=view.net_minor,
        income=_income(figures, view.gross_minor),
        lines=_lines(figures, view.net_minor),
        destinations=_destinations(figures),
        shares=_shares(row),
        exposed_bp=_part(sum(p.amount_minor for p in view.pools if p.exposure is not Exposure.S0), view.net_minor),
        refunded_minor=sum(row.replays.values_list("refunded_minor", flat=True)),
        plan_name=row.plan.name,
        plan_version=row.plan.version,
        plan_opened_at=row.opened_at,
        closed_at=row.published_at,
        closed_by=row.closed_by,
        objections_until=row.objections_until,
        objections=_objections(row),
        verify=_verify(row),
    )


def told(count: int) -> int | None:
    """A number of people, or None when the group is too small to be told."""
    return count if count >= MINIMUM_GROUP else None


def _income(figures: Figures, gross: int) -> tuple[IncomeKind, ...]:
    sums: Counter[str] = Counter()
    payers: defaultdict[str, set[str]] = defaultdict(set)
    for receipt in figures.receipts:
        sums[receipt["kind"]] += receipt["gross"]
        payers[receipt["kind"]].add(receipt["payer"])
    ordered = sorted(sums, key=lambda kind: (-sums[kind], kind))
    return tuple(IncomeKind(kind, sums[kind], _part(sums[kind], gross), told(len(payers[kind]))) for kind in ordered)


def _lines(figures: Figures, net: int) -> tuple[BookLine, ...]:
    pools = {f"pool:{pool.name}": pool for pool in figures.pools}
    return tuple(
        BookLine(
            line=line,
            part_bp=_part(line.amount_minor, net),
            people=told(pools[line.to].people) if line.to in pools else None,
            rule=pools[line.to].rule if line.to in pools else "",
        )
        for line in figures.lines
        if line.amount_minor
    )


def _destinations(figures: Figures) -> tuple[Destination, ...]:
    places = [Destination(f"pool:{pool.name}", pool.tone, pool.shared_minor) for pool in figures.pools]
    alloc: dict[str, int] = figures.document["alloc"]
    places += [
        Destination(name, tone_of_account(name), amount) for name, amount in alloc.items() if name.startswith("acct:")
    ]
    return tuple(sorted((one for one in places if one.amount_minor), key=lambda one: (-one.amount_minor, one.key)))


def _shares(row: AccountingPeriod) -> Shares:
    rows = Line.objects.filter(period=row, earned_minor__gt=0)
    earned = sorted(rows.values_list("earned_minor", flat=True))
    total, count = sum(earned), len(earned)
    if count < MINIMUM_EARNERS:
        return Shares(total, True, None, None, None, ())
    top = earned[count - (count + 9) // 10 :]
    return Shares(
        total_minor=total,
        is_suppressed=False,
        count=count,
        median_minor=(earned[(count - 1) // 2] + earned[count // 2]) // 2,
        top_tenth_bp=_part(sum(top), total) if len(top) >= MINIMUM_GROUP else None,
        bins=share_bins(earned),
    )


def _objections(row: AccountingPeriod) -> ObjectionCounts:
    by_status = Counter(row.objections.values_list("status", flat=True))
    return ObjectionCounts(
        open=by_status[ObjectionStatus.OPEN],
        accepted=by_status[ObjectionStatus.ACCEPTED],
        rejected=by_status[ObjectionStatus.REJECTED],
        corrections_minor=sum(row.objections.values_list("correction_minor", flat=True)),
    )


def _verify(row: AccountingPeriod) -> VerifyFacts:
    publication = Publication.objects.get(period=row)
    return VerifyFacts(
        settlement_id=publication.settlement_id,
        sequence=publication.sequence,
        settlement_hash=row.settlement.settlement_hash,
        snapshot_hash=row.snapshot.snapshot_hash,
        plan_hash=row.plan_hash,
        manifest_hash=publication.manifest_hash,
        previous_manifest_hash=publication.previous_manifest_hash,
        statement_root=publication.statement_root,
        receipt_root=publication.receipt_root,
        public_key=bytes(publication.public_key).hex(),
        signature=bytes(publication.signature).hex(),
    )


def _part(amount: int, whole: int) -> int:
    return amount * BPS // whole if whole else 0
