"""Who counts, once a day; who does not; and that an auditor counts the same."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from diwan.people import public as people
from diwan.promotion import counting
from diwan.promotion import public as promotion
from diwan.promotion.models import DailySalt

DAY = datetime(2026, 10, 11, 9, tzinfo=UTC)


def test_one_person_counts_once_a_day_and_again_tomorrow(grove) -> None:
    place = f"placement:{grove.place(grove.deal()).pk}"
    assert grove.look(place, grove.layla, at=DAY)
    assert not grove.look(place, grove.layla, at=DAY + timedelta(hours=3), address="198.51.100.9")
    assert grove.look(place, grove.layla, "click", at=DAY)
    assert grove.look(place, grove.layla, at=DAY + timedelta(days=1))
    assert grove.look(place, at=DAY), "a visitor is somebody else"
    assert not grove.look(place, at=DAY), "the same browser at the same address is the same visitor"
    assert grove.look(place, address="198.51.100.9", at=DAY)


def test_two_accounts_of_one_person_are_one(grove) -> None:
    other = grove.join("layla-again")
    people.merge_memberships(keep=grove.layla, other=other, by=grove.owner, at=DAY)
    other.refresh_from_db()
    place = f"placement:{grove.place(grove.deal()).pk}"
    assert grove.look(place, grove.layla, at=DAY)
    assert not grove.look(place, other, at=DAY)


def test_machines_and_the_team_leave_rows_that_do_not_count_and_who_asks_leaves_none(grove) -> None:
    campaign = grove.deal()
    place = f"placement:{grove.place(campaign).pk}"
    assert not grove.look(place, agent="Googlebot/2.1 (+http://www.google.com/bot.html)")
    assert not grove.look(place, agent="")
    assert not grove.look(place, grove.treasurer)
    assert not grove.look(place, grove.layla, quiet=True)
    report = promotion.campaign_report(campaign=campaign)
    assert (report.total.view_count, report.removed.bot_count, report.removed.team_count) == (0, 1, 1)
    assert len(promotion.raw_rows(campaign=campaign)) == 2


def test_the_salt_is_thrown_away_and_nobody_can_be_followed_over_days(grove) -> None:
    place = f"placement:{grove.place(grove.deal()).pk}"
    grove.look(place, grove.layla, at=DAY)
    salt = bytes(DailySalt.objects.get().salt)
    known = counting.viewer_hash(salt=salt, mark=counting.member_mark(grove.layla.pk))
    assert promotion.Sighting.objects.get().viewer == known
    assert promotion.forget_salts(at=DAY) == 0, "the day is not over"
    assert promotion.forget_salts(at=DAY + timedelta(days=1)) == 1
    assert DailySalt.objects.count() == 0
    grove.look(place, grove.layla, at=DAY + timedelta(days=1))
    assert len(set(promotion.Sighting.objects.values_list("viewer", flat=True))) == 2
    columns = {field.name for field in promotion.Sighting._meta.get_fields()}
    assert columns == {"id", "community", "subject", "day", "what", "viewer", "verdict", "repeat_count"}


def test_the_report_is_what_an_auditor_counts_from_the_raw_rows(grove) -> None:
    campaign = grove.deal()
    places = [grove.place(campaign), grove.place(campaign, language="ar"), grove.place(grove.deal())]
    members = [grove.join(f"reader{number}") for number in range(7)]
    for number, member in enumerate([*members, grove.treasurer]):
        for day in range(number % 4 + 1):
            for again in range(number % 3 + 1):
                subject, at = f"placement:{places[(number + again) % 3].pk}", DAY + timedelta(days=day)
                grove.look(subject, member, at=at)
                if number % 2:
                    grove.look(subject, member, "click", at=at)
    grove.look(f"placement:{places[0].pk}", agent="curl/8")
    report = promotion.campaign_report(campaign=campaign)
    assert report.total.view_count > 10
    _by_sql(report, campaign)
    _by_hand(report, promotion.raw_rows(campaign=campaign))


def _by_sql(report: promotion.Report, campaign: promotion.Campaign) -> None:
    ask = """
        SELECT s.day, s.what, COUNT(DISTINCT s.viewer || s.subject) FROM promotion_sighting s
        JOIN promotion_placement p ON s.subject = 'placement:' || p.id
        WHERE p.campaign_id = %s AND s.verdict = 'counted' GROUP BY s.day, s.what"""
    with connection.cursor() as cursor:
        cursor.execute(ask, [campaign.pk])
        found = {(str(day), what): count for day, what, count in cursor.fetchall()}
    told = {(str(row.day), "view"): row.counted.view_count for row in report.days}
    told |= {(str(row.day), "click"): row.counted.click_count for row in report.days}
    assert {key: count for key, count in told.items() if count} == found


def _by_hand(report: promotion.Report, rows: list[promotion.RawRow]) -> None:
    people_seen = {(row.day, row.placement_id, row.what, row.viewer) for row in rows if row.verdict == "counted"}
    by_place = Counter((place, what) for _day, place, what, _viewer in people_seen)
    for row in report.placements:
        assert row.counted.view_count == by_place[row.placement.pk, "view"]
        assert row.counted.click_count == by_place[row.placement.pk, "click"]
    assert report.total.view_count == sum(n for (_place, what), n in by_place.items() if what == "view")
    assert report.total.click_count == sum(n for (_place, what), n in by_place.items() if what == "click")
    assert report.removed.bot_count == len([row for row in rows if row.verdict == "bot"])
    assert report.removed.team_count == len([row for row in rows if row.verdict == "team"])
    assert report.removed.repeat_count == sum(row.repeat_count for row in rows if row.verdict == "counted")


def test_a_card_is_chosen_by_space_tag_and_language_alone_in_one_query(grove, django_assert_num_queries) -> None:
    campaign = grove.deal()
    grove.place(campaign, space_id=3, tag="soil", language="en")
    ask = {"community": grove.community, "at": DAY}
    with django_assert_num_queries(1):
        card = promotion.card_for(language="en", space_id=3, tags=["soil", "rain"], **ask)
    assert card is not None
    assert (card.sponsor, card.headline, card.price_minor, card.members_minor) == ("Turba", "Light soil", 12_000, 6_000)
    assert promotion.card_for(language="ar", space_id=3, tags=["soil"], **ask) is None
    assert promotion.card_for(language="en", space_id=4, tags=["soil"], **ask) is None
    assert promotion.card_for(language="en", space_id=3, **ask) is None
    late = {**ask, "at": datetime(2026, 11, 21, 9, tzinfo=UTC)}
    assert promotion.card_for(language="en", space_id=3, tags=["soil"], **late) is None
    elsewhere = {**ask, "community": grove.neighbour.community}
    assert promotion.card_for(language="en", space_id=3, tags=["soil"], **elsewhere) is None


def test_nothing_is_shown_before_it_is_agreed_nor_after_it_was_withdrawn_or_ended(grove) -> None:
    draft = promotion.draft_campaign(
        by=grove.owner, sponsor_id=grove.sponsor().pk, title="Soon", starts=date(2026, 10, 1), ends=date(2026, 10, 30),
        price_minor=100, at=DAY,
    )  # fmt: skip
    place = grove.place(draft)
    ask = {"community": grove.community, "language": "ar", "at": DAY}
    assert promotion.card_for(**ask) is None
    promotion.agree_campaign(by=grove.owner, campaign_id=draft.pk, members_minor=50, plan_hash="", at=DAY)
    assert promotion.card_for(**ask) is not None
    assert promotion.find_shown(community=grove.community, code=place.code, at=DAY) is not None
    promotion.withdraw_placement(by=grove.owner, placement_id=place.pk, at=DAY)
    assert promotion.card_for(**ask) is None
    assert promotion.find_shown(community=grove.community, code=place.code, at=DAY) is None
    grove.place(draft)
    promotion.end_campaign(by=grove.owner, campaign_id=draft.pk, last=date(2026, 10, 9), reason="x", at=DAY, key="k")
    assert promotion.card_for(**ask) is None
