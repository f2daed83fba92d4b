from django.db import models

from diwan.people.public import Community, Membership


class Service(models.Model):
    """What one member offers to do for another. Its price is the sum of its parts (`Milestone`), tax included."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=6000)
    question = models.CharField(max_length=120, blank=True, default="")
    rework_count = models.PositiveSmallIntegerField(default=1)
    # Minutes of an appointment, a multiple of fifteen; 0: no appointment is needed.
    appointment_minutes = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    offered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "is_open", "-offered_at"], name="service_shelf")]

    def __str__(self) -> str:
        return self.title

    @property
    def needs_appointment(self) -> bool:
        return self.appointment_minutes > 0


class Milestone(models.Model):
    """A part of a service as it is offered: its price (minor units) and the days it takes."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True, default="")
    price_minor = models.BigIntegerField()
    days_count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["service", "position"], name="milestone_place"),
            models.CheckConstraint(condition=models.Q(price_minor__gt=0), name="milestone_priced"),
        ]

    def __str__(self) -> str:
        return self.title
