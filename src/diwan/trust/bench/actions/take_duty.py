from datetime import date, datetime, timedelta

from django.db import transaction

from diwan.people.public import Membership, can
from diwan.trust import rules
from diwan.trust.bench.models.duty import Duty
from diwan.trust.bench.queries.duties import week_of
from diwan.trust.errors import BadTerm, NotAModerator

WEEKS_AHEAD = 12


def take_duty(*, membership: Membership, week_date: date, by: Membership, at: datetime) -> Duty:
    """Put a moderator on watch for a week, oneself or another. Raises NotAllowed, NotAModerator, BadTerm."""
    rules.require_moderator(by, by.community_id)
    if membership.community_id != by.community_id or not can(membership, "moderate"):
        raise NotAModerator
    first = week_of(community_id=by.community_id, at=at)
    if week_date.weekday() != 0 or not first <= week_date <= first + timedelta(weeks=WEEKS_AHEAD):
        raise BadTerm
    with transaction.atomic():
        row, _ = Duty.objects.get_or_create(community_id=by.community_id, week_date=week_date, membership=membership)
    return row


def leave_duty(*, membership: Membership, week_date: date, by: Membership) -> None:
    """Take a moderator off a week again. Raises NotAllowed."""
    rules.require_moderator(by, by.community_id)
    Duty.objects.filter(community=by.community_id, week_date=week_date, membership=membership.pk).delete()
