from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import Comment, Post, Reaction
from diwan.gathering.queries.views import EvidenceView, evidence_view, find_viewer


def get_evidence(*, community_id: int, object_ref: str, viewer_id: int | None) -> EvidenceView:
    """What people say of one published text, and which of it the viewer said. Raises NotFound."""
    viewer = find_viewer(community_id, viewer_id)
    noun, _, number = object_ref.partition(":")
    model = {"post": Post, "comment": Comment}.get(noun)
    if viewer is None or model is None or not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise NotFound
    text = model._default_manager.filter(pk=int(number), community=community_id, status=TextStatus.PUBLISHED).first()
    if text is None:
        raise NotFound
    mine = Reaction.objects.filter(**{noun: text}, membership=viewer, withdrawn_at=None)
    return evidence_view(vars(text), frozenset(mine.values_list("kind", flat=True)))
