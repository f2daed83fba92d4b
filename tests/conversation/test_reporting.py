"""A report opens one message and its neighbours to the moderators; nothing else does."""

from datetime import timedelta

import pytest

from diwan.conversation import errors
from diwan.conversation import public as conversation
from diwan.kernel.models import AuditLine
from diwan.trust import public as trust

from .conftest import AT

LATER = AT + timedelta(hours=1)


@pytest.fixture
def talk(garden):
    """Seven messages between two people; the fourth is an insult."""
    first = garden.write("nadia", "samer", body="message 1")
    found = [first]
    for number in range(2, 8):
        by = "samer" if number in (4, 5) else "nadia"
        found.append(garden.say(first.conversation_id, by, "an insult" if number == 4 else f"message {number}"))
    return found


def report(garden, message, by="nadia", at=AT):
    return conversation.report_message(
        message_id=message.pk, by_id=garden.members[by].pk, reason="abuse", note="", at=at
    )


def disclosed(garden, message, who="huda"):
    found = conversation.list_disclosed(
        community_id=garden.id, object_refs=[message.ref], viewer_id=garden.members[who].pk
    )
    return found.get(message.ref)


def test_moderators_see_nothing_before_a_report_and_two_messages_either_side_after(garden, talk):
    assert disclosed(garden, talk[3]) is None
    report(garden, talk[3])
    seen = disclosed(garden, talk[3])
    assert ["an insult" in one.html for one in seen.messages] == [False, False, True, False, False]
    assert [one.is_reported for one in seen.messages] == [False, False, True, False, False]
    assert "message 1" not in repr(seen)
    assert "message 7" not in repr(seen)
    assert disclosed(garden, talk[0]) is None
    with pytest.raises(errors.NotFound):
        garden.see(talk[0].conversation_id, "huda")


def test_what_is_said_after_the_report_does_not_slide_into_it(garden):
    first = garden.write("samer", "nadia", body="an insult")
    report(garden, first)
    garden.say(first.conversation_id, "nadia", "a private answer")
    report(garden, first, at=LATER)
    assert len(disclosed(garden, first).messages) == 1


@pytest.mark.parametrize("name", ["nadia", "layla", "rami", "zed"])
def test_a_report_opens_nothing_to_anybody_else(garden, talk, name):
    report(garden, talk[3])
    assert disclosed(garden, talk[3], name) is None


def test_nobody_reads_the_report_about_themselves(garden):
    first = garden.write("huda", "nadia", body="a steward's insult")
    report(garden, first)
    assert disclosed(garden, first, "huda") is None
    assert disclosed(garden, first, "tariq") is not None


def test_a_report_leaves_an_audit_line_with_its_extent(garden, talk):
    report(garden, talk[3])
    report(garden, talk[3])
    (line,) = AuditLine.objects.filter(scope=garden.id, action="messages_disclosed")
    assert line.object_ref == talk[3].ref
    assert line.detail == {"conversation": talk[3].conversation_id, "first_number": 2, "final_number": 6}
    assert trust.list_reports(community_id=garden.id, viewer=garden.huda).count() == 1


def test_deleting_or_softening_it_afterwards_does_not_help(garden, talk):
    report(garden, talk[3])
    conversation.edit_message(message_id=talk[3].pk, by_id=garden.samer.pk, body="a compliment", at=LATER)
    conversation.delete_message(message_id=talk[3].pk, by_id=garden.samer.pk, at=LATER)
    conversation.delete_message(message_id=talk[4].pk, by_id=garden.samer.pk, at=LATER)
    seen = disclosed(garden, talk[3])
    assert "an insult" in seen.reported.html
    assert seen.reported.was_changed
    assert "message 5" not in repr(seen)


def test_one_cannot_report_oneself_nor_what_one_cannot_read(garden, talk):
    with pytest.raises(errors.OwnWords):
        report(garden, talk[3], "samer")
    with pytest.raises(errors.NotFound):
        report(garden, talk[3], "layla")


def test_a_decision_hides_it_and_an_appeal_shows_it_again(garden, talk):
    filed = report(garden, talk[3])
    decision = trust.decide_report(report_id=filed.pk, by=garden.huda, outcome="hide", reason="rude", at=LATER)
    seen = garden.see(talk[0].conversation_id, "nadia").messages[3]
    assert (seen.state, seen.html) == ("hidden", "")
    appeal = trust.file_appeal(decision_id=decision.pk, by=garden.samer, text="it was a quotation", at=LATER)
    trust.decide_appeal(appeal_id=appeal.pk, by=garden.tariq, overturn=True, answer="right", at=LATER)
    assert "an insult" in garden.see(talk[0].conversation_id, "nadia").messages[3].html


def test_a_reference_to_anything_else_is_left_alone(garden):
    for ref in ("post:1", "message:", "message:x", "message:0", "message:99999999999999999999", "message:12"):
        assert not conversation.hide_message(community_id=garden.id, object_ref=ref, at=AT)


def test_a_message_of_another_community_is_not_hidden_by_a_decision_here(garden, talk):
    assert not conversation.hide_message(community_id=garden.zed.community_id, object_ref=talk[3].ref, at=AT)
