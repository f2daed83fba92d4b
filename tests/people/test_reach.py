"""What a member chose decides what is sent and when; money, account and decisions always arrive."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from diwan.kernel.models import OutboxMessage
from diwan.people import public as people
from diwan.people.errors import BadDevice, CannotSwitchOff, NewsletterOnItsWay, NobodyToWriteTo
from diwan.people.models import Device, Digest, HeldNotice, Newsletter, NewsletterCopy, Notice
from diwan.people.reach.actions.plan_digests import plan_digests
from diwan.people.reach.actions.release_held import release_held
from diwan.people.reach.actions.send_newsletter import queue_copies
from diwan.people.reach.quiet import quiet_end

ZONE = ZoneInfo("Asia/Amman")
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 18, 23, 30, tzinfo=ZONE)
MORNING = datetime(2026, 11, 19, 7, 0, tzinfo=ZONE)
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


def person(name: str) -> people.Person:
    return people.create_person(
        email=f"{name}@example.org", display_name=name.title(), language="ar", timezone="Asia/Amman", at=NOON
    )


@pytest.fixture
def community(db: None) -> people.Community:
    names = {"name_ar": "بستان", "name_en": "Garden", "language": "ar"}
    return people.create_community(
        slug="garden", owner=person("mona"), currency="USD", timezone="Asia/Amman", at=NOON, **names
    )


@pytest.fixture
def layla(community: people.Community) -> people.Membership:
    return people.join_community(person=person("layla"), community=community, at=NOON)


@pytest.fixture
def samer(community: people.Community) -> people.Membership:
    return people.join_community(person=person("samer"), community=community, at=NOON)


def told(member: people.Membership, kind: str, at: datetime = NOON, **options: bool) -> Notice:
    return people.notify(membership_id=member.pk, kind=kind, facts={"by": "x"}, url="", at=at, **options)


def sent(topic: str) -> list[dict]:
    return list(OutboxMessage.objects.filter(topic=topic).order_by("pk").values_list("payload", flat=True))


def device(member: people.Membership, endpoint: str = "https://push.example/a") -> Device:
    return people.register_device(
        membership=member, endpoint=endpoint, p256dh=P256DH, auth=AUTH, agent="Firefox", at=NOON
    )


def test_a_mention_is_mailed_at_once_and_a_reply_waits_for_the_digest(layla: people.Membership) -> None:
    assert not told(layla, "mentioned").in_digest
    assert [letter["kind"] for letter in sent("mail")] == ["mentioned"]
    assert told(layla, "replied").in_digest
    assert len(sent("mail")) == 1


def test_who_chose_never_hears_nothing_by_mail_and_who_chose_at_once_does(
    layla: people.Membership, samer: people.Membership
) -> None:
    people.choose_reach(membership_id=layla.pk, group="mentions", mail="never")
    people.choose_reach(membership_id=samer.pk, group="replies", mail="now")
    told(layla, "mentioned")
    told(samer, "replied")
    assert [letter["membership"] for letter in sent("mail")] == [samer.pk]


def test_what_is_not_wanted_in_the_app_is_neither_shown_nor_counted(layla: people.Membership) -> None:
    people.choose_reach(membership_id=layla.pk, group="replies", in_app=False, mail="digest")
    told(layla, "replied")
    assert people.unread_notice_count(membership_id=layla.pk) == 0
    assert people.notice_page(membership_id=layla.pk).notices == ()
    assert len(people.digest_notices(membership_id=layla.pk, since=NOON - timedelta(days=1))) == 1


@pytest.mark.parametrize("group", ["money", "decisions", "security"])
def test_letters_about_money_account_and_decisions_cannot_be_switched_off(layla: people.Membership, group: str) -> None:
    with pytest.raises(CannotSwitchOff):
        people.choose_reach(membership_id=layla.pk, group=group, mail="never")
    with pytest.raises(CannotSwitchOff):
        people.stop_letters(membership_id=layla.pk, group=group)
    with pytest.raises(CannotSwitchOff):
        people.choose_reach(membership_id=layla.pk, group=group, in_app=False)
    people.choose_reach(membership_id=layla.pk, group=group, push=False)


def test_at_night_a_mention_waits_and_a_payout_does_not(layla: people.Membership) -> None:
    told(layla, "mentioned", NIGHT)
    told(layla, "payout_sent", NIGHT, by_mail=True)
    assert [letter["kind"] for letter in sent("mail")] == ["payout_sent"]
    assert HeldNotice.objects.get().until == MORNING


def test_what_waited_leaves_once_in_the_morning_as_one_letter(layla: people.Membership) -> None:
    waiting = [told(layla, "mentioned", NIGHT), told(layla, "mentioned", NIGHT + timedelta(hours=1))]
    assert release_held(at=MORNING - timedelta(minutes=1)) == 0
    assert release_held(at=MORNING) == 2
    assert release_held(at=MORNING) == 0
    assert sent("mail") == []
    assert sent("mail.gathered") == [{"membership": layla.pk, "notices": [notice.pk for notice in waiting]}]


def test_one_that_waited_alone_is_an_ordinary_letter(layla: people.Membership) -> None:
    told(layla, "mentioned", NIGHT)
    release_held(at=MORNING)
    assert [letter["kind"] for letter in sent("mail")] == ["mentioned"]


@pytest.mark.parametrize(
    ("hour", "begins", "ends", "until"),
    [(23, 22, 7, 31), (3, 22, 7, 7), (7, 22, 7, None), (12, 22, 7, None), (13, 12, 14, 14), (9, 9, 9, None)],
)
def test_quiet_hours_by_ones_own_clock(hour: int, begins: int, ends: int, until: int | None) -> None:
    day = datetime(2026, 11, 18, tzinfo=ZONE)
    found = quiet_end(
        (day + timedelta(hours=hour)).astimezone(UTC),
        zone="Asia/Amman", from_minute=begins * 60, until_minute=ends * 60,
    )  # fmt: skip
    assert found == (None if until is None else day + timedelta(hours=until))


def test_many_are_told_with_their_own_facts_in_few_queries(
    layla: people.Membership, samer: people.Membership, django_assert_max_num_queries: object
) -> None:
    facts = {layla.pk: {"amount_minor": 1}, samer.pk: {"amount_minor": 2}}
    made = people.notify_many(told=facts, kind="settlement_published", url="", at=NOON)
    assert {notice.membership_id: notice.facts["amount_minor"] for notice in made} == {layla.pk: 1, samer.pk: 2}
    assert sent("mail") == []


def test_a_digest_is_asked_for_once_a_week_on_saturday_morning(layla: people.Membership) -> None:
    saturday = datetime(2026, 11, 21, 8, 5, tzinfo=ZONE)
    assert plan_digests(at=saturday - timedelta(hours=2)) == 0
    assert plan_digests(at=saturday) == 2  # Layla and the owner
    assert plan_digests(at=saturday + timedelta(hours=3)) == 0
    assert plan_digests(at=saturday + timedelta(days=7)) == 2
    assert Digest.objects.filter(membership=layla).count() == 2
    assert Digest.objects.filter(membership=layla).latest("pk").since == saturday


def test_whoever_wants_a_digest_every_day_or_never_is_heard(layla: people.Membership, samer: people.Membership) -> None:
    rhythm = {"choices": {}, "at": NOON}
    people.set_reach(membership_id=layla.pk, preference={"digest": "daily"}, **rhythm)
    people.set_reach(membership_id=samer.pk, preference={"digest": "never"}, **rhythm)
    assert plan_digests(at=datetime(2026, 11, 19, 9, tzinfo=ZONE)) == 1
    assert not Digest.objects.filter(membership=samer).exists()


def test_a_device_is_told_and_somebody_elses_is_not(layla: people.Membership, samer: people.Membership) -> None:
    mine = device(layla)
    device(samer, "https://push.example/b")
    told(layla, "mentioned")
    assert [push["device"] for push in sent("push")] == [mine.pk]
    assert not people.forget_device(membership_id=samer.pk, device_id=mine.pk)
    assert people.forget_device(membership_id=layla.pk, device_id=mine.pk)


def test_a_shared_browser_stops_telling_the_one_before(layla: people.Membership, samer: people.Membership) -> None:
    device(layla)
    device(samer)
    assert [one.membership_id for one in Device.objects.all()] == [samer.pk]


@pytest.mark.parametrize(
    ("endpoint", "p256dh", "auth"),
    [("http://push.example/", P256DH, AUTH), ("https://u@push.example/", P256DH, AUTH), ("https://x/", "AA", AUTH),
     ("https://x/", P256DH, "short"), ("https://x/" + "a" * 600, P256DH, AUTH), ("file:///etc/passwd", P256DH, AUTH)],
)  # fmt: skip
def test_an_address_that_cannot_be_a_push_service_is_refused(
    layla: people.Membership, endpoint: str, p256dh: str, auth: str
) -> None:
    with pytest.raises(BadDevice):
        people.register_device(membership=layla, endpoint=endpoint, p256dh=p256dh, auth=auth, agent="", at=NOON)


def letter(by: people.Membership, **audience: object) -> Newsletter:
    return people.draft_newsletter(by=by, subject="News", body="Hello", audience=people.Audience(**audience), at=NOON)


def test_a_newsletter_goes_once_to_each_and_not_to_whom_it_was_stopped(
    layla: people.Membership, samer: people.Membership
) -> None:
    people.stop_letters(membership_id=samer.pk, group="newsletter")
    row = letter(layla)
    assert people.send_newsletter(newsletter=row, by=layla, at=NOON) == 2  # Layla and the owner
    with pytest.raises(NewsletterOnItsWay):
        people.send_newsletter(newsletter=row, by=layla, at=NOON)
    assert queue_copies(at=NOON) == 2
    assert queue_copies(at=NOON) == 0
    assert len(sent("mail.newsletter")) == 2
    row.refresh_from_db()
    assert row.status == "sent"
    assert not NewsletterCopy.objects.filter(membership=samer).exists()


def test_a_newsletter_narrows_by_role_and_absence_and_refuses_nobody(
    community: people.Community, layla: people.Membership
) -> None:
    assert people.send_newsletter(newsletter=letter(layla, role="owner"), by=layla, at=NOON) == 1
    with pytest.raises(NobodyToWriteTo):
        people.send_newsletter(newsletter=letter(layla, quiet_days=3), by=layla, at=NOON)
    later = NOON + timedelta(days=9)
    assert people.audience_members(
        community_id=community.pk, audience=people.Audience(quiet_days=3), at=later
    ).count() == 2  # fmt: skip


def test_openings_are_counted_only_by_consent_and_told_only_from_five_on(
    community: people.Community, layla: people.Membership
) -> None:
    members = [
        people.join_community(person=person(f"m{n}"), community=community, at=NOON) for n in range(5)
    ]  # fmt: skip
    for member in members:
        people.set_reach(membership_id=member.pk, choices={}, preference={"counts_openings": True}, at=NOON)
    row = letter(layla)
    people.send_newsletter(newsletter=row, by=layla, at=NOON)
    for copy in NewsletterCopy.objects.all():
        people.mark_copy_sent(copy=copy, at=NOON)
        people.note_opening(copy_id=copy.pk, at=NOON)
    assert not NewsletterCopy.objects.get(membership=layla).opened_at
    assert people.newsletter_figures(newsletter=row).opened_count == 5
    people.set_reach(membership_id=members[0].pk, choices={}, preference={"counts_openings": False}, at=NOON)
    NewsletterCopy.objects.filter(membership=members[0]).update(opened_at=None)
    assert not people.note_opening(copy_id=NewsletterCopy.objects.get(membership=members[0]).pk, at=NOON)
    assert people.newsletter_figures(newsletter=row).opened_count is None


def test_notices_stand_unread_first_and_pages_join_without_a_gap(
    layla: people.Membership, samer: people.Membership
) -> None:
    made = [told(layla, "replied", NOON + timedelta(minutes=n)) for n in range(7)]
    told(samer, "replied")
    for notice in made[4:6]:
        people.mark_notices_read(membership_id=layla.pk, at=NOON, notice_id=notice.pk)
    seen, after = [], ""
    while True:
        page = people.notice_page(membership_id=layla.pk, after=after, limit=2)
        seen += [made.index(notice) for notice in page.notices]
        if page.after is None:
            break
        after = page.after
    assert seen == [6, 3, 2, 1, 0, 5, 4]
    assert people.mark_notices_read(membership_id=samer.pk, at=NOON, notice_id=made[0].pk) == 0
