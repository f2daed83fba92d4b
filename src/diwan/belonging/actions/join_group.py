from datetime import datetime

from django.db import transaction

from diwan.belonging import rules
from diwan.belonging.actions.keep_group import tell_joined
from diwan.belonging.enums import Answer, Entry
from diwan.belonging.errors import GroupIsPicked, NotAllowed, NotFound, UnknownChoice
from diwan.belonging.models import Group, GroupPlace, GroupRequest
from diwan.belonging.queries.groups import get_group
from diwan.people.public import Membership, notify


def join_group(*, by: Membership, group_id: int, at: datetime) -> bool:
    """Come into an open group, or ask to; return whether one is in. Raises NotFound, GroupIsPicked."""
    view = get_group(viewer=by, group_id=group_id)
    if view.is_inside:
        return True
    if view.group.entry == Entry.PICKED:
        raise GroupIsPicked
    if view.group.entry == Entry.OPEN:
        GroupPlace.objects.get_or_create(group=view.group, membership=by, defaults={"joined_at": at})
        return True
    with transaction.atomic():
        request, is_new = GroupRequest.objects.get_or_create(group=view.group, membership=by, defaults={"asked_at": at})
        if not is_new and request.answer != Answer.WAITING:
            request.answer, request.asked_at, request.answered_by, request.answered_at = Answer.WAITING, at, None, None
            request.save()
        if is_new:
            _tell_asked(view.group, by, at)
    return False


def _tell_asked(group: Group, by: Membership, at: datetime) -> None:
    title = group.name_in(group.made_by.person.language)
    facts = {"by": by.person.display_name, "group": group.pk, "title": title}
    notify(membership_id=group.made_by_id, kind="group_request", facts=facts, url="", at=at)


def leave_group(*, by: Membership, group_id: int) -> None:
    """Leave, or take one's request back; always possible, and nobody is told. Raises NotFound."""
    view = get_group(viewer=by, group_id=group_id)
    GroupPlace.objects.filter(group=view.group, membership=by).delete()
    GroupRequest.objects.filter(group=view.group, membership=by).delete()


def answer_request(*, by: Membership, group_id: int, request_id: int, answer: str, at: datetime) -> None:
    """Let somebody in, or not. Raises NotFound, NotAllowed, UnknownChoice."""
    view = get_group(viewer=by, group_id=group_id)
    if not view.may_answer:
        raise NotAllowed
    if answer not in (Answer.ACCEPTED, Answer.DECLINED):
        raise UnknownChoice(value=answer)
    with transaction.atomic():
        rows = GroupRequest.objects.select_for_update().select_related("membership__person")
        is_id = 0 < request_id <= rules.LARGEST_ID
        row = rows.filter(pk=request_id, group=view.group, answer=Answer.WAITING).first() if is_id else None
        if row is None:
            raise NotFound
        row.answer, row.answered_by, row.answered_at = answer, by, at
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        if answer == Answer.ACCEPTED:
            GroupPlace.objects.get_or_create(group=view.group, membership=row.membership, defaults={"joined_at": at})
            tell_joined(view.group, row.membership, by, at)
