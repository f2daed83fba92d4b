from django.db import models

from diwan.payouts.models.method import Method


class MethodDetails(models.Model):
    """A destination, encrypted, in a table that no list ever reads.

    Opened to write a bank file, and to see whether two members name one place.
    """

    method = models.OneToOneField(Method, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"{self.method_id}"
