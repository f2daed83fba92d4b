"""The payout desk: who is owed what and why not all of it goes out, the batches, one batch with its payments."""

from typing import Any

from django.http import Http404

from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.payouts.enums import (
    BatchStatus,
    MethodKind,
    Obstacle,
    PayoutStatus,
    StatementEffect,
    StatementFormat,
)
from diwan.payouts.errors import NoSuchBatch, NoSuchStatement
from diwan.people import public as people
from diwan.web.member.payout_page import TONES
from diwan.web.scope import CommunityRequest, member_of

EFFECT_TONES: dict[str, str] = {
    StatementEffect.CONFIRMS: "zinjar",
    StatementEffect.RETURNS: "zafaran",
    StatementEffect.KNOWN: "stone",
    StatementEffect.DIFFERS: "zinjafr",
}


def desk(request: CommunityRequest) -> dict[str, Any]:
    """Balances, largest first, those that can go out before those that wait."""
    rows = payouts.list_due(community_id=request.community.pk, at=clock.now())
    batches = payouts.list_batches(community_id=request.community.pk)
    return {
        "community": request.community,
        "currency": request.community.currency,
        "ready": [row for row in rows if row.payable_minor],
        "waiting": [row for row in rows if not row.payable_minor],
        "owed_minor": sum(row.amount_minor for row in rows),
        "payable_minor": sum(row.payable_minor for row in rows),
        "batches": batches,
        "draft": next((one for one in batches if one.status == BatchStatus.DRAFT), None),
        "source": payouts.get_source(community_id=request.community.pk),
        "terms": payouts.get_terms(community_id=request.community.pk),
        "obstacle_words": dict(Obstacle.choices),
        "method_words": dict(MethodKind.choices),
        "batch_words": dict(BatchStatus.choices),
        "problem": "",
    }


def find_batch(request: CommunityRequest, batch_id: int) -> payouts.BatchView:
    """A batch of this community, for its keepers; a foreign one is answered like a missing one."""
    try:
        return payouts.get_batch(batch_id=batch_id, viewer=member_of(request).party_id)
    except NoSuchBatch as error:
        raise Http404 from error


def find_payout(
    request: CommunityRequest, batch_id: int, payout_id: int
) -> tuple[payouts.BatchView, payouts.PayoutView]:
    batch = find_batch(request, batch_id)
    found = next((one for one in batch.payouts if one.id == payout_id), None)
    if found is None:
        raise Http404
    return batch, found


def batch_facts(request: CommunityRequest, batch: payouts.BatchView) -> dict[str, Any]:
    mine = member_of(request).party_id
    parties = [party for party in (batch.drafted_by, batch.decided_by) if party]
    names = people.party_names(community_id=request.community.pk, parties=parties)
    return {
        "community": request.community,
        "batch": batch,
        "decided_by_name": names.get(batch.decided_by, "") if batch.decided_by else "",
        "is_mine": batch.drafted_by == mine,
        "may_approve_alone": batch.alone_from is not None and batch.alone_from <= clock.now(),
        "batch_word": BatchStatus(batch.status).label,
        "method_words": dict(MethodKind.choices),
        "status_words": dict(PayoutStatus.choices),
        "tones": TONES,
        "ways": payouts.list_ways(batch_id=batch.id, viewer=mine) if batch.status == BatchStatus.APPROVED else [],
        "to_send_count": sum(1 for one in batch.payouts if one.status == PayoutStatus.APPROVED),
        "problem": "",
    }


def find_statement(request: CommunityRequest, statement_id: int) -> payouts.BankStatementView:
    """A statement of this community, for its keepers; a foreign one is answered like a missing one."""
    try:
        return payouts.get_statement(statement_id=statement_id, viewer=member_of(request).party_id)
    except NoSuchStatement as error:
        raise Http404 from error


def statement_facts(request: CommunityRequest, view: payouts.BankStatementView) -> dict[str, Any]:
    said = [(label, view.counts.get(value, 0), EFFECT_TONES[value]) for value, label in StatementEffect.choices]
    return {
        "community": request.community,
        "currency": request.community.currency,
        "statement": view,
        "said": [row for row in said if row[1]],
        "effect_words": dict(StatementEffect.choices),
        "effect_tones": EFFECT_TONES,
        "format_word": StatementFormat(view.format).label,
        "problem": "",
    }
