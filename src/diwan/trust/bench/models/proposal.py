import hashlib
import json

from django.db import models

from diwan.trust.enums import Code, Outcome, ProposalStatus
from diwan.trust.models.decision import Decision
from diwan.trust.models.report import Report


class Proposal(models.Model):
    """A decision that touches money, waiting for a second person. What it says is never edited; it is answered once."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="proposals")
    by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    code = models.CharField(max_length=12, choices=Code.choices)
    reason = models.TextField(max_length=2000)
    days = models.PositiveSmallIntegerField(null=True)
    points = models.BigIntegerField()
    unpaid_minor = models.BigIntegerField()
    at = models.DateTimeField()
    alone_from = models.DateTimeField(null=True)
    """When whoever proposed it may carry it out alone, because nobody else can; None: only another person may."""
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.WAITING)
    answered_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=2000, blank=True, default="")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=models.Q(status="waiting"), name="one_waiting_proposal_each"
            )
        ]
        indexes = [models.Index(fields=["community", "status", "at"], name="proposal_queue")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.outcome}"

    @property
    def content_hash(self) -> str:
        """What an approval is bound to: the object and every word and figure of the decision."""
        facts = [self.community_id, self.report.object_ref, self.by_id, self.outcome, self.code, self.reason, self.days]
        text = json.dumps([*facts, self.points, self.unpaid_minor, self.at.isoformat()], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
