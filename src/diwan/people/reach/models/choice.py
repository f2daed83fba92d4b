from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.people.models.membership import Membership
from diwan.people.reach.groups import ByMail, Group
from diwan.people.reach.quiet import A_DAY, FROM_MINUTE, UNTIL_MINUTE


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    DAILY = "daily", _("Every day")
    NEVER = "never", _("Never")


class ReachChoice(models.Model):
    """How one member wants to hear of one group. No row: as is the custom (`groups.CUSTOMS`)."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reach_choices")
    group = models.CharField(max_length=12, choices=Group.choices)
    in_app = models.BooleanField(default=True)
    mail = models.CharField(max_length=6, choices=ByMail.choices)
    push = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "group"], name="one_reach_choice")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.group}"


class ReachPreference(models.Model):
    """What holds for all groups. Hours are minutes after midnight on the person's own clock."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="reach_preference")
    is_quiet_at_night = models.BooleanField(default=True)
    quiet_from = models.PositiveSmallIntegerField(default=FROM_MINUTE)
    quiet_until = models.PositiveSmallIntegerField(default=UNTIL_MINUTE)
    digest = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    shows_amounts = models.BooleanField(default=False)
    counts_openings = models.BooleanField(default=False)
    counts_openings_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__lt=A_DAY, quiet_until__lt=A_DAY), name="quiet_hours_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"reach of {self.membership_id}"
