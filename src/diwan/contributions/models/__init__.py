from diwan.contributions.models.act import Act
from diwan.contributions.models.day_seal import DaySeal
from diwan.contributions.models.object_title import ObjectTitle
from diwan.contributions.models.pair_day import PairDay

__all__ = ["Act", "DaySeal", "ObjectTitle", "PairDay"]
