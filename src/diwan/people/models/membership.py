from django.db import models
from django.db.models import Q

from diwan.people.enums import Role, Standing
from diwan.people.models.community import Community
from diwan.people.models.person import Person


class Membership(models.Model):
    """One person in one community. The books know only `party_id`: random, and different in every community."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    party_id = models.UUIDField(unique=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    trust_level = models.PositiveSmallIntegerField(default=0)
    same_person_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    source_ref = models.CharField(max_length=120, blank=True, default="")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "person"], name="one_membership_each"),
            models.CheckConstraint(condition=Q(trust_level__lte=3), name="trust_level_range"),
        ]
        indexes = [
            models.Index(fields=["community", "standing", "joined_at"], name="membership_roll"),
            models.Index(fields=["community", "source_ref"], name="membership_source"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.community_id}"

    @property
    def is_active(self) -> bool:
        return self.standing == Standing.ACTIVE


class MembershipRole(models.Model):
    """A role or duty held by a membership, and who gave it. Taking it away deletes the row; the audit line stays."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.SlugField(max_length=30)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return self.role

    @property
    def is_power(self) -> bool:
        return self.role in Role.values
