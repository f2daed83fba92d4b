from diwan.belonging.errors import NotFound
from diwan.belonging.models import Award, HandAward
from diwan.belonging.rules import LARGEST_ID, require_member
from diwan.people.public import Membership


def show_badge(*, by: Membership, award_id: int, is_shown: bool, is_by_hand: bool = False) -> None:
    """Show or hide a badge of one's own. Raises NotFound for anybody else's."""
    require_member(by)
    if not 0 < award_id <= LARGEST_ID:
        raise NotFound
    rows = HandAward.objects.filter(taken_back_at=None) if is_by_hand else Award.objects.all()
    mine = rows.filter(pk=award_id, membership=by)
    if not mine.exists():
        raise NotFound
    mine.update(is_hidden=not is_shown)
