"""Why this amount: one party's published month. Shown to that party alone."""

from datetime import datetime
from fractions import Fraction
from math import floor
from uuid import UUID

from diwan.contributions.public import ActView
from diwan.distribution.books import carried_by_party, payable
from diwan.distribution.enums import HoldKind, Stage
from diwan.distribution.errors import NotPublishedYet, NotYourStatement
from diwan.distribution.models import AccountingPeriod, Adjustment, Hold, Line, Publication
from diwan.distribution.pseudonyms import parties_of
from diwan.distribution.queries.objections import list_objections
from diwan.distribution.queries.periods import period_row
from diwan.distribution.queries.settlement import Figures
from diwan.distribution.queries.statement_acts import act_rows, acts_for
from diwan.distribution.queries.statement_readers import BPS, MINIMUM_READERS, part_bp, share_view
from diwan.distribution.queries.statement_views import (
    Comparison,
    Fingerprint,
    GaveRow,
    HeldView,
    ObjectionWindow,
    Paid,
    ShareView,
    StatementView,
)
from diwan.distribution.whole_units import split
from diwan.engine.settlement import INNER
from diwan.kernel.periods import Period
from diwan.people.public import get_community_by_id


def statement(*, community_id: int, period: str, party: UUID, at: datetime | None = None) -> StatementView:
    """The statement of a party in a published month; a merged account is given its person's.

    `at` decides whether the objection window is shown as open; without it the window counts as closed.
    Raises NoSuchPeriod, NotPublishedYet, NotYourStatement (nothing earned nor paid: answered like a foreign one).
    """
    row = period_row(community_id, period)
    if not row.has_reached(Stage.PUBLISHED) or row.objections_until is None:
        raise NotPublishedYet(period=period)
    return _Reading(row, party, row.objections_until).view(at)


def list_statements(*, community_id: int, party: UUID) -> list[tuple[str, int]]:
    """(month, earned) of every published month the party has a statement for, newest first."""
    lines = Line.objects.filter(period__community=community_id, party=party, period__published_at__isnull=False)
    return list(lines.order_by("-period__label").values_list("period__label", "earned_minor"))


