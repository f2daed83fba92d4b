from datetime import datetime
from uuid import UUID

from diwan.kernel import idempotency
from diwan.ledger import public as ledger
from diwan.payouts import desk, postings, rules
from diwan.payouts.enums import BatchStatus
from diwan.payouts.errors import DonationFinal, InBatch, NoSuchDonation, TooMuchToGive
from diwan.payouts.models import Batch, Donation, Payout
from diwan.payouts.queries.due import owed_by_party
from diwan.people import public as people
from diwan.people.errors import NotAMember


def donate(*, membership_id: int, amount_minor: int, at: datetime, key: str) -> int:
    """Leave what is payable to a member, or part of it, to the common pot; give the donation's id. For them alone.

    It can be taken back until the community's next batch is approved. Raises TooMuchToGive (more than is payable, or
    nothing), InBatch (a draft holds the money), people.errors.NotAMember, kernel KeyReused.
    """
    member = people.Membership.objects.select_related("community").filter(pk=membership_id).first()
    if member is None or not member.is_active:
        raise NotAMember

    def run() -> dict[str, int]:
        rules.hold(community_id=member.community_id)
        if Payout.objects.filter(party=member.party_id, batch__status=BatchStatus.DRAFT).exists():
            raise InBatch
        if not 0 < amount_minor <= owed_by_party(community_id=member.community_id).get(member.party_id, 0):
            raise TooMuchToGive
        gift = Donation.objects.create(
            community_id=member.community_id, party=member.party_id, amount_minor=amount_minor, donated_at=at
        )
        _book(gift, member.community, "payable_donated", at)
        return {"donation": gift.pk}

    actor, body = str(member.party_id), {"amount_minor": amount_minor}
    answer = idempotency.once(
        scope=member.community_id, actor=actor, endpoint="payouts.donate", key=key, body=body, at=at, run=run
    )
    return int(answer["donation"])


def withdraw_donation(*, donation_id: int, by: UUID, at: datetime, key: str) -> None:
    """Take a donation back: payable again. Raises NoSuchDonation for everybody but its giver, DonationFinal once a
    batch was approved since; taking back twice changes nothing.
    """
    gift = Donation.objects.select_related("community").filter(pk=donation_id, party=by).first()
    if gift is None:
        raise NoSuchDonation

    def run() -> dict[str, int]:
        rules.hold(community_id=gift.community_id)
        gift.refresh_from_db(fields=["withdrawn_at"])
        if gift.withdrawn_at is None:
            if is_final(gift):
                raise DonationFinal
            gift.withdrawn_at = at
            gift.save(update_fields=["withdrawn_at"])
            _book(gift, gift.community, "donation_withdrawn", at)
        return {"donation": gift.pk}

    idempotency.once(
        scope=gift.community_id, actor=str(by), endpoint=f"payouts.donation:{gift.pk}", key=key, body={}, at=at, run=run
    )


def is_final(gift: Donation) -> bool:
    """Whether a batch was approved since: the pot may have been counted on by then."""
    rows = Batch.objects.filter(community=gift.community_id, status=BatchStatus.APPROVED)
    return rows.filter(decided_at__gte=gift.donated_at).exists()


def _book(gift: Donation, community: people.Community, kind: str, at: datetime) -> None:
    shape = postings.payable_donated if kind == "payable_donated" else postings.donation_withdrawn
    ledger.post(
        community_id=gift.community_id,
        kind=kind,
        legs=shape(party=gift.party, amount_minor=gift.amount_minor),
        effective_date=desk.local_date(community=community, at=at),
        at=at,
        key=f"payouts:donation:{gift.pk}:{kind}",
        source_ref=f"donation:{gift.pk}",
        detail={"party": str(gift.party)},
        currency=community.currency,
    )
    desk.write_down(
        community_id=gift.community_id, by=gift.party, action=kind, ref=f"donation:{gift.pk}", at=at,
        detail={"amount_minor": gift.amount_minor},
    )  # fmt: skip
