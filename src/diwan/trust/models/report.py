from django.db import models
from django.db.models import Q

from diwan.trust.enums import Reason, ReportStatus, Rule
from diwan.trust.models.decision import Decision


class Report(models.Model):
    """Somebody, or a published rule, says that something may be wrong with an object.

    `subject` is the member whose object it is, if any. `rule`: which rule said so; then there is no reporter, the
    object is held until somebody decides, and `evidence` holds the figures that the rule went by.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    object_ref = models.CharField(max_length=120)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.TextField(max_length=2000, blank=True, default="")
    rule = models.CharField(max_length=10, choices=Rule.choices, blank=True, default="")
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()
    widened_at = models.DateTimeField(null=True)
    """When everybody who moderates was told, because nobody on duty had decided."""
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.OPEN)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "reporter", "object_ref"], condition=Q(status="open"), name="one_open_report_each"
            )
        ]
        indexes = [models.Index(fields=["community", "status", "at"], name="report_queue")]

    @property
    def is_by_rule(self) -> bool:
        return self.rule != ""

    def __str__(self) -> str:
        return f"{self.object_ref} {self.reason}"
