"""What must add up: every entry, every community, the accounts a close clears, and what is owed to members."""

from collections.abc import Callable, Iterator

from django.db.models import F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from diwan.ledger import chart
from diwan.ledger.enums import Side
from diwan.ledger.integrity.findings import BOOK, ENTRY, found
from diwan.ledger.models import Leg, Seal
from diwan.ledger.shapes import Finding

_DEBIT = Sum("amount_minor", filter=Q(side=Side.DEBIT), default=0)
_CREDIT = Sum("amount_minor", filter=Q(side=Side.CREDIT), default=0)
ACCOUNT = "ledger_account"


def check_sums(community_id: int) -> Iterator[Finding]:
    """Invariants 1, 2, 6 and 7 of one community's book, from the legs alone."""
    legs = Leg.objects.filter(community_id=community_id)
    yield from _entries(legs)
    yield from _community(community_id, legs)
    yield from _cleared_by_close(community_id, legs)
    yield from _refunds_recovered(legs)
    yield from _never_negative(legs)


def _entries(legs: QuerySet[Leg]) -> Iterator[Finding]:
    sums = legs.order_by("entry_id").values("entry_id", "currency").annotate(debit=_DEBIT, credit=_CREDIT)
    for row in sums.exclude(debit=F("credit")):
        sentence = _("Entry %(row)s does not balance: debits and credits differ by %(amount)s minor units.")
        yield found("entry_unbalanced", ENTRY, row["entry_id"], row["debit"] - row["credit"], sentence)


def _community(community_id: int, legs: QuerySet[Leg]) -> Iterator[Finding]:
    sums = legs.order_by("currency").values("currency").annotate(debit=_DEBIT, credit=_CREDIT)
    for row in sums.exclude(debit=F("credit")):
        sentence = _("The accounts of community %(row)s do not sum to zero: %(amount)s minor units of %(currency)s.")
        difference, currency = row["debit"] - row["credit"], row["currency"]
        yield found("books_unbalanced", BOOK, community_id, difference, sentence, currency=currency)


def _cleared_by_close(community_id: int, legs: QuerySet[Leg]) -> Iterator[Finding]:
    """After a month is sealed nothing of its income or fees may be left unshared."""
    sealed = Seal.objects.filter(community_id=community_id).aggregate(until=Max("end_date"))["until"]
    if sealed is not None:
        settled = legs.filter(account__code__in=chart.CLEARED_BY_CLOSE, entry__effective_date__lte=sealed)
        sentence = _("“%(account)s” of %(party)s is not at zero after the close: %(amount)s minor units (%(row)s).")
        yield from _standing(settled, "not_cleared", sentence, lambda amount: amount != 0)


def _refunds_recovered(legs: QuerySet[Leg]) -> Iterator[Finding]:
    """Each replay of refunds takes back all that was paid out before it."""
    recovering = legs.filter(account__code=chart.REFUNDS_TO_RECOVER)
    latest = recovering.filter(side=Side.CREDIT).aggregate(entry=Max("entry_id"))["entry"]
    if latest is not None:
        sentence = _("“%(account)s” is not at zero after refunds were replayed: %(amount)s minor units (%(row)s).")
        yield from _standing(
            recovering.filter(entry_id__lte=latest), "not_cleared", sentence, lambda amount: amount != 0
        )


def _never_negative(legs: QuerySet[Leg]) -> Iterator[Finding]:
    sentence = _("“%(account)s” of %(party)s is below zero: %(amount)s minor units (%(row)s).")
    owed = legs.filter(account__code__in=chart.NEVER_NEGATIVE)
    yield from _standing(owed, "negative", sentence, lambda amount: amount < 0)


def _standing(legs: QuerySet[Leg], kind: str, sentence: str, is_wrong: Callable[[int], bool]) -> Iterator[Finding]:
    """One finding for every account and party whose balance (normal side positive) is wrong."""
    sums = legs.order_by("account_id", "party").values_list("account_id", "account__code", "party")
    for account_id, code, party, debit, credit in sums.annotate(debit=_DEBIT, credit=_CREDIT):
        difference = int(debit) - int(credit)
        amount = difference if chart.find(code).normal_side == Side.DEBIT else -difference
        if is_wrong(amount):
            yield found(kind, ACCOUNT, account_id, amount, sentence, account=code, party=party or "—")
