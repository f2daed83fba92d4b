"""A community made to move into: a ready plan, an open month, an owner."""

from datetime import datetime

from django.db import transaction

from diwan.distribution import public as distribution
from diwan.kernel.periods import Period
from diwan.people import public as people


def found_community(
    *,
    slug: str,
    currency: str,
    timezone: str,
    language: str,
    owner_email: str,
    at: datetime,
    first_month: str = "",
) -> people.Community:
    """The community `slug`, owned by the person of that address (made if need be), with the default plan adopted.

    `first_month` ('2016-10') is the first month that will be shared out; the month of `at` when empty. Money of an
    earlier month counts in it.
    """
    with transaction.atomic():
        owner = people.find_person(email=owner_email) or people.create_person(
            email=owner_email, display_name=owner_email.partition("@")[0], language=language, at=at
        )
        community = people.create_community(
            slug=slug,
            name_ar=slug,
            name_en=slug,
            currency=currency,
            timezone=timezone,
            language=language,
            owner=owner,
            at=at,
        )
        template = distribution.plan_template(slug=distribution.DEFAULT_TEMPLATE, currency=currency)
        plan = distribution.draft_plan(community_id=community.pk, document=template.document, by=None, at=at)
        month = Period(first_month).label if first_month else Period.of(at, timezone).label
        distribution.adopt_plan(plan_id=plan.id, from_period=month, by=None, at=at)
        distribution.open_period(community_id=community.pk, period=month, at=at)
    return community
