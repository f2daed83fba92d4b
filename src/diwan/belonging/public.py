"""The door of `belonging`."""

from diwan.belonging.actions.award_badges import award_badges
from diwan.belonging.actions.count_levels import count_levels
from diwan.belonging.actions.edit_card import MOST_LINKS, close_path, edit_card, greet
from diwan.belonging.actions.give_badge import give_badge, make_hand_badge, take_back_badge
from diwan.belonging.actions.join_group import answer_request, join_group, leave_group
from diwan.belonging.actions.keep_group import close_group, edit_group, make_group, place_member, remove_member
from diwan.belonging.actions.pin_level import pin_level, unpin_level
from diwan.belonging.actions.show_badge import show_badge
from diwan.belonging.badges import BADGES, HELPED_KINDS, Badge, rule_of
from diwan.belonging.levels import (
    ANSWERS_REQUESTS_LEVEL,
    CEILINGS,
    GREETER_LEVEL,
    HIGHEST,
    KEEPS_GROUP_LEVEL,
    LINKS_LEVEL,
    LOWERED_DAYS,
    NEEDS,
    Need,
)
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
from diwan.belonging.path import FOLLOWS, SHOWN_FOR, PathView, Step
from diwan.belonging.queries.badges import BadgeView, given_badge, list_badges, list_hand_badges
from diwan.belonging.queries.cards import card_of, is_new, level_of, newcomer_path, pin_of
from diwan.belonging.queries.directory import DirectoryPage, Sought, directory_page
from diwan.belonging.queries.groups import (
    GroupView,
    PlacesPage,
    PlaceView,
    RequestView,
    get_group,
    group_member_ids,
    groups_of,
    list_groups,
    list_places,
    list_requests,
)
from diwan.belonging.queries.newcomers import NewcomerView, is_greeter, list_newcomers

# fmt: off
__all__ = [
    "ANSWERS_REQUESTS_LEVEL", "BADGES", "CEILINGS", "FOLLOWS", "GREETER_LEVEL", "HELPED_KINDS", "HIGHEST",
    "KEEPS_GROUP_LEVEL", "LINKS_LEVEL", "LOWERED_DAYS", "MOST_LINKS", "NEEDS", "SHOWN_FOR", "Award", "Badge",
    "BadgeView", "DirectoryPage", "Greeting", "Group", "GroupPlace", "GroupRequest", "GroupView", "HandAward",
    "HandBadge", "LevelPin", "MemberCard", "Need", "NewcomerView", "PathView", "PlaceView", "PlacesPage",
    "RequestView", "Sought", "Step", "answer_request", "award_badges", "card_of", "close_group", "close_path",
    "count_levels", "directory_page", "edit_card", "edit_group", "get_group", "give_badge", "given_badge", "greet",
    "group_member_ids", "groups_of", "is_greeter", "is_new", "join_group", "leave_group", "level_of", "list_badges",
    "list_groups", "list_hand_badges", "list_newcomers", "list_places", "list_requests", "make_group",
    "make_hand_badge", "newcomer_path", "pin_level", "pin_of", "place_member", "remove_member", "rule_of",
    "show_badge", "take_back_badge", "unpin_level",
]
# fmt: on
