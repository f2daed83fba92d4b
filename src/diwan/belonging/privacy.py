"""What belonging keeps about people. Badges, places and cards go with them; what the team did stays, nameless."""

from django.utils.translation import gettext_lazy as _

from diwan.belonging.models import (
    Award,
    Greeting,
    Group,
    GroupPlace,
    GroupRequest,
    HandAward,
    HandBadge,
    LevelPin,
    MemberCard,
)
from diwan.kernel.privacy import Erasure, Purpose, rows

BELONGING, DELETED, NUMBERED = Purpose.BELONGING, Erasure.DELETED, Erasure.NUMBERED
rows(
    Award, BELONGING, DELETED, what=_("Your badges, and what they rest on"), member="membership",
    seen="badge awarded_at evidence is_hidden", link="membership_id", plain="id community_id",
)  # fmt: skip
rows(
    HandBadge, BELONGING, NUMBERED, member="made_by", link="made_by_id",
    plain="id community_id name_ar name_en why_ar why_en made_at",
)  # fmt: skip
rows(
    HandAward, BELONGING, DELETED, what=_("Badges you were given, with the reason"), member="membership", own="reason",
    seen="badge_id given_at is_hidden taken_back_at taken_back_reason",
    link="membership_id given_by_id taken_back_by_id", plain="id",
)  # fmt: skip
rows(
    MemberCard, BELONGING, DELETED, what=_("How others find you: directory, links, greeting"), member="membership",
    own="links", seen="level is_listed is_greeter path_closed_at", link="membership_id", plain="id",
)  # fmt: skip
rows(
    LevelPin, BELONGING, DELETED, what=_("A level the team set for you, with the reason"), member="membership",
    own="reason", seen="level counts_for_plans pinned_at", link="membership_id pinned_by_id", plain="id",
)  # fmt: skip
rows(Greeting, BELONGING, DELETED, member="newcomer", seen="at", link="newcomer_id by_id", plain="id")
rows(
    Group, BELONGING, NUMBERED, member="made_by", link="made_by_id",
    plain="id community_id name_ar name_en about_ar about_en entry is_private made_at closed_at",
)  # fmt: skip
rows(GroupPlace, BELONGING, DELETED, member="membership", seen="group_id joined_at", link="membership_id", plain="id")
rows(
    GroupRequest, BELONGING, DELETED, member="membership", seen="group_id asked_at answer answered_at",
    link="membership_id answered_by_id", plain="id",
)  # fmt: skip
