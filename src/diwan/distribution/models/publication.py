from django.db import models

from diwan.distribution.models.period import AccountingPeriod
from diwan.people.public import Community


class Publication(models.Model):
    """A published settlement: its place in the community's chain, its manifest's hash, roots and signature. Once."""

    period = models.OneToOneField(AccountingPeriod, on_delete=models.PROTECT, related_name="publication")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    settlement_id = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField()
    manifest_hash = models.CharField(max_length=64)
    previous_manifest_hash = models.CharField(max_length=64, blank=True, default="")
    statement_root = models.CharField(max_length=64)
    receipt_root = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)
    public_key = models.BinaryField(max_length=32)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "sequence"], name="publication_sequence_once")]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.manifest_hash}"


class BundleFile(models.Model):
    """One file of the published bundle, byte for byte as it was signed. Written once."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "path"], name="bundle_file_once")]

    def __str__(self) -> str:
        return self.path


class MemberProof(models.Model):
    """One person's private proof of inclusion. Not write-once: an erasure removes it, and the others still hold."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="proofs")
    pid = models.CharField(max_length=32)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "pid"], name="member_proof_once")]

    def __str__(self) -> str:
        return self.pid
