"""The signed address of a sponsor's own page: no account, no password, and an end when a newer one is given out."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from diwan.promotion import public as promotion

_SALT = "diwan.promotion.sponsor"


def address_of(sponsor: promotion.Sponsor) -> str:
    """The whole address, to be sent to the sponsor."""
    return f"{settings.BASE_URL}{reverse('sponsor_page', kwargs={'token': token_of(sponsor)})}"


def token_of(sponsor: promotion.Sponsor) -> str:
    return signing.dumps([sponsor.pk, sponsor.address_number], salt=_SALT)


def page_behind(token: str) -> promotion.SponsorPage | None:
    """What the address opens; None for a forged one and for one that has ended."""
    try:
        sponsor_id, number = signing.loads(token, salt=_SALT)
        return promotion.sponsor_page(sponsor_id=int(sponsor_id), address_number=int(number))
    except (signing.BadSignature, ValueError, TypeError):
        return None
