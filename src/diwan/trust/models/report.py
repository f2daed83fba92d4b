from django.db import models
from django.db.models import Q

from diwan.trust.enums import Reason, ReportStatus
from diwan.trust.models.decision import Decision


class Report(models.Model):
    """Somebody says that something is wrong with an object; `subject` is the member whose object it is, if any."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    object_ref = models.CharField(max_length=120)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.TextField(max_length=2000, blank=True, default="")
    at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.OPEN)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "reporter", "object_ref"], condition=Q(status="open"), name="one_open_report_each"
            )
        ]
        indexes = [models.Index(fields=["community", "status", "at"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.object_ref} {self.reason}"
