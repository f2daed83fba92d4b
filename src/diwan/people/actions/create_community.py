from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, registry
from diwan.people.actions.grant_role import grant_role
from diwan.people.actions.join_community import join_community
from diwan.people.enums import Role
from diwan.people.errors import SlugTaken
from diwan.people.models import Community, Person

COMMUNITY_CREATED = "people.community_created"


def create_community(
    *,
    slug: str,
    name_ar: str,
    name_en: str,
    currency: str,
    timezone: str,
    language: str,
    owner: Person,
    at: datetime,
    about_ar: str = "",
    about_en: str = "",
    is_public: bool = True,
) -> Community:
    """Found a community; `owner` becomes its first member and its owner. Raises SlugTaken."""
    if Community.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    with transaction.atomic():
        community = Community.objects.create(
            slug=slug,
            name_ar=name_ar,
            name_en=name_en,
            about_ar=about_ar,
            about_en=about_en,
            currency=currency,
            timezone=timezone,
            language=language,
            is_public=is_public,
            opened_at=at,
        )
        membership = join_community(person=owner, community=community, at=at)
        grant_role(membership=membership, role=Role.OWNER, by=membership, at=at)
        audit.record(
            scope=community.pk, actor=str(membership.party_id), action="community_created", object_ref=slug, at=at
        )
        registry.announce(COMMUNITY_CREATED, community_id=community.pk, at=at)
    return community
