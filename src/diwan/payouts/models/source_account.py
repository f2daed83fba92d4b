from django.db import models

from diwan.people.public import Community


class SourceAccount(models.Model):
    """The community's own account that bank files pay from; the number itself is sealed."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, primary_key=True, related_name="+")
    mask = models.CharField(max_length=60)
    sealed = models.TextField()
    takes_arabic = models.BooleanField(default=False)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.community_id} {self.mask}"
