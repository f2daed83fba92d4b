"""What is kept about a person, their memberships, and how they are reached."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from diwan.kernel.models import OutboxMessage
from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows
from diwan.people.models import (
    Community,
    Device,
    Digest,
    Entitlement,
    HeldNotice,
    Invitation,
    Membership,
    MembershipRole,
    Newsletter,
    NewsletterCopy,
    Notice,
    OutsideParty,
    Person,
    ReachChoice,
    ReachPreference,
)

rows(
    Person,
    Purpose.ACCOUNT,
    Erasure.CLEARED,
    what=_("Your name, address, what you say of yourself, and how pages are written for you"),
    person="pk",
    own="email display_name bio password last_login timezone",
    seen="language digits calendar theme joined_at claimed_at",
    plain="id is_superuser is_active is_staff",
)
rows(
    Community,
    Purpose.BELONGING,
    Erasure.OURS,
    plain="id slug name_ar name_en about_ar about_en currency timezone language is_public opened_at",
)
# Somebody outside who pays has no account to erase from; the community’s owner empties the name on request.
rows(
    OutsideParty,
    Purpose.BOOKS,
    Erasure.CLEARED,
    what=_("The name of somebody who pays without belonging here"),
    own="name source_ref",
    link="party_id",
    plain="id community_id kind created_at",
)
rows(
    Membership,
    Purpose.BELONGING,
    Erasure.CLEARED,
    what=_("When you joined and when you were last here"),
    person="person",
    own="source_ref seen_at",
    seen="joined_at left_at standing trust_level",
    link="person_id party_id same_person_as_id",
    plain="id community_id",
)
rows(
    MembershipRole,
    Purpose.BELONGING,
    Erasure.DELETED,
    member="membership",
    seen="role granted_at",
    link="membership_id granted_by_id",
    plain="id",
)
rows(
    Entitlement,
    Purpose.BELONGING,
    Erasure.NUMBERED,
    member="membership",
    seen="key starts_at ends_at",
    link="membership_id source_ref",
    plain="id",
)
rows(
    Invitation,
    Purpose.BELONGING,
    Erasure.CLEARED,
    what=_("The note on an invitation you made"),
    member="invited_by",
    own="note",
    seen="created_at expires_at",
    link="invited_by_id",
    plain="id community_id token use_limit used_count",
)
rows(
    Notice,
    Purpose.REACH,
    Erasure.DELETED,
    what=_("What you were told in the app"),
    member="membership",
    own="facts url",
    seen="kind created_at read_at group",
    link="membership_id",
    plain="id is_shown in_digest",
    days=180,
    clock="read_at",
)
rows(
    ReachChoice,
    Purpose.REACH,
    Erasure.DELETED,
    member="membership",
    seen="group in_app mail push",
    link="membership_id",
    plain="id",
)
rows(
    ReachPreference,
    Purpose.REACH,
    Erasure.DELETED,
    member="membership",
    seen="is_quiet_at_night quiet_from quiet_until digest shows_amounts counts_openings counts_openings_since",
    link="membership_id",
    plain="id",
)
rows(
    Device,
    Purpose.REACH,
    Erasure.DELETED,
    what=_("The address by which your device is reached"),
    member="membership",
    own="endpoint p256dh auth agent",
    seen="created_at told_at",
    link="membership_id",
    plain="id",
    days=365,
    clock="told_at",
)
# A letter to members is the community’s own publication; its author stays as a number.
rows(
    Newsletter,
    Purpose.REACH,
    Erasure.NUMBERED,
    member="author",
    seen="subject sent_at",
    link="author_id",
    plain="id community_id body audience status created_at edited_at recipient_count",
)
rows(
    NewsletterCopy,
    Purpose.REACH,
    Erasure.DELETED,
    member="membership",
    seen="sent_at asked_opening opened_at",
    link="newsletter_id membership_id",
    plain="id queued_at",
    days=365,
    clock="queued_at",
)
rows(
    HeldNotice,
    Purpose.REACH,
    Erasure.DELETED,
    member="membership",
    link="membership_id notice_id",
    plain="id by_mail by_push until",
)
rows(
    Digest,
    Purpose.REACH,
    Erasure.DELETED,
    member="membership",
    seen="label since planned_at",
    link="membership_id",
    plain="id",
    days=180,
    clock="planned_at",
)


@eraser
def forget_in_notices(subject: Subject, at: datetime) -> None:
    """Others were told “… replied to you”: those notices go too, and whatever is still to be sent to this person."""
    person = Person.objects.get(pk=subject.person_id)
    communities = Membership.objects.filter(pk__in=subject.membership_ids).values_list("community", flat=True)
    told = Notice.objects.filter(membership__community__in=list(communities))
    told.filter(facts__by=person.display_name).delete()
    waiting = OutboxMessage.objects.all()
    for membership_id in subject.membership_ids:
        waiting.filter(payload__membership=membership_id).delete()
    waiting.filter(payload__facts__by=person.display_name).delete()
