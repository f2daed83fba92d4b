"""The register of processing: what the policy page prints, from the declarations and the settings as they are."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise

from diwan.kernel import consents, privacy
from diwan.people.public import Membership, Person
from diwan.trust.privacy.models import Consent, DataExport, ErasureRequest


@dataclass(frozen=True, slots=True)
class Kind:
    """What is kept, in a reader's words; what an erasure does to it; after how many days it goes by itself."""

    what: str
    erasure: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Chapter:
    purpose: str
    basis: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class ConsentView:
    purpose: str
    title: Promise
    what_for: Promise
    is_given: bool
    said_at: object


def privacy_register() -> list[Chapter]:
    """Purposes in order, each with what is kept for it and what becomes of that."""
    chapters = []
    for purpose in privacy.Purpose:
        kept = [one for one in privacy.declared() if one.purpose == purpose and one.what]
        if kept:
            basis = str(privacy.BASES[purpose].label)
            chapters.append(Chapter(str(purpose.label), basis, tuple(_kind(one) for one in kept)))
    return chapters


def list_consents(*, membership_id: int) -> list[ConsentView]:
    """Every consent that is asked for, and what this member says to it."""
    said = dict(Consent.objects.filter(membership=membership_id).order_by("pk").values_list("purpose", "said_at"))
    return [
        ConsentView(one.purpose, one.title, one.what_for, one.read(membership_id), said.get(one.purpose))
        for one in consents.all_asked()
    ]


def latest_export(*, person_id: int) -> DataExport | None:
    return DataExport.objects.filter(person_id=person_id).order_by("-pk").first()


def open_erasure(*, person_id: int) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(person_id=person_id, cancelled_at=None, done_at=None).first()


def people_concerned(*, community_id: int | None = None) -> models.QuerySet[Person]:
    """Everybody who must be told of a breach: with an address, in this community or in any."""
    found = Membership.objects.all() if community_id is None else Membership.objects.filter(community=community_id)
    return Person.objects.filter(pk__in=found.values("person"), email__isnull=False, is_active=True).order_by("pk")


def _kind(one: privacy.Rows) -> Kind:
    return Kind(str(one.what), str(one.erasure.label), one.days)
