from django.db import models

from diwan.people.public import Community


class PlanVersion(models.Model):
    """One version of a community's sharing plan, as the canonical document that is hashed. Written once."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    document = models.TextField()
    plan_hash = models.CharField(max_length=64)
    drafted_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "version"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class PlanAdoption(models.Model):
    """The public word that a version holds from a month on. Written once; a later word for the same month wins."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="adoptions")
    from_period = models.CharField(max_length=7)
    adopted_by = models.UUIDField(null=True)
    adopted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "from_period"], name="plan_adoption_from")]

    def __str__(self) -> str:
        return f"{self.plan} from {self.from_period}"
