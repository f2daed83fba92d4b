from django.db import models

from diwan.commerce.enums import Till
from diwan.people.public import Community


class TillMethod(models.Model):
    """One way to pay by hand, and what the payer must do, in both languages. One per kind and community."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Till.choices)
    title = models.CharField(max_length=80)
    instructions_ar = models.TextField(max_length=1000)
    instructions_en = models.TextField(max_length=1000)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "kind"], name="till_method_once")]

    def __str__(self) -> str:
        return self.title
