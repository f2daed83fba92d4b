"""What was published, byte for byte: the auditor's files, the public ones, and each member's private proof."""

from uuid import UUID

from diwan.distribution.errors import NotPublishedYet, NotYourStatement
from diwan.distribution.models import BundleFile, Line, MemberProof, Publication
from diwan.distribution.queries.periods import period_row
from diwan.engine.bundle import PUBLIC_PATHS


def bundle_files(*, community_id: int, period: str) -> dict[str, bytes]:
    """{path: content} of the whole signed bundle, the auditor's tier. Raises NoSuchPeriod, NotPublishedYet."""
    publication = _publication(community_id, period)
    rows = BundleFile.objects.filter(publication=publication).order_by("path")
    return {path: bytes(content) for path, content in rows.values_list("path", "content")}


def public_files(*, community_id: int, period: str) -> dict[str, bytes]:
    """The files that anyone may read: plan, manifest, signature, key and summary."""
    files = bundle_files(community_id=community_id, period=period)
    return {path: content for path, content in files.items() if path in PUBLIC_PATHS}


def member_proof(*, community_id: int, period: str, party: UUID) -> bytes:
    """The party's own proof of inclusion (JSON). Raises NotPublishedYet, NotYourStatement."""
    publication = _publication(community_id, period)
    line = Line.objects.filter(period=publication.period_id, party=party).first()
    proof = None if line is None else MemberProof.objects.filter(publication=publication, pid=line.pid).first()
    if proof is None:
        raise NotYourStatement
    return bytes(proof.content)


def _publication(community_id: int, period: str) -> Publication:
    row = Publication.objects.filter(period=period_row(community_id, period)).first()
    if row is None:
        raise NotPublishedYet(period=period)
    return row
