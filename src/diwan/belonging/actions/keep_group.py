from datetime import datetime

from django.db import transaction

from diwan.belonging import rules
from diwan.belonging.actions.words import named, one_line
from diwan.belonging.enums import Entry
from diwan.belonging.errors import NotAllowed, UnknownChoice
from diwan.belonging.models import Group, GroupPlace
from diwan.belonging.queries.groups import get_group
from diwan.kernel import audit
from diwan.people.public import Membership, notify

_LONGEST_ABOUT = 400


def make_group(
    *,
    by: Membership,
    name_ar: str,
    name_en: str,
    entry: str,
    at: datetime,
    about_ar: str = "",
    about_en: str = "",
    is_private: bool = False,
) -> Group:
    """Make a group; whoever makes it is in it. Raises NotAllowed, NameNeeded, UnknownChoice."""
    rules.require_team(by)
    names = named(name_ar, name_en, longest=60)
    abouts = {"about_ar": one_line(about_ar, _LONGEST_ABOUT), "about_en": one_line(about_en, _LONGEST_ABOUT)}
    with transaction.atomic():
        group = Group.objects.create(
            community_id=by.community_id, **names, **abouts, entry=_entry(entry), is_private=is_private,
            made_by=by, made_at=at,
        )  # fmt: skip
        GroupPlace.objects.create(group=group, membership=by, joined_at=at)
        _write_down(by, group, "group_made", at)
    return group


def edit_group(
    *,
    by: Membership,
    group_id: int,
    name_ar: str,
    name_en: str,
    entry: str,
    is_private: bool,
    at: datetime,
    about_ar: str = "",
    about_en: str = "",
) -> Group:
    """Change a group's words. Who may come in and who may know of it is the team's to change alone.

    Raises NotFound, NotAllowed, NameNeeded, UnknownChoice.
    """
    view = get_group(viewer=by, group_id=group_id)
    group = view.group
    if not view.may_keep or (not rules.is_team(by) and (entry, is_private) != (group.entry, group.is_private)):
        raise NotAllowed
    names = named(name_ar, name_en, longest=60)
    abouts = {"about_ar": one_line(about_ar, _LONGEST_ABOUT), "about_en": one_line(about_en, _LONGEST_ABOUT)}
    for name, value in {**names, **abouts, "entry": _entry(entry), "is_private": is_private}.items():
        setattr(group, name, value)
    with transaction.atomic():
        group.save()
        _write_down(by, group, "group_edited", at)
    return group


def close_group(*, by: Membership, group_id: int, at: datetime) -> None:
    """End a group: nobody sees it any more; the row stays. Raises NotFound, NotAllowed."""
    group = get_group(viewer=by, group_id=group_id).group
    rules.require_team(by)
    with transaction.atomic():
        group.closed_at = at
        group.save(update_fields=["closed_at"])
        _write_down(by, group, "group_closed", at)


def place_member(*, by: Membership, group_id: int, membership_id: int, at: datetime) -> None:
    """Put a member into a group and tell them; they may leave at once. Raises NotFound, NotAllowed."""
    view = get_group(viewer=by, group_id=group_id)
    if not view.may_keep:
        raise NotAllowed
    member = rules.find_other(by, membership_id)
    with transaction.atomic():
        _place, is_new = GroupPlace.objects.get_or_create(
            group=view.group, membership=member, defaults={"joined_at": at}
        )
        if is_new and member.pk != by.pk:
            tell_joined(view.group, member, by, at)


def remove_member(*, by: Membership, group_id: int, membership_id: int, at: datetime) -> None:
    """Take a member out of a group: the team alone, with an audit line. Raises NotFound, NotAllowed."""
    group = get_group(viewer=by, group_id=group_id).group
    rules.require_team(by)
    member = rules.find_other(by, membership_id)
    with transaction.atomic():
        if GroupPlace.objects.filter(group=group, membership=member).delete()[0]:
            _write_down(by, group, "group_member_removed", at, {"member": str(member.party_id)})


def tell_joined(group: Group, member: Membership, by: Membership, at: datetime) -> None:
    facts = {"by": by.person.display_name, "group": group.pk, "title": group.name_in(member.person.language)}
    notify(membership_id=member.pk, kind="group_joined", facts=facts, url="", at=at)


def _entry(value: str) -> str:
    if value not in Entry.values:
        raise UnknownChoice(value=value)
    return value


def _write_down(
    by: Membership, group: Group, action: str, at: datetime, detail: dict[str, object] | None = None
) -> None:
    facts = {"name": group.name_en, "entry": str(group.entry), "is_private": group.is_private, **(detail or {})}
    audit.record(
        scope=by.community_id, actor=str(by.party_id), action=action, object_ref=f"group:{group.pk}", at=at,
        detail=facts,
    )  # fmt: skip
