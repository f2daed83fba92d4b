"""Between a thief and somebody's earnings once a session is stolen: waiting, and letters to old addresses."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from diwan.kernel import outbox
from diwan.ledger import public as ledger
from diwan.payouts import vault
from diwan.payouts.models import FormerAddress, Method
from diwan.payouts.postings import HELD, IN_BATCH, OWED
from diwan.people import public as people

CHANGE_HOLD = timedelta(hours=72)
# How long somebody who gave up an e-mail address (or had it changed behind their back) is still told there.
TOLD_THERE = timedelta(days=30)
LETTER_TO_FORMER = "payouts.letter_to_former_address"
_KIND = "payout_method_changed"


def usable_from(*, membership: people.Membership, is_first: bool, at: datetime) -> datetime:
    """From when on money follows a destination named `at`: at once only if it is the first and nothing is earned yet.

    Whoever enters an account whose owner has earnings and has not said where they go must wait as well.
    """
    return at if is_first and not has_earnings(membership) else at + CHANGE_HOLD


def has_earnings(membership: people.Membership) -> bool:
    """Whether anything is owed, held back, or on its way, to this member under any membership merged with theirs."""
    return any(
        ledger.balance(community_id=membership.community_id, account=account, party=party) > 0
        for party in parties_of(membership)
        for account in (OWED, HELD, IN_BATCH)
    )


def parties_of(membership: people.Membership) -> list[UUID]:
    """The parties of all memberships that are declared one person with this one, its own included."""
    head = membership.same_person_as or membership
    return [head.party_id, *(row.party_id for row in head.merged.all())]


def tell(*, method: Method, at: datetime) -> None:
    """Tell the member, and every e-mail address of theirs that was given up lately, where payouts go from now on."""
    facts = {"kind": method.kind, "mask": method.mask, "usable_from": method.usable_from.isoformat()}
    people.notify(membership_id=method.membership_id, kind=_KIND, facts=facts, url="", at=at, by_mail=True)
    _tell_former(method.membership, _KIND, facts, at)


def _tell_former(membership: people.Membership, kind: str, facts: Mapping[str, Any], at: datetime) -> None:
    since = at - TOLD_THERE
    for row in FormerAddress.objects.filter(person=membership.person_id, changed_at__gt=since):
        payload = {"membership": membership.pk, "kind": kind, "facts": dict(facts), "url": "", "address": row.pk}
        outbox.put(topic=LETTER_TO_FORMER, payload=payload, at=at)


def note_former_address(*, person_id: int, email: str, at: datetime) -> None:
    """Remember an address that was given up, sealed, as long as changes are told there; older ones are forgotten."""
    FormerAddress.objects.filter(person=person_id, changed_at__lte=at - TOLD_THERE).delete()
    sealed = vault.seal({"email": email})
    FormerAddress.objects.create(person_id=person_id, sealed=sealed, changed_at=at)


def former_address(*, address_id: int) -> str:
    """The address in the clear, to write a letter to it; "" if it is forgotten by now."""
    row = FormerAddress.objects.filter(pk=address_id).first()
    return vault.unseal(row.sealed)["email"] if row else ""


def hold_after_merge(*, memberships: Iterable[int], at: datetime) -> None:
    """Two memberships became one person: earnings of one may now follow the other's destination, so both wait."""
    for method in Method.objects.filter(membership__in=memberships, replaced_at=None).select_related("membership"):
        method.usable_from = max(method.usable_from, at + CHANGE_HOLD)
        method.save(update_fields=["usable_from"])
        tell(method=method, at=at)
