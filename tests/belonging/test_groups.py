"""Groups: three ways in, one way out that is always open, and private ones that are not there for others."""

import pytest

from diwan.belonging import public as belonging
from diwan.belonging.errors import GroupIsPicked, NameNeeded, NotAllowed, NotFound
from diwan.people import public as people

from .conftest import AT


def make(garden, entry="open", *, is_private=False, by="huda", **words):
    names = {"name_ar": "عمّان", "name_en": "Amman", **words}
    return belonging.make_group(by=garden.members[by], entry=entry, is_private=is_private, at=AT, **names)


def ids(garden, group):
    return belonging.group_member_ids(community_id=garden.id, group_id=group.pk)


def test_whoever_wants_joins_an_open_group_and_leaves_it_again(garden):
    group = make(garden)
    for _ in range(2):
        assert belonging.join_group(by=garden.layla, group_id=group.pk, at=AT)
    assert ids(garden, group) == {garden.huda.pk, garden.layla.pk}
    belonging.leave_group(by=garden.layla, group_id=group.pk)
    belonging.leave_group(by=garden.huda, group_id=group.pk)
    assert ids(garden, group) == frozenset()


def test_a_request_waits_and_is_answered_by_the_team_or_a_known_member_of_the_group(garden):
    group = make(garden, "request")
    for name in ("layla", "samer"):
        assert not belonging.join_group(by=garden.members[name], group_id=group.pk, at=AT)
    first, second = belonging.list_requests(group_id=group.pk)
    answer = {"group_id": group.pk, "answer": "accepted", "at": AT}
    for name in ("layla", "nadia"):
        with pytest.raises(NotAllowed):
            belonging.answer_request(by=garden.members[name], request_id=first.request_id, **answer)
    belonging.answer_request(by=garden.tariq, request_id=first.request_id, **answer)
    people.set_trust(membership=garden.layla, level=2, at=AT)
    said = {**answer, "answer": "declined"}
    belonging.answer_request(by=garden.again("layla"), request_id=second.request_id, **said)
    assert ids(garden, group) == {garden.huda.pk, garden.layla.pk}
    with pytest.raises(NotFound):
        belonging.answer_request(by=garden.tariq, request_id=second.request_id, **answer)
    belonging.join_group(by=garden.samer, group_id=group.pk, at=AT)
    assert len(belonging.list_requests(group_id=group.pk)) == 1


def test_into_a_picked_group_one_is_put_is_told_and_may_leave_at_once(garden):
    group = make(garden, "picked")
    with pytest.raises(GroupIsPicked):
        belonging.join_group(by=garden.layla, group_id=group.pk, at=AT)
    put = {"group_id": group.pk, "membership_id": garden.layla.pk, "at": AT}
    with pytest.raises(NotAllowed):
        belonging.place_member(by=garden.samer, **put)
    belonging.place_member(by=garden.huda, **put)
    assert people.list_notices(membership_id=garden.layla.pk)[0].kind == "group_joined"
    belonging.leave_group(by=garden.layla, group_id=group.pk)
    assert garden.layla.pk not in ids(garden, group)


def test_a_private_group_is_not_there_for_members_neighbours_and_the_suspended(garden):
    group = make(garden, is_private=True)
    belonging.place_member(by=garden.huda, group_id=group.pk, membership_id=garden.layla.pk, at=AT)
    for name in ("samer", "zed", "rami"):
        stranger = garden.members[name]
        for door in (
            lambda who: belonging.get_group(viewer=who, group_id=group.pk),
            lambda who: belonging.join_group(by=who, group_id=group.pk, at=AT),
            lambda who: belonging.leave_group(by=who, group_id=group.pk),
            lambda who: belonging.directory_page(viewer=who, sought=belonging.Sought(group_id=group.pk), at=AT),
        ):
            with pytest.raises(NotFound):
                door(stranger)
    assert belonging.list_groups(viewer=garden.samer) == ()
    assert belonging.groups_of(member=garden.layla, viewer=garden.samer) == ()
    assert [view.group.pk for view in belonging.list_groups(viewer=garden.layla)] == [group.pk]
    assert belonging.get_group(viewer=garden.tariq, group_id=group.pk).member_count == 2


def test_members_make_and_end_no_groups_and_next_door_sees_none(garden):
    group = make(garden)
    with pytest.raises(NotAllowed):
        make(garden, by="layla")
    with pytest.raises(NotAllowed):
        belonging.close_group(by=garden.layla, group_id=group.pk, at=AT)
    with pytest.raises(NotFound):
        belonging.close_group(by=garden.zed, group_id=group.pk, at=AT)
    with pytest.raises(NameNeeded):
        make(garden, name_ar="\u200b")
    belonging.close_group(by=garden.tariq, group_id=group.pk, at=AT)
    assert ids(garden, group) == frozenset()
    for number in (group.pk, 0, -1, 10**40):
        with pytest.raises(NotFound):
            belonging.get_group(viewer=garden.tariq, group_id=number)


def test_who_keeps_a_group_changes_its_words_but_not_who_comes_in(garden):
    group = make(garden, "picked")
    belonging.place_member(by=garden.huda, group_id=group.pk, membership_id=garden.layla.pk, at=AT)
    words = {"group_id": group.pk, "name_ar": "إربد", "name_en": "Irbid", "is_private": False, "at": AT}
    with pytest.raises(NotAllowed):
        belonging.edit_group(by=garden.layla, entry="picked", **words)
    people.set_trust(membership=garden.layla, level=3, at=AT)
    keeper = garden.again("layla")
    assert belonging.edit_group(by=keeper, entry="picked", **words).name_en == "Irbid"
    with pytest.raises(NotAllowed):
        belonging.edit_group(by=keeper, entry="open", **words)


def test_a_letter_to_a_group_goes_to_its_active_members_alone(garden):
    group = make(garden)
    belonging.join_group(by=garden.layla, group_id=group.pk, at=AT)
    people.suspend_membership(membership=garden.layla, by=garden.tariq, reason="x", at=AT)
    assert ids(garden, group) == {garden.huda.pk}
    assert belonging.group_member_ids(community_id=garden.zed.community_id, group_id=group.pk) == frozenset()
