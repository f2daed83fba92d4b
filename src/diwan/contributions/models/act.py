from django.db import models
from django.db.models import Q

KEY_LENGTH = 180
REF_LENGTH = 120


class Act(models.Model):
    """One deed, written once. A counter-act names in `voids` the act whose magnitude it takes back."""

    # No index of its own: every index below begins with the community.
    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = models.UUIDField()
    recipient = models.UUIDField(null=True)
    kind = models.CharField(max_length=30)
    object_ref = models.CharField(max_length=REF_LENGTH)
    magnitude = models.BigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    # Room for the prefix that marks a counter-act.
    key = models.CharField(max_length=KEY_LENGTH + 10)
    turn = models.PositiveSmallIntegerField(default=1)
    voids = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="counter_act")
    reason = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "key", "turn"], name="act_once"),
            models.CheckConstraint(
                condition=Q(voids=None, magnitude__gte=0) | Q(voids__isnull=False, magnitude__lte=0),
                name="act_only_a_counter_act_is_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "day"], name="act_day"),
            models.Index(fields=["community", "recipient", "at"], name="act_recipient"),
            models.Index(fields=["community", "actor", "at"], name="act_actor"),
            models.Index(fields=["community", "object_ref"], name="act_object"),
        ]

    def __str__(self) -> str:
        return self.key
