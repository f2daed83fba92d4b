from django.db import models

from diwan.belonging.enums import Answer, Entry


class Group(models.Model):
    """A named set of members. A private one is there for its members and the team alone."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    name_ar = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    about_ar = models.CharField(max_length=400, blank=True, default="")
    about_en = models.CharField(max_length=400, blank=True, default="")
    entry = models.CharField(max_length=8, choices=Entry.choices)
    is_private = models.BooleanField(default=False)
    made_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "closed_at", "made_at"], name="group_list")]

    def __str__(self) -> str:
        return self.name_en

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en

    def about_in(self, language: str) -> str:
        return self.about_ar if language == "ar" else self.about_en


class GroupPlace(models.Model):
    """A member is in a group. Leaving deletes the row."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "membership"], name="group_place_once")]
        indexes = [models.Index(fields=["membership", "group"], name="group_of_member")]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.group_id}"


class GroupRequest(models.Model):
    """A member asks to join; somebody answers. Asked again after a refusal, it waits anew."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="requests")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default="")
    answered_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "membership"], name="group_request_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} asks for {self.group_id}"
