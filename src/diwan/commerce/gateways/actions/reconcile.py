"""Once a day each account is compared with the provider's own list: what was lost on the way is found and made good."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from diwan.commerce import till
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.apply_payout import apply_payout
from diwan.commerce.gateways.actions.apply_truth import apply_truth
from diwan.commerce.gateways.enums import CheckoutState, PaymentState
from diwan.commerce.gateways.errors import GatewayError
from diwan.commerce.gateways.models import Checkout, GatewayAccount, GatewayPayment, Reconciliation
from diwan.commerce.gateways.protocol import Account, PaymentTruth, Provider
from diwan.commerce.gateways.queries.books import held_there
from diwan.commerce.gateways.registry import PROVIDERS, get_provider
from diwan.kernel import sealing

# News of a payment may come that long after it: each run looks back so far beyond the one before.
LOOK_BACK = timedelta(days=3)
Found = dict[str, Any]


def reconcile_all(*, at: datetime) -> int:
    """Compare every account that was ever used; one provider that is silent does not stop the others."""
    rows = GatewayAccount.objects.filter(provider__in=PROVIDERS).filter(
        Q(is_open=True) | Q(pk__in=Checkout.objects.values("account"))
    )
    return sum(bool(reconcile(account_id=row.pk, at=at)) for row in rows.order_by("pk"))


def reconcile(*, account_id: int, at: datetime, since: datetime | None = None) -> int:
    """Compare one account from `since` (default: three days before the last run); give the run's id.

    Findings (JSON): {"kind", "external_id", "amount_minor"}; kinds: `settled` (it was paid and we had not heard),
    `changed` (a refund, dispute or fee we had not heard of), `aside` (paid, but not what was asked for),
    `foreign` (a payment of nobody's order), `missing` (ours, and the provider does not list it), `payout`,
    `difference` (what it holds is not what our books say it holds), `silent` (it did not answer; `why`).
    """
    row = GatewayAccount.objects.select_related("community").get(pk=account_id)
    start = since or _start(row)
    run = Reconciliation(account=row, since_at=start, ran_at=at, looked_at_count=0)
    found: list[Found] = []
    try:
        _compare(run, get_provider(row.provider), opened(row), found)
    except (GatewayError, sealing.CannotOpen) as error:
        found.append({"kind": "silent", "external_id": "", "amount_minor": 0, "why": str(error)[:200]})
    run.findings = found
    run.save()
    return run.pk


def _start(row: GatewayAccount) -> datetime:
    last = row.reconciliations.order_by("-ran_at").values_list("ran_at", flat=True).first()
    return (last or row.connected_at) - LOOK_BACK


def _compare(run: Reconciliation, provider: Provider, account: Account, found: list[Found]) -> None:
    seen: set[str] = set()
    for truth in _truths(run, provider, account):
        run.looked_at_count += 1
        seen.add(truth.external_id)
        found.extend(_payment(run, truth))
    if provider.capabilities.lists_payments:
        found.extend(_missing(run, seen))
    if provider.capabilities.lists_payouts:
        for payout in provider.list_payouts(account, run.since_at):
            with transaction.atomic():
                till.hold(community_id=run.account.community_id)
                if apply_payout(account=run.account, truth=payout, at=run.ran_at):
                    found.append(_found("payout", payout.external_id, payout.amount_minor))
    if provider.capabilities.tells_balance:
        there = provider.balance(account).get(run.account.community.currency, 0)
        run.provider_minor, run.books_minor = there, held_there(account=run.account)
        if run.provider_minor != run.books_minor:
            found.append(_found("difference", "", run.provider_minor - run.books_minor))


def _truths(run: Reconciliation, provider: Provider, account: Account) -> Iterator[PaymentTruth]:
    """The provider's own list; and each checkout we still wait for, in case it has none or it begins later."""
    listed: set[str] = set()
    if provider.capabilities.lists_payments:
        for truth in provider.list_payments(account, run.since_at):
            listed |= {truth.reference, truth.checkout_id}
            yield truth
    waiting = Checkout.objects.filter(account=run.account, state=CheckoutState.OPEN, opened_at__gte=run.since_at)
    for checkout in waiting.exclude(external_id="").order_by("pk"):
        if not {checkout.reference, checkout.external_id} & listed:
            yield provider.fetch_payment(account, checkout.external_id)


def _payment(run: Reconciliation, truth: PaymentTruth) -> Iterator[Found]:
    ours = GatewayPayment.objects.filter(account=run.account, external_id=truth.external_id)
    was_known = ours.exists()
    changed = apply_truth(account=run.account, truth=truth, at=run.ran_at)
    if truth.state != PaymentState.PAID:
        return
    if was_known and changed:
        yield _found("changed", truth.external_id, truth.amount_minor)
    elif changed:
        yield _found("settled", truth.external_id, truth.amount_minor)
    elif not was_known:
        yield _found("aside" if _is_asked(run.account, truth) else "foreign", truth.external_id, truth.amount_minor)


def _is_asked(account: GatewayAccount, truth: PaymentTruth) -> bool:
    checkouts = Checkout.objects.filter(account=account).exclude(trouble="")
    return checkouts.filter(Q(reference=truth.reference) | Q(external_id=truth.checkout_id or "-")).exists()


def _missing(run: Reconciliation, seen: set[str]) -> Iterator[Found]:
    ours = GatewayPayment.objects.filter(account=run.account, paid_at__gte=run.since_at, paid_at__lt=run.ran_at)
    for external_id, amount in ours.order_by("pk").values_list("external_id", "amount_minor"):
        if external_id not in seen:
            yield _found("missing", external_id, amount)


def _found(kind: str, external_id: str, amount_minor: int) -> Found:
    return {"kind": kind, "external_id": external_id, "amount_minor": amount_minor}
