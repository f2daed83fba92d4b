"""What happens by itself: a rule holds and says so; it never deletes, and a person decides."""

from datetime import timedelta
from typing import Any

import pytest

from diwan.people import public as people
from diwan.people.models import Membership
from diwan.trust import errors, providers
from diwan.trust import public as trust
from diwan.trust.enums import Outcome
from diwan.trust.models import WordCount
from diwan.trust.sorting.lean import ENOUGH

from .conftest import AT, Garden, complain

Heard = list[tuple[str, str, int]]
LINK = "Look here: https://seeds.example/buy"
LONG = "The leaves of the tomato turn yellow from below because the soil holds too much lime for it."


def write(garden: Garden, body: str, who: str = "writer", ref: str = "post:5", **more: Any) -> bool:
    author = getattr(garden, who)
    facts = {"community_id": garden.community.pk, "object_ref": ref, "author_id": author.pk, "at": AT, **more}
    return trust.check_text(body=body, **facts)


def kinds(membership: people.Membership) -> list[str]:
    return [notice.kind for notice in people.list_notices(membership_id=membership.pk)]


def test_a_newcomers_link_waits_and_its_author_is_told_at_once(garden: Garden, announced: Heard) -> None:
    assert write(garden, LINK)
    assert announced == [("hidden", "post:5", garden.community.pk)]
    assert kinds(garden.writer) == ["text_held"]
    [held] = trust.list_held(membership=garden.writer)
    assert (held.rule, held.evidence["count"], held.reporter) == ("links", 1, None)
    assert trust.list_held(membership=garden.reader) == []


def test_a_moderator_who_leaves_it_shows_it_and_the_author_is_told(garden: Garden, announced: Heard) -> None:
    write(garden, LINK)
    [report] = trust.list_reports(community_id=garden.community.pk, viewer=garden.salma)
    trust.decide_report(report_id=report.pk, by=garden.salma, outcome=Outcome.DISMISS, reason="A shop.", at=AT)
    assert announced[-1] == ("shown", "post:5", garden.community.pk)
    assert kinds(garden.writer)[0] == "text_released"
    assert trust.list_held(membership=garden.writer) == []


def test_who_is_known_here_and_who_holds_a_role_may_link(garden: Garden) -> None:
    assert not write(garden, LINK, "salma")
    Membership.objects.filter(pk=garden.writer.pk).update(trust_level=1)
    assert not write(garden, LINK)


@pytest.mark.parametrize(
    "body", ["Water in the morning.", "It costs 3.50 and lasts 1.5 weeks.", "والله أعلم. شكرًا لكم"]
)
def test_ordinary_words_are_never_held(garden: Garden, body: str) -> None:
    assert not write(garden, body)


def test_the_same_words_in_a_third_place_wait_whoever_writes_them_and_however_spelt(garden: Garden) -> None:
    assert not write(garden, LONG, ref="comment:1")
    assert not write(garden, LONG.upper(), "reader", ref="comment:2")
    assert write(garden, LONG.replace("tomato", "tomáto") + " !", ref="comment:3")
    assert not write(garden, LONG, ref="comment:4", at=AT + timedelta(days=2))


def test_short_thanks_may_be_said_everywhere(garden: Garden) -> None:
    assert not any(write(garden, "Thank you very much!", ref=f"comment:{number}") for number in range(6))


def test_a_flood_waits_and_editing_one_text_again_and_again_is_none(garden: Garden) -> None:
    assert not any(write(garden, f"Edit {number}", ref="comment:1") for number in range(20))
    held = [write(garden, f"Text {number}", ref=f"comment:{number}") for number in range(2, 15)]
    assert held.index(True) == 11


def test_calling_many_people_at_once_waits(garden: Garden) -> None:
    assert write(garden, " ".join(f"@friend{number}" for number in range(8)))
    assert not write(garden, "@salma and @badr, mail me at me@example.org", ref="post:6")


def test_words_moderators_asked_for_are_found_however_they_are_spelt(garden: Garden) -> None:
    row = trust.forbid_words(words="بذور معجزة", why="خدعة قديمة", by=garden.salma, at=AT)
    assert write(garden, "عندي بُذور مُعجزه للبيع")
    trust.allow_words(words_id=row.pk, by=garden.badr, at=AT)
    assert not write(garden, "عندي بذور معجزة للبيع", ref="post:6")
    with pytest.raises(errors.NotAllowed):
        trust.forbid_words(words="x", why="y", by=garden.reader, at=AT)
    with pytest.raises(errors.NoSuchWords):
        trust.allow_words(words_id=row.pk, by=garden.stranger, at=AT)


