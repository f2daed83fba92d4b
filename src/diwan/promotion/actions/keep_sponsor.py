"""Who sponsors us, and what we say to whoever would like to."""

from datetime import datetime

from django.db import transaction

from diwan.kernel import audit
from diwan.people import public as people
from diwan.people.enums import OutsiderKind
from diwan.promotion import rules, words
from diwan.promotion.models import MediaKit, Sponsor


def keep_kit(
    *, by: people.Membership, words_ar: str, words_en: str, contact: str, is_open: bool, at: datetime
) -> MediaKit:
    """What the media kit says; its figures are counted, never written. Raises people.errors.NotAllowed."""
    rules.require_dealer(by)
    said = {
        "words_ar": words.paragraphs(words_ar, 1200), "words_en": words.paragraphs(words_en, 1200),
        "contact": contact.strip(), "is_open": is_open, "kept_at": at,
    }  # fmt: skip
    kit, _is_new = MediaKit.objects.update_or_create(community_id=by.community_id, defaults=said)
    return kit


def add_sponsor(*, by: people.Membership, name: str, contact: str, website: str, at: datetime) -> Sponsor:
    """Know a sponsor as an outside party: they get no account.

    Raises people.errors.NotAllowed, WordsNeeded, BadAddress.
    """
    rules.require_dealer(by)
    called = words.needed(name, 120)
    link = words.address(website, 300) if website.strip() else ""
    with transaction.atomic():
        party = people.create_outside_party(community_id=by.community_id, name=called, kind=OutsiderKind.SPONSOR, at=at)
        sponsor = Sponsor.objects.create(
            community_id=by.community_id, party=party, name=called, contact=contact.strip(), website=link,
            added_by=by, added_at=at,
        )  # fmt: skip
        _write_down(by, "sponsor_added", sponsor, at)
    return sponsor


def renew_address(*, by: people.Membership, sponsor_id: int, at: datetime) -> Sponsor:
    """End every address of the sponsor's page that was given out; the next one is new. Raises NotFound, NotAllowed."""
    rules.require_dealer(by)
    with transaction.atomic():
        sponsor = rules.find_sponsor(community_id=by.community_id, sponsor_id=sponsor_id)
        sponsor.address_number += 1
        sponsor.save(update_fields=["address_number"])
        _write_down(by, "sponsor_address_renewed", sponsor, at)
    return sponsor


def _write_down(by: people.Membership, action: str, sponsor: Sponsor, at: datetime) -> None:
    audit.record(
        scope=by.community_id, actor=rules.party_text(by), action=action, object_ref=f"sponsor:{sponsor.pk}", at=at
    )
