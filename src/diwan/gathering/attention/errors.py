from django.utils.translation import gettext_lazy as _

from diwan.gathering.errors import GatheringError


class TagNameNeeded(GatheringError):
    sentence = _("Give the tag a name: one word, or a few.")


class TagTaken(GatheringError):
    sentence = _("There is a tag “%(name)s” already. Merge into it instead.")
