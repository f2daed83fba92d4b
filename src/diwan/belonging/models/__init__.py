from diwan.belonging.models.award import Award
from diwan.belonging.models.card import Greeting, LevelPin, MemberCard
from diwan.belonging.models.group import Group, GroupPlace, GroupRequest
from diwan.belonging.models.hand_badge import HandAward, HandBadge

__all__ = [
    "Award",
    "Greeting",
    "Group",
    "GroupPlace",
    "GroupRequest",
    "HandAward",
    "HandBadge",
    "LevelPin",
    "MemberCard",
]
