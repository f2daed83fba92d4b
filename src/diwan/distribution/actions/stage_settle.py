from dataclasses import asdict

from diwan.distribution.actions.context import Close
from diwan.distribution.breakdown import breakdowns
from diwan.distribution.models import Hold, Line, SettlementResult
from diwan.distribution.seasoning import HeldPart, held_parts, referral_shares, unseasoned_payers, unseasoned_shares
from diwan.engine.identities import merge_identities
from diwan.engine.public import canonical_json, fingerprint, settlement_document


def settle_period(close: Close) -> None:
    """Run the engine on the snapshot; keep the result, and one line for everybody who earned or paid.

    Raises CloseStopped.
    """
    document = settlement_document(close.settlement)
    SettlementResult.objects.create(
        period=close.row,
        document=canonical_json(document).decode(),
        settlement_hash=fingerprint(document),
        settled_at=close.at,
        lines=[asdict(line) for line in close.settlement.lines],
    )
    _write_lines(close)


def _write_lines(close: Close) -> None:
    settlement = close.settlement
    unseasoned = unseasoned_shares(settlement, unseasoned_payers(merge_identities(close.inputs)))
    referred = referral_shares(close.plan, settlement)
    lines, parts = [], []
    for pid, breakdown in breakdowns(close.plan, close.inputs, settlement).items():
        earned = settlement.alloc.get(pid, 0)
        held = held_parts(
            earned_minor=earned,
            unseasoned_minor=unseasoned.get(pid, 0),
            referred_minor=referred.get(pid, 0),
            holdback=close.plan.holdback,
        )
        held_minor = sum(part.amount_minor for part in held)
        lines.append(
            Line(
                period=close.row,
                party=close.parties[pid],
                pid=pid,
                earned_minor=earned,
                held_minor=held_minor,
                payable_minor=earned - held_minor,
                breakdown=breakdown,
            )
        )
        parts.append(held)
    stored = Line.objects.bulk_create(lines, batch_size=200)
    _write_holds(close, stored, parts)


def _write_holds(close: Close, lines: list[Line], parts: list[tuple[HeldPart, ...]]) -> None:
    Hold.objects.bulk_create(
        [
            Hold(
                line=line,
                kind=part.kind,
                until_period=close.period.plus(part.periods).label,
                amount_minor=part.amount_minor,
            )
            for line, held in zip(lines, parts, strict=True)
            for part in held
        ],
        batch_size=500,
    )
