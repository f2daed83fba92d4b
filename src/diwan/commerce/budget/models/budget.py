from django.db import models
from django.db.models import Q

from diwan.people.public import Community


class Budget(models.Model):
    """What a community means to spend in a month; members see it once it is published."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    note = models.CharField(max_length=600, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "period"], name="one_budget_a_month")]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.period}"


class BudgetLine(models.Model):
    """What is planned under one name a plan knows (`actual`, e.g. 'hosting')."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    actual = models.SlugField(max_length=40)
    planned_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "actual"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(planned_minor__gt=0), name="budget_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.actual} {self.planned_minor}"
