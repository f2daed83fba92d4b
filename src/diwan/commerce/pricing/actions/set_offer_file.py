from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.commerce import rules
from diwan.commerce.enums import Interval
from diwan.commerce.errors import BadOffer, NoFile, NoSuchOffer
from diwan.commerce.models import Offer
from diwan.kernel import audit, ids
from diwan.people import public as people


def set_offer_file(*, offer_id: int, content: bytes, name: str, by: UUID, at: datetime) -> None:
    """Put the file that a one-off offer hands out; whoever bought it before gets the new one. The old one is dropped.

    Raises NoSuchOffer, BadOffer (an offer with terms), people.errors.NotAllowed.
    """
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NoSuchOffer
    rules.require_keeper(community_id=offer.community_id, by=by)
    if offer.interval != Interval.ONCE or not content:
        raise BadOffer
    old, path = offer.file, f"goods/{offer.community_id}/{ids.random_id().hex}"
    file = default_storage.save(path, ContentFile(content))
    try:
        with transaction.atomic():
            Offer.objects.filter(pk=offer.pk).update(file=file, file_name=Path(name).name[-120:])
            detail = {"name": name[-120:], "size": len(content)}
            ref = f"offer:{offer.pk}"
            audit.record(
                scope=offer.community_id, actor=str(by), action="offer_file_set", object_ref=ref, at=at, detail=detail
            )
    except BaseException:
        default_storage.delete(file)
        raise
    if old:
        default_storage.delete(old)


def get_offer_file(*, offer_id: int, viewer: UUID, at: datetime) -> tuple[Path, str]:
    """The file and its name, for whoever bought it, whose work it is, and the keepers: asked anew each time.

    Raises NoFile for everybody else, and where there is none.
    """
    offer = Offer.objects.filter(pk=offer_id).exclude(file="").first()
    member = people.get_membership_by_party(community_id=offer.community_id, party=viewer) if offer else None
    if offer is None or member is None or not member.is_active:
        raise NoFile
    has_it = people.has_entitlement(membership_id=member.pk, key=offer.entitlement_key, at=at)
    if not (has_it or offer.to == viewer or people.can(member, rules.MONEY)):
        raise NoFile
    return Path(default_storage.path(offer.file)), offer.file_name
