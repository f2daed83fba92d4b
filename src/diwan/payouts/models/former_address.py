from django.db import models

from diwan.people.public import Person


class FormerAddress(models.Model):
    """The e-mail address a person gave up lately, sealed: a change of destination is told there too."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-changed_at"], name="former_address_newest")]
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return f"{self.person_id}"
