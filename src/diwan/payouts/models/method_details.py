from django.db import models

from diwan.payouts.models.method import Method


class MethodDetails(models.Model):
    """A destination, encrypted, in a table that no list ever reads. Opened only to write a bank file."""

    method = models.OneToOneField(Method, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"{self.method_id}"