class _Reading:
    """One statement while it is being put together."""

    def __init__(self, row: AccountingPeriod, party: UUID, objections_until: datetime) -> None:
        self.row, self.figures, self.objections_until = row, Figures(row), objections_until
        self.party_of = parties_of(row)
        merged: dict[str, str] = self.figures.inputs.get("persons", {})
        self.person_of = {account: merged.get(pid, pid) for pid, account in self.party_of.items()}
        person = self.person_of.get(party)
        line = None if person is None else Line.objects.filter(period=row, pid=person).first()
        if line is None:
            raise NotYourStatement
        self.line = line
        self.accounts = [account for account, pid in self.person_of.items() if pid == line.pid]

    def view(self, at: datetime | None) -> StatementView:
        row, line, totals = self.row, self.line, self.figures.view()
        stored = sorted(line.breakdown["shares"], key=lambda share: (-share["amount"], share["pool"]))
        shares = tuple(share_view(share, dust_to=totals.dust_to) for share in stored)
        acts = self._acts()
        holds = tuple(_held(hold) for hold in line.holds.order_by("kind"))
        readers = {edge["payer"] for share in stored for edge in share["edges"]}
        return StatementView(
            community_id=row.community_id,
            period=row.label,
            stage=row.reached,
            currency=totals.currency,
            party=line.party,
            earned_minor=line.earned_minor,
            reader_count=len(readers),
            points=sum(act.magnitude for act in acts),
            gross_minor=totals.gross_minor,
            tax_minor=totals.tax_minor,
            fees_minor=totals.fees_minor,
            net_minor=totals.net_minor,
            main_pool=shares[0].pool if shares else None,
            main_pool_minor=shares[0].pool_minor if shares else 0,
            shares=shares,
            acts=tuple(one for share in stored for one in act_rows(share, acts, self.person_of)),
            one_more_reader_minor=_one_more(shares),
            held=holds,
            held_minor=line.held_minor,
            payable_minor=line.payable_minor,
            adjusted_minor=_adjusted(row, line.party),
            corrected_minor=_corrected(row, line.party),
            carried_minor=carried_by_party(row.community_id).get(line.party, 0),
            balance_minor=payable(row.community_id, line.party),
            min_payout_minor=totals.min_payout_minor,
            comparison=_comparison(row, line),
            paid=self._paid(),
            window=self._window(at),
            fingerprint=self._fingerprint(),
        )

    def _acts(self) -> list[ActView]:
        zone = get_community_by_id(community_id=self.row.community_id).timezone
        return acts_for(
            community_id=self.row.community_id, period=Period(self.row.label), zone=zone, parties=self.accounts
        )

    def _paid(self) -> Paid:
        paid = self.line.breakdown["paid"]
        rows = self.line.breakdown["gave"]
        budgets = {(one["pool"], one["feed"]): one["budget"] for one in rows}
        parts: dict[tuple[str, UUID], Fraction] = {}
        for one in rows:
            key = (one["pool"], self.party_of[one["recipient"]])
            parts[key] = parts.get(key, Fraction(0)) + Fraction(one["amount"], INNER)
        whole = split(floor(sum(parts.values()) + Fraction(1, 2)), parts)
        budget: dict[str, int] = {}
        for (pool, _), amount in budgets.items():
            budget[pool] = budget.get(pool, 0) + amount
        gave = [
            GaveRow(party, pool, part_bp(parts[pool, party] * INNER, budget[pool]), amount)
            for (pool, party), amount in whole.items()
        ]
        return Paid(
            gross_minor=paid["gross"],
            tax_minor=paid["tax"],
            fee_minor=paid["fee"],
            gave=tuple(sorted(gave, key=lambda one: (one.pool, -one.amount_minor, one.party))),
        )

    def _window(self, at: datetime | None) -> ObjectionWindow:
        until = self.objections_until
        is_open = at is not None and at < until and not self.row.has_reached(Stage.POSTED)
        objections = list_objections(community_id=self.row.community_id, period=self.row.label)
        return ObjectionWindow(until, is_open, tuple(one for one in objections if one.party in self.accounts))

    def _fingerprint(self) -> Fingerprint:
        publication = Publication.objects.get(period=self.row)
        return Fingerprint(
            publication.settlement_id, self.line.pid, publication.manifest_hash, publication.statement_root
        )


def _held(hold: Hold) -> HeldView:
    return HeldView(HoldKind(hold.kind), hold.amount_minor, hold.left_minor, hold.until_period, hold.released_at)


def _one_more(shares: tuple[ShareView, ...]) -> int | None:
    best = [share.readers[0].amount_minor for share in shares if len(share.readers) >= MINIMUM_READERS]
    return max(best, default=None)


def _adjusted(row: AccountingPeriod, party: UUID) -> int:
    return sum(Adjustment.objects.filter(replay__period=row, party=party).values_list("change_minor", flat=True))


def _corrected(row: AccountingPeriod, party: UUID) -> int:
    paid = row.objections.filter(party=party, corrected_at__isnull=False)
    return sum(paid.values_list("correction_minor", flat=True))


def _comparison(row: AccountingPeriod, line: Line) -> Comparison | None:
    """Against the month before this one in the books, when the person had a line in it."""
    earlier = Line.objects.filter(period__community=row.community_id, period__label__lt=row.label, party=line.party)
    before = (
        earlier.filter(period__published_at__isnull=False).select_related("period").order_by("-period__label").first()
    )
    if before is None:
        return None
    was = {share["pool"]: share for share in before.breakdown["shares"]}
    now = {share["pool"]: share for share in line.breakdown["shares"]}
    both = sorted(was.keys() & now.keys(), key=lambda pool: (-now[pool]["amount"], pool))
    change = line.earned_minor - before.earned_minor
    if not both:
        return Comparison(before.period.label, before.earned_minor, change, None, 0, 0, change)
    old, new = was[both[0]], now[both[0]]
    grown = new["pool_amount"] - old["pool_amount"]
    by_pool = old["amount"] * grown // old["pool_amount"]
    by_use = new["amount"] - old["amount"] - by_pool
    return Comparison(
        previous_period=before.period.label,
        previous_minor=before.earned_minor,
        change_minor=change,
        pool_change_bp=BPS * grown // old["pool_amount"],
        because_of_pool_minor=by_pool,
        because_of_use_minor=by_use,
        because_of_rest_minor=change - by_pool - by_use,
    )
