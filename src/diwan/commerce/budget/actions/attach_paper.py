from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.budget.errors import NoSuchCost, TooManyPapers
from diwan.commerce.budget.models.cost_paper import CostPaper
from diwan.commerce.models.cost import Cost
from diwan.kernel import audit, ids, papers

MOST_PAPERS = 10


def attach_paper(*, cost_id: int, community_id: int, content: bytes, by: UUID, at: datetime) -> int:
    """Attach the receipt of a cost: a photo (kept as WebP, without its companion data) or a plain PDF; give its id.

    Raises NoSuchCost (also for another community's), NotAPaper, PaperTooLarge, TooManyPapers,
    people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    if not Cost.objects.filter(pk=cost_id, community=community_id).exists():
        raise NoSuchCost
    paper = papers.checked(content)
    name = f"costs/{community_id}/{ids.file_name()}.{paper.suffix}"
    name = default_storage.save(name, ContentFile(paper.content))
    try:
        with transaction.atomic():
            till.hold(community_id=community_id)
            if CostPaper.objects.filter(cost=cost_id).count() >= MOST_PAPERS:
                raise TooManyPapers
            row = CostPaper.objects.create(cost_id=cost_id, file=name, added_by=by, added_at=at)
            audit.record(
                scope=community_id, actor=str(by), action="cost_paper_attached", object_ref=f"cost:{cost_id}", at=at,
                detail={"paper": row.pk, "kind": paper.suffix},
            )  # fmt: skip
    except BaseException:
        default_storage.delete(name)
        raise
    return row.pk
