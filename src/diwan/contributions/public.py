"""The door of `contributions`, the Book of Acts."""

from diwan.contributions.actions.name_object import forget_titles, name_object
from diwan.contributions.actions.record_act import record_act
from diwan.contributions.actions.record_acts import record_acts
from diwan.contributions.actions.roll_up_days import roll_up_days
from diwan.contributions.actions.seal_days import seal_days
from diwan.contributions.actions.void_act import void_act, void_object
from diwan.contributions.kinds import KINDS, VALUE, Kind, act_key, get_kind, part_key, signals_of, value_points
from diwan.contributions.queries.acts import community_day, get_titles, latest_seal, list_acts
from diwan.contributions.queries.check_seals import check_seals
from diwan.contributions.queries.earned import points_by_object, received_points
from diwan.contributions.queries.signals import build_signals
from diwan.contributions.queries.tally import tally_pairs
from diwan.contributions.views import ActDraft, ActView, BatchResult, Finding, PairTally, SealView

__all__ = [
    "KINDS",
    "VALUE",
    "ActDraft",
    "ActView",
    "BatchResult",
    "Finding",
    "Kind",
    "PairTally",
    "SealView",
    "act_key",
    "build_signals",
    "check_seals",
    "community_day",
    "forget_titles",
    "get_kind",
    "get_titles",
    "latest_seal",
    "list_acts",
    "name_object",
    "part_key",
    "points_by_object",
    "received_points",
    "record_act",
    "record_acts",
    "roll_up_days",
    "seal_days",
    "signals_of",
    "tally_pairs",
    "value_points",
    "void_act",
    "void_object",
]
