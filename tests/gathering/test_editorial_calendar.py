"""From an idea to a published text: who takes which step, and that nothing goes out against its author's will."""

from datetime import date, timedelta

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.models import CalendarItem
from diwan.people import public as people

from .conftest import AT, Garden

DUE = date(2026, 5, 20)
GOES_OUT = AT + timedelta(days=3)


@pytest.fixture
def desk(garden: Garden) -> Garden:
    """Layla edits; Nadia writes."""
    people.grant_role(membership=garden.layla, role="editor", by=garden.owner, at=AT)
    return garden


def stage(item: CalendarItem) -> str:
    return CalendarItem.objects.get(pk=item.pk).stage


def kinds(member: people.Membership) -> list[str]:
    return [row.kind for row in people.list_notices(membership_id=member.pk)]


def assigned(desk: Garden) -> CalendarItem:
    item = gathering.propose_item(community_id=desk.id, by_id=desk.samer.pk, title="Winter on the roof", at=AT)
    return gathering.assign_item(
        item_id=item.pk, by_id=desk.layla.pk, author_id=desk.nadia.pk, due_date=DUE, space_id=desk.space.pk, at=AT
    )


def written(desk: Garden, body: str = "Cover the pots.") -> CalendarItem:
    item = gathering.begin_item(item_id=assigned(desk).pk, by_id=desk.nadia.pk, language="en", at=AT)
    rewrite(desk, item, body)
    return item


def rewrite(desk: Garden, item: CalendarItem, body: str) -> None:
    gathering.save_draft(
        community_id=desk.id, space_id=desk.space.pk, author_id=desk.nadia.pk, kind="guide", title="Winter on the roof",
        body=body, language="en", at=AT, draft_id=item.post_id,
    )  # fmt: skip


def handed_in(desk: Garden) -> CalendarItem:
    return gathering.hand_in(item_id=written(desk).pk, by_id=desk.nadia.pk, at=AT)


def accepted(desk: Garden) -> CalendarItem:
    return gathering.accept_text(item_id=handed_in(desk).pk, by_id=desk.layla.pk, at=AT)


def test_an_idea_becomes_a_published_post_and_everybody_concerned_is_told(desk: Garden) -> None:
    item = accepted(desk)
    gathering.schedule_post(post_id=item.post_id, by_id=desk.layla.pk, publish_at=GOES_OUT, at=AT)
    assert stage(item) == "scheduled"
    gathering.publish_due(at=GOES_OUT)
    assert stage(item) == "published"
    assert set(kinds(desk.nadia)) == {
        "editorial_assigned", "editorial_accepted", "post_scheduled", "scheduled_post_published"
    }  # fmt: skip
    assert set(kinds(desk.layla)) == {"editorial_proposed", "editorial_handed_in"}


def test_an_editor_cannot_publish_what_the_author_did_not_hand_in(desk: Garden) -> None:
    item = written(desk)
    with pytest.raises(errors.NotFound):
        gathering.schedule_post(post_id=item.post_id, by_id=desk.layla.pk, publish_at=GOES_OUT, at=AT)
    gathering.hand_in(item_id=item.pk, by_id=desk.nadia.pk, at=AT)
    with pytest.raises(errors.NotHandedIn):
        gathering.schedule_post(post_id=item.post_id, by_id=desk.layla.pk, publish_at=GOES_OUT, at=AT)


def test_the_author_takes_it_back_even_when_a_day_is_set(desk: Garden) -> None:
    item = accepted(desk)
    gathering.schedule_post(post_id=item.post_id, by_id=desk.layla.pk, publish_at=GOES_OUT, at=AT)
    gathering.take_back(item_id=item.pk, by_id=desk.nadia.pk, at=AT)
    assert gathering.publish_due(at=GOES_OUT) == ()
    assert stage(item) == "draft"
    assert "editorial_taken_back" in kinds(desk.layla)


def test_words_changed_after_they_were_accepted_are_looked_at_again(desk: Garden) -> None:
    item = accepted(desk)
    gathering.schedule_post(post_id=item.post_id, by_id=desk.layla.pk, publish_at=GOES_OUT, at=AT)
    rewrite(desk, item, "Something else altogether.")
    assert stage(item) == "draft"
    assert gathering.publish_due(at=GOES_OUT) == ()


def test_a_return_says_why(desk: Garden) -> None:
    item = handed_in(desk)
    with pytest.raises(errors.ReasonNeeded):
        gathering.return_text(item_id=item.pk, by_id=desk.layla.pk, reason="  ", at=AT)
    gathering.return_text(item_id=item.pk, by_id=desk.layla.pk, reason="Which pots?", at=AT)
    seen = gathering.get_item(community_id=desk.id, item_id=item.pk, viewer_id=desk.nadia.pk)
    assert [(row.kind, row.text) for row in seen.remarks] == [("returned", "Which pots?")]
    assert stage(item) == "draft"
    assert "editorial_returned" in kinds(desk.nadia)