def test_a_rule_that_is_off_holds_nothing_and_others_cannot_switch_it(garden: Garden) -> None:
    with pytest.raises(errors.NotAllowed):
        trust.set_rules(by=garden.reader, at=AT, newcomer_links=0)
    trust.set_rules(by=garden.salma, at=AT, newcomer_links=0)
    assert not write(garden, LINK)
    assert trust.rules_of(community_id=garden.stranger.community_id).newcomer_links == 1


def test_a_limited_member_is_read_first_until_the_term_is_over(garden: Garden, report: trust.Report) -> None:
    trust.decide_report(
        report_id=report.pk,
        by=garden.salma,
        outcome=Outcome.LIMIT,
        reason="Again.",
        at=AT,
        until=AT + timedelta(days=7),
    )
    garden.writer.refresh_from_db()
    assert garden.writer.is_active
    assert write(garden, "Good morning.", ref="post:8")
    trust.end_sanctions(at=AT + timedelta(days=7))
    assert not write(garden, "Good morning.", ref="post:9", at=AT + timedelta(days=8))


def teach(garden: Garden, cases: int = ENOUGH) -> None:
    rows = [("cheap", 40, 2), ("leaves", 2, 40), ("", cases, cases), ("§links:1", 45, 5)]
    WordCount.objects.filter(community=garden.community).delete()
    WordCount.objects.bulk_create(
        [WordCount(community=garden.community, word=word, acted_count=a, left_count=b) for word, a, b in rows]
    )


def lean(garden: Garden, report: trust.Report, words: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(providers, "_texts", {"test": lambda **_: {report.object_ref: words}})
    return trust.lean(community_id=garden.community.pk, cases={report.object_ref: [report]})


def test_sorting_is_silent_until_enough_was_decided_and_says_what_weighed(
    garden: Garden, report: trust.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(garden, ENOUGH - 1)
    assert lean(garden, report, "Cheap cheap seeds", monkeypatch) == {}
    teach(garden)
    up = lean(garden, report, "Cheap cheap seeds", monkeypatch)["post:5"]
    down = lean(garden, report, "Yellow leaves", monkeypatch)["post:5"]
    assert up.score_bp > 8000 > 2000 > down.score_bp
    assert (up.words[0], down.words) == ("cheap", ("leaves",))


def test_every_decision_teaches_and_an_appeal_that_is_right_unteaches(
    garden: Garden, report: trust.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "_texts", {"test": lambda **_: {"post:5": "Cheap seeds"}})

    def counts() -> dict[str, tuple[int, int]]:
        rows = WordCount.objects.filter(community=garden.community)
        return {word: (a, b) for word, a, b in rows.values_list("word", "acted_count", "left_count")}

    decision = trust.decide_report(report_id=report.pk, by=garden.salma, outcome=Outcome.HIDE, reason="Ad.", at=AT)
    assert (counts()[""], counts()["cheap"]) == ((1, 0), (1, 0))
    appeal = trust.file_appeal(decision_id=decision.pk, by=garden.writer, text="No.", at=AT)
    trust.decide_appeal(appeal_id=appeal.pk, by=garden.owner, overturn=True, answer="Right.", at=AT)
    assert (counts()[""], counts()["cheap"]) == ((0, 0), (0, 0))


@pytest.mark.parametrize("said", ["Cheap cheap seeds", "Yellow leaves"])
def test_no_outcome_depends_on_how_a_case_leans(
    garden: Garden, said: str, monkeypatch: pytest.MonkeyPatch, announced: Heard
) -> None:
    """The same decision on the two ends of the scale has the same effect, and a leaning alone has none."""
    teach(garden)
    report = complain(garden)
    lean(garden, report, said, monkeypatch)
    assert announced == []
    made = trust.answer_report(
        report_id=report.pk, by=garden.salma, outcome=Outcome.HIDE, code="advertising", reason="Ad.", days=None, at=AT
    )
    assert isinstance(made, trust.Decision)
    assert announced == [("hidden", "post:5", garden.community.pk)]
