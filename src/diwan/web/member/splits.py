"""What becomes of a payment, in words and colours: the same before paying and on the order."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.money_words import PIGMENTS, place_word


@dataclass(frozen=True, slots=True)
class Slice:
    """One line: where, how much, which part of the whole (basis points), its colour; `is_person`: whom it is for."""

    label: str
    minor: int
    share_bp: int
    tone: str
    is_person: bool = False


def split_of(
    *, community: people.Community, kind: str, amount_minor: int, to: UUID | None, tax_minor: int = 0
) -> list[Slice]:
    """Where `amount_minor` goes by the plan of this month; empty without a plan, or for nothing."""
    if not amount_minor:
        return []
    planned = distribution.Planned(kind=kind, amount_minor=amount_minor, to=to, tax_minor=tax_minor)
    found = splits_of(community=community, payments=[planned])
    return found[0] if found else []


def splits_of(*, community: people.Community, payments: list[distribution.Planned]) -> list[list[Slice]]:
    """The same for several payments, each by itself."""
    previews = distribution.split_previews(community_id=community.pk, payments=payments, at=clock.now())
    parties = {one.to for one in payments if one.to}
    names = people.party_names(community_id=community.pk, parties=list(parties)) if parties else {}
    return [
        [_slice(line, preview.amount_minor, names.get(one.to) if one.to else None) for line in preview.lines]
        for one, preview in zip(payments, previews, strict=False)
    ]


def _slice(line: distribution.SplitLine, whole_minor: int, name: str | None) -> Slice:
    is_person = line.to == distribution.PERSON
    label = (name or _("Whom it is for")) if is_person else place_word(line.to)
    return Slice(label, line.amount_minor, line.amount_minor * 10_000 // whole_minor, PIGMENTS[line.tone], is_person)
