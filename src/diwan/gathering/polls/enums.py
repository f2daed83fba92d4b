from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Results(TextChoices):
    """When a reader sees the counts. Whoever voted, and everybody once it is closed, sees them in any case."""

    VOTED = "voted", _("After voting")
    ALWAYS = "always", _("Always")
