from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.people.models.community import Community
from diwan.people.models.membership import Membership


class NewsletterStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("On its way")
    SENT = "sent", _("Sent")


class Newsletter(models.Model):
    """A letter to many. `audience` says to whom (see `queries.audience.Audience`); once sending, nothing changes."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="newsletters")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="newsletters")
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=20_000)
    audience = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=NewsletterStatus.choices, default=NewsletterStatus.DRAFT)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    recipient_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["community", "-created_at"], name="newsletter_newest")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_draft(self) -> bool:
        return self.status == NewsletterStatus.DRAFT


class NewsletterCopy(models.Model):
    """One letter to one recipient. `queued_at`: put into the outbox; `sent_at`: handed to the mail host."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="copies")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="newsletter_copies")
    queued_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    asked_opening = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["newsletter", "membership"], name="one_copy_each")]

    def __str__(self) -> str:
        return f"{self.newsletter_id} to {self.membership_id}"
