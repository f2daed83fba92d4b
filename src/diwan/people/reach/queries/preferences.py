"""What a member chose, and the customs where nothing was chosen."""

from dataclasses import dataclass

from diwan.people.models import ReachChoice, ReachPreference
from diwan.people.reach.groups import CUSTOMS, ONLY_BY_MAIL, ByMail, Group

MAIL_OPENS = "mail_opens"


@dataclass(frozen=True, slots=True)
class GroupReach:
    """How one group reaches the member. A locked one cannot be changed; `only_mail`: it is nothing but letters."""

    group: Group
    in_app: bool
    mail: ByMail
    push: bool
    is_locked: bool
    only_mail: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything on the settings page, `groups` in the order they are shown."""

    groups: tuple[GroupReach, ...]
    preference: ReachPreference


def reach_of(*, membership_id: int) -> Reach:
    chosen = {row.group: row for row in ReachChoice.objects.filter(membership=membership_id)}
    preference = ReachPreference.objects.filter(membership=membership_id).first()
    groups = tuple(_group_reach(group, chosen.get(group)) for group in Group)
    return Reach(groups, preference or ReachPreference(membership_id=membership_id))


def _group_reach(group: Group, row: ReachChoice | None) -> GroupReach:
    custom = CUSTOMS[group]
    free = row is not None and not custom.is_locked
    return GroupReach(
        group=group,
        in_app=row.in_app if row and free else True,
        mail=ByMail(row.mail) if row and free else custom.mail,
        push=row.push if row else custom.push,
        is_locked=custom.is_locked,
        only_mail=group in ONLY_BY_MAIL,
    )


def has_chosen_reach(*, membership_id: int) -> bool:
    """Whether the member ever chose how they are told. Two queries at most."""
    chosen = ReachChoice.objects.filter(membership=membership_id).exists()
    return chosen or ReachPreference.objects.filter(membership=membership_id).exists()


def has_consent(*, membership_id: int, purpose: str) -> bool:
    """Whether the member agreed to this purpose. Known here: 'mail_opens', to count that a letter was opened."""
    if purpose != MAIL_OPENS:
        return False
    return ReachPreference.objects.filter(membership=membership_id, counts_openings=True).exists()
