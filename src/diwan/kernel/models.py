"""The kernel's own rows: outbox, audit line, remembered requests, schedule of jobs, live events. Domain-blind."""

from django.db import models


class OutboxMessage(models.Model):
    """Something to tell the outside, written in the same transaction as the deed it tells of; sent at least once."""

    topic = models.CharField(max_length=60)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["delivered_at", "due_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"


class AuditLine(models.Model):
    """Who did what when, chained by hash per scope (a community's id, or 0 for the installation). Append-only."""

    scope = models.BigIntegerField()
    number = models.PositiveBigIntegerField()
    actor = models.CharField(max_length=64)
    action = models.CharField(max_length=80)
    object_ref = models.CharField(max_length=120)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    line_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="audit_line_number")]

    def __str__(self) -> str:
        return f"{self.scope}/{self.number} {self.action}"


class RememberedRequest(models.Model):
    """A request that must have its effect once: its key, the hash of its body, and the answer it was given."""

    scope = models.BigIntegerField()
    actor = models.CharField(max_length=64)
    endpoint = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "actor", "endpoint", "key"], name="remembered_request")]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.key}"


class JobRun(models.Model):
    """When a job of the schedule last ran and is next due."""

    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, default="")

    def __str__(self) -> str:
        return self.name


class LiveEvent(models.Model):
    """Something open pages may want to know at once, written with the deed it tells of; kept for a day.

    `transaction` and `floor` say which transaction wrote it and which was then the oldest still running: PostgreSQL
    may commit a lower id after a higher one, and these two tell a reader what it may have missed (see `live`).
    """

    community_id = models.BigIntegerField()
    topic = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    facts = models.JSONField()
    created_at = models.DateTimeField()
    transaction = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["topic", "id"], name="live_topic"),
            models.Index(fields=["created_at"], name="live_age"),
            models.Index(fields=["transaction"], condition=models.Q(transaction__gt=0), name="live_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.name} #{self.pk}"
