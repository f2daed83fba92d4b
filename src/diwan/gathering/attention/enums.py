from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How closely a member attends to a thread or a person. `OFF` was chosen; `NONE` means nothing was said yet."""

    NONE = "none", _("Not followed")
    FOLLOWING = "following", _("Following")
    OFF = "off", _("Not followed any more")
    MUTED = "muted", _("Muted")


class TagStep(TextChoices):
    """What a steward does with a tag."""

    RENAME = "rename", _("Rename")
    MERGE = "merge", _("Merge into another")
    BAN = "ban", _("Ban")
    ALLOW = "allow", _("Allow again")