def test_a_remark_reaches_the_others(desk: Garden) -> None:
    item = assigned(desk)
    gathering.write_remark(item_id=item.pk, by_id=desk.nadia.pk, text="Two weeks, please.", at=AT)
    assert "editorial_remarked" in kinds(desk.layla)
    assert "editorial_remarked" in kinds(desk.samer)
    assert "editorial_remarked" not in kinds(desk.nadia)


@pytest.mark.parametrize("step", ["accept_text", "drop_item"])
def test_only_an_editor_takes_an_editors_step(desk: Garden, step: str) -> None:
    item = handed_in(desk) if step == "accept_text" else assigned(desk)
    for somebody in (desk.nadia, desk.samer):
        with pytest.raises(errors.EditorsOnly):
            getattr(gathering, step)(item_id=item.pk, by_id=somebody.pk, at=AT)
    for outsider in (desk.suspended, desk.foreigner):
        with pytest.raises((errors.NotFound, errors.MembersOnly)):
            getattr(gathering, step)(item_id=item.pk, by_id=outsider.pk, at=AT)


def test_only_the_author_takes_the_authors_step(desk: Garden) -> None:
    item = written(desk)
    for somebody in (desk.layla, desk.samer, desk.owner):
        with pytest.raises(errors.NotYours):
            gathering.hand_in(item_id=item.pk, by_id=somebody.pk, at=AT)


@pytest.mark.parametrize("step", ["accept_text", "begin_item", "take_back", "drop_item"])
def test_a_step_that_does_not_follow_is_refused(desk: Garden, step: str) -> None:
    item = written(desk)
    by = desk.layla if step in ("accept_text", "drop_item") else desk.nadia
    facts = {"language": "en"} if step == "begin_item" else {}
    with pytest.raises(errors.StepRefused):
        getattr(gathering, step)(item_id=item.pk, by_id=by.pk, at=AT, **facts)


def test_an_empty_text_is_not_handed_in(desk: Garden) -> None:
    item = written(desk, body=" ")
    with pytest.raises(errors.TextNeeded):
        gathering.hand_in(item_id=item.pk, by_id=desk.nadia.pk, at=AT)


def test_a_draft_thrown_away_leaves_the_item_waiting(desk: Garden) -> None:
    item = handed_in(desk)
    gathering.discard_draft(draft_id=item.post_id, author_id=desk.nadia.pk)
    assert stage(item) == "assigned"
    again = gathering.begin_item(item_id=item.pk, by_id=desk.nadia.pk, language="en", at=AT)
    assert again.post_id is not None


def test_the_calendar_shows_each_reader_what_is_theirs(desk: Garden) -> None:
    item = assigned(desk)
    window = {"community_id": desk.id, "start": date(2026, 5, 1), "end": date(2026, 6, 1), "today": date(2026, 5, 25)}

    def shown(member: people.Membership) -> list[int | None]:
        return [entry.item_id for entry in gathering.list_calendar(viewer_id=member.pk, **window).dated]

    assert shown(desk.layla) == shown(desk.nadia) == shown(desk.samer) == shown(desk.owner) == [item.pk]
    assert [one.item_id for one in gathering.list_calendar(viewer_id=desk.layla.pk, **window).late] == [item.pk]
    stranger = people.join_community(
        person=people.create_person(email="q@example.org", display_name="Qais", language="ar", at=AT),
        community=desk.community, at=AT,
    )  # fmt: skip
    assert shown(stranger) == []
    people.grant_role(membership=stranger, role="author", by=desk.owner, at=AT)
    assert shown(stranger) == [item.pk]
    for outsider in (desk.suspended, desk.foreigner):
        with pytest.raises(errors.NotFound):
            gathering.list_calendar(viewer_id=outsider.pk, **window)
        with pytest.raises(errors.NotFound):
            gathering.get_item(community_id=desk.id, item_id=item.pk, viewer_id=outsider.pk)


def test_a_post_scheduled_alone_is_on_the_calendar_of_its_author_and_of_editors(desk: Garden) -> None:
    row = gathering.save_draft(
        community_id=desk.id, space_id=desk.space.pk, author_id=desk.samer.pk, kind="guide", title="Alone", body="x",
        language="en", at=AT,
    )  # fmt: skip
    gathering.schedule_post(post_id=row.pk, by_id=desk.samer.pk, publish_at=GOES_OUT, at=AT)
    window = {"community_id": desk.id, "start": date(2026, 5, 1), "end": date(2026, 6, 1), "today": date(2026, 5, 10)}
    seen = {
        name: [one.post_id for one in gathering.list_calendar(viewer_id=getattr(desk, name).pk, **window).dated]
        for name in ("samer", "layla", "nadia")
    }
    assert seen == {"samer": [row.pk], "layla": [row.pk], "nadia": []}
