from datetime import UTC, datetime, timedelta

import pytest

from diwan.kernel import audit
from diwan.people import errors
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 1, 9, tzinfo=UTC)


def someone(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)


def garden(owner: people.Person, slug: str = "garden") -> people.Community:
    return people.create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Garden",
        currency="USD",
        timezone="Asia/Amman",
        language="ar",
        owner=owner,
        at=AT,
    )


def test_the_founder_owns_the_community_and_a_stranger_may_nothing() -> None:
    mona, stranger = someone("mona"), someone("stranger")
    community = garden(mona)
    founder = people.get_membership(community_id=community.pk, person_id=mona.pk)
    assert people.membership_roles(membership_id=founder.pk) == {"owner", "member"}
    outsider = people.get_membership(community_id=community.pk, person_id=stranger.pk)
    assert outsider is None
    assert not any(people.can(outsider, action) for action in ("read", "write", "approve_money", "moderate"))


def test_the_same_person_is_another_party_in_another_community() -> None:
    mona = someone("mona")
    here, there = garden(mona), garden(mona, "roof")
    one = people.get_membership(community_id=here.pk, person_id=mona.pk)
    other = people.get_membership(community_id=there.pk, person_id=mona.pk)
    assert one.party_id != other.party_id
    assert people.get_party(community_id=there.pk, party=one.party_id) is None


def test_an_address_is_taken_once() -> None:
    garden(someone("mona"))
    with pytest.raises(errors.SlugTaken, match="garden"):
        garden(someone("huda"))
    with pytest.raises(errors.EmailTaken):
        people.create_person(email="MONA@example.org", display_name="M", language="en", at=AT)


def test_leaving_and_coming_back_keeps_the_party_and_the_last_owner_stays() -> None:
    community = garden(someone("mona"))
    layla = people.join_community(person=someone("layla"), community=community, at=AT)
    people.leave_community(membership=layla, at=AT)
    assert layla not in people.list_members(community_id=community.pk)
    back = people.join_community(person=layla.person, community=community, at=AT + timedelta(days=9))
    assert (back.party_id, back.is_active) == (layla.party_id, True)
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    with pytest.raises(errors.LastOwner):
        people.leave_community(membership=owner, at=AT)
    with pytest.raises(errors.LastOwner):
        people.revoke_role(membership=owner, role="owner", by=owner, at=AT)


def test_an_invitation_serves_as_many_as_it_says_and_no_longer_than_it_says() -> None:
    community = garden(someone("mona"))
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    invitation = people.create_invitation(by=owner, at=AT, days=3, use_limit=1)
    layla = people.accept_invitation(token=invitation.token, person=someone("layla"), at=AT)
    assert layla.is_active
    assert people.accept_invitation(token=invitation.token, person=layla.person, at=AT) == layla
    with pytest.raises(errors.InvitationOver):
        people.accept_invitation(token=invitation.token, person=someone("late"), at=AT)
    expired = people.create_invitation(by=owner, at=AT, days=3)
    with pytest.raises(errors.InvitationOver):
        people.accept_invitation(token=expired.token, person=someone("slow"), at=AT + timedelta(days=4))


def test_a_suspended_member_may_nothing_until_reinstated_and_both_are_written_down() -> None:
    community = garden(someone("mona"))
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    layla = people.join_community(person=someone("layla"), community=community, at=AT)
    people.suspend_membership(membership=layla, by=owner, reason="spam", at=AT)
    assert not people.can(layla, "read")
    statuses = {m.party: m.status for m in people.settlement_members(community_id=community.pk, at=AT + timedelta(1))}
    assert statuses[layla.party_id] == "suspended"
    people.reinstate_membership(membership=layla, by=owner, reason="appeal", at=AT)
    assert people.can(layla, "read")
    assert list(audit.broken_lines(scope=community.pk)) == []


def test_two_accounts_of_one_person_are_merged_once_and_not_across_communities() -> None:
    mona = someone("mona")
    community, other = garden(mona), garden(mona, "roof")
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    one = people.join_community(person=someone("one"), community=community, at=AT)
    two = people.join_community(person=someone("two"), community=community, at=AT)
    people.merge_memberships(keep=one, other=two, by=owner, at=AT)
    merged = {
        m.party: m.merged_into for m in people.settlement_members(community_id=community.pk, at=AT + timedelta(1))
    }
    assert merged[two.party_id] == one.party_id
    foreign = people.join_community(person=one.person, community=other, at=AT)
    for keep, gone in ((one, two), (two, owner), (owner, foreign), (owner, owner)):
        with pytest.raises(errors.CannotMerge):
            people.merge_memberships(keep=keep, other=gone, by=owner, at=AT)


def test_leaving_and_coming_back_does_not_end_a_suspension() -> None:
    community = garden(someone("mona"))
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    layla = people.join_community(person=someone("layla"), community=community, at=AT)
    people.suspend_membership(membership=layla, by=owner, reason="spam", at=AT)
    people.leave_community(membership=layla, at=AT)
    back = people.join_community(person=layla.person, community=community, at=AT + timedelta(days=1))
    assert not people.can(back, "read")
