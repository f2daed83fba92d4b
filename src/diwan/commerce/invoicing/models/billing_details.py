from django.db import models

from diwan.people.public import Membership


class BillingDetails(models.Model):
    """The company a member buys for: it stands on every document from now on."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    tax_number = models.CharField(max_length=30, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "commerce"

    def __str__(self) -> str:
        return self.name
