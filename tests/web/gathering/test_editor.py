"""What helps while writing: names, pictures, drafts kept by themselves, quotations, polls in the form."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from diwan.conversation import public as conversation
from diwan.gathering import public as gathering
from diwan.people import public as people


def picture(size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, (20, 120, 80)).save(out, "PNG")
    return SimpleUploadedFile("leaf.png", out.getvalue(), "image/png")


def words(garden: Any, **changes: Any) -> dict[str, Any]:
    said = {"kind": "question", "title": "Leaves", "body": "What now?", "space": garden.space.pk, "language": "en"}
    return {**said, **changes}


def names(garden: Any, typed: str, by: str = "nadia") -> list[str]:
    page = garden.browser(by).get(garden.url("mentions/"), {"q": typed}).content.decode()
    return [part.split('"')[0] for part in page.split('data-value="@')[1:]]


def joined(garden: Any, name: str) -> people.Membership:
    someone = people.create_person(email=f"m{len(name)}@example.org", display_name=name, language="ar", at=garden.at)
    return people.join_community(person=someone, community=garden.community, at=garden.at)


def test_an_at_sign_finds_members_by_any_word_of_their_name_however_it_is_spelt(garden: Any) -> None:
    joined(garden, "أحمد العُمري")
    assert names(garden, "احمد") == ["أحمد_العُمري"]
    assert names(garden, "العم") == ["أحمد_العُمري"]
    assert names(garden, "sam") == ["Samer"]
    assert names(garden, "amer") == []
    assert "Nadia" not in names(garden, "")  # nobody calls themselves
    assert len(names(garden, "")) <= 8


def test_an_at_sign_never_shows_who_is_suspended_blocked_gone_or_a_stranger(garden: Any) -> None:
    assert "Samer" in names(garden, "s")
    conversation.block_member(by_id=garden.nadia.pk, other_id=garden.samer.pk, at=garden.at)
    assert "Samer" not in names(garden, "s")
    people.suspend_membership(membership=garden.layla, reason="spam", by=garden.mona, at=garden.at)
    assert names(garden, "layla", by="samer") == []
    assert names(garden, "zed") == []
    assert garden.browser("zed").get(garden.url("mentions/")).status_code in (302, 403, 404)
    assert garden.browser("layla").get(garden.url("mentions/")).status_code == 302


def test_whoever_is_chosen_from_the_list_is_told(garden: Any) -> None:
    called = joined(garden, "أحمد العُمري")
    garden.ask(body="@أحمد_العُمري ما رأيك؟")
    assert [notice.kind for notice in people.list_notices(membership_id=called.pk)] == ["mentioned"]
    assert "@أحمد العُمري</bdi>" in gathering.Post.objects.get().html


def test_a_picture_among_the_words_of_a_comment_is_seen_by_members_once_it_is_said(garden: Any) -> None:
    post, writer = garden.ask(), garden.browser("samer")
    told = writer.post(garden.url("pictures/"), {"picture": picture()}).json()
    assert garden.browser("layla").get(told["small"]).status_code == 404
    writer.post(garden.url(f"t/{post.pk}/comments/"), {"body": f"![A leaf]({told['url']})"})
    assert garden.browser("layla").get(told["small"]).status_code == 200
    kept = gathering.Attachment.objects.get()
    assert (kept.alt, kept.post_id) == ("A leaf", post.pk)
    assert 'alt="A leaf"' in gathering.Comment.objects.get().html


def test_the_first_picture_of_a_post_becomes_its_cover_and_is_not_shown_twice(garden: Any) -> None:
    writer = garden.browser("nadia")
    told = writer.post(garden.url("pictures/"), {"picture": picture()}).json()
    page = writer.post(garden.url("posts/"), words(garden, body=f"![A leaf]({told['url']})"), follow=True)
    assert gathering.Post.objects.get().cover_id == gathering.Attachment.objects.get().pk
    assert page.content.decode().count(f'src="{told["url"]}"') == 1


def test_nobody_takes_a_picture_by_writing_its_address(garden: Any) -> None:
    told = garden.browser("samer").post(garden.url("pictures/"), {"picture": picture()}).json()
    garden.browser("nadia").post(garden.url("posts/"), words(garden, body=f"![Mine]({told['url']})"))
    kept = gathering.Attachment.objects.get()
    assert (kept.post_id, kept.alt) == (None, "")
    assert garden.browser("layla").get(told["small"]).status_code == 404


@pytest.mark.parametrize("sent", [b"not an image", b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_file_that_is_no_picture_is_answered_with_a_sentence(garden: Any, sent: bytes) -> None:
    bad = SimpleUploadedFile("leaf.png", sent, "image/png")
    answer = garden.browser("nadia").post(garden.url("pictures/"), {"picture": bad})
    assert answer.status_code == 422
    assert answer.json()["refused"].endswith(".")
    assert not gathering.Attachment.objects.exists()


def test_a_bomb_is_refused_before_it_is_drawn(garden: Any) -> None:
    answer = garden.browser("nadia").post(garden.url("pictures/"), {"picture": picture((6000, 6000))})
    assert answer.status_code == 422
    assert "too many pixels" in answer.json()["refused"]


def test_a_draft_is_kept_by_itself_and_again_in_the_same_place(garden: Any) -> None:
    writer = garden.browser("nadia")
    first = writer.post(garden.url("drafts/keeping/"), words(garden, title="")).json()
    again = writer.post(garden.url("drafts/keeping/"), words(garden, body="More.", **first)).json()
    assert again["draft"] == first["draft"]
    assert gathering.Post.objects.get().body == "More."
    assert again["seen"] != first["seen"]


def test_two_devices_at_one_draft_lose_nothing(garden: Any) -> None:
    phone, desk = garden.browser("nadia"), garden.browser("nadia")
    begun = phone.post(garden.url("drafts/keeping/"), words(garden)).json()
    phone.post(garden.url("drafts/keeping/"), words(garden, body="On the phone.", **begun))
    told = desk.post(garden.url("drafts/keeping/"), words(garden, body="At the desk.", **begun)).json()
    assert told["beside"].endswith(f"?draft={begun['draft']}")
    assert {row.body for row in gathering.Post.objects.all()} == {"On the phone.", "At the desk."}
    same = desk.post(garden.url("drafts/keeping/"), words(garden, body="At the desk.", **{**told, "seen": "0" * 16}))
    assert "beside" not in same.json()  # the same words are no quarrel


def test_a_draft_thrown_away_elsewhere_is_begun_anew_and_strangers_keep_none(garden: Any) -> None:
    writer = garden.browser("nadia")
    begun = writer.post(garden.url("drafts/keeping/"), words(garden)).json()
    gathering.discard_draft(draft_id=begun["draft"], author_id=garden.nadia.pk)
    assert writer.post(garden.url("drafts/keeping/"), words(garden, **begun)).status_code == 200
    mine = gathering.Post.objects.get()
    theirs = garden.browser("samer").post(garden.url("drafts/keeping/"), words(garden, body="Mine now", draft=mine.pk))
    assert theirs.json()["draft"] != mine.pk
    assert garden.browser("zed").post(garden.url("drafts/keeping/"), words(garden)).status_code in (302, 403, 404)


def test_a_browser_is_told_that_its_words_have_arrived_and_only_then(garden: Any) -> None:
    writer = garden.browser("nadia")
    refused = writer.post(garden.url("posts/"), words(garden, title="", kept_as="1.2.post.new"))
    assert "diwan_arrived" not in refused.cookies
    taken = writer.post(garden.url("posts/"), words(garden, kept_as="1.2.post.new"))
    assert taken.cookies["diwan_arrived"].value == "1.2.post.new"
    odd = writer.post(garden.url("posts/"), words(garden, kept_as='x"; Path=/'))
    assert "diwan_arrived" not in odd.cookies


def test_without_script_a_quotation_begins_the_reply_under_what_it_quotes(garden: Any) -> None:
    post = garden.ask(body="First line\n\nSecond")
    comment = garden.answer(post, body="It is iron.")
    page = garden.browser("layla").get(garden.url(f"t/{post.pk}/"), {"quote": comment.ref}).content.decode()
    assert "&gt; **Samer:**\n&gt; It is iron." in page
    assert '<details class="reply" open>' in page
    page = garden.browser("layla").get(garden.url(f"t/{post.pk}/"), {"quote": post.ref}).content.decode()
    assert "&gt; **Nadia:**\n&gt; First line\n&gt;\n&gt; Second" in page


def test_nothing_hidden_is_quoted(garden: Any) -> None:
    post, other = garden.ask(), garden.ask()
    comment = garden.answer(other, body="Not to be read.")
    gathering.delete_comment(comment_id=comment.pk, by_id=garden.samer.pk, at=garden.at)
    page = garden.browser("layla").get(garden.url(f"t/{post.pk}/"), {"quote": comment.ref})
    assert "Not to be read" not in page.content.decode()


def poll_words(**changes: Any) -> dict[str, Any]:
    asked = {
        "poll-question": "Which?",
        "poll-answers": ["Beans", "Peas", ""],
        "poll-days": "7",
        "poll-results": "voted",
    }
    return {**asked, **changes}


def test_a_poll_written_with_the_post_is_voted_in_without_script_and_changed(garden: Any) -> None:
    garden.browser("nadia").post(garden.url("posts/"), words(garden, **poll_words()))
    post = gathering.Post.objects.get()
    voter, place = garden.browser("samer"), garden.url(f"t/{post.pk}/")
    assert "Nobody voted yet" in voter.get(place).content.decode()
    beans, peas = post.poll.options.order_by("position")
    for answer in (beans, peas):
        assert voter.post(f"{place}poll/votes/", {"answer": answer.pk}, headers={"referer": place}).status_code == 302
    page = voter.get(place).content.decode()
    assert "person voted" in page
    assert [option.vote_count for option in post.poll.options.order_by("position")] == [0, 1]
    voter.post(f"{place}poll/votes/", {"answer": [peas.pk, ""]})
    assert "Nobody voted yet" in voter.get(place).content.decode()


def test_a_wrong_poll_costs_no_word_and_publishes_nothing(garden: Any) -> None:
    said = words(garden, **poll_words(**{"poll-answers": ["Beans", " "]}))
    answer = garden.browser("nadia").post(garden.url("posts/"), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A poll needs two different answers" in page
    assert 'value="Beans"' in page
    assert not gathering.Post.objects.exists()


def test_a_draft_remembers_its_poll_and_its_days_begin_when_published(garden: Any) -> None:
    writer = garden.browser("nadia")
    writer.post(garden.url("drafts/"), words(garden, **poll_words()))
    draft = gathering.Post.objects.get()
    assert 'value="Peas"' in writer.get(garden.url("posts/new/"), {"draft": draft.pk}).content.decode()
    writer.post(garden.url("posts/"), words(garden, draft=draft.pk, **poll_words()))
    draft.refresh_from_db()
    assert draft.poll.closes_at - draft.published_at == timedelta(days=7)


def test_the_answers_can_be_edited_until_somebody_votes(garden: Any) -> None:
    writer = garden.browser("nadia")
    writer.post(garden.url("posts/"), words(garden, **poll_words()))
    post = gathering.Post.objects.get()
    address = garden.url(f"posts/{post.pk}/edit/")
    changed = {"title": post.title, "body": post.body, **poll_words(**{"poll-answers": ["Beans", "Chard"]})}
    assert writer.post(address, changed).status_code == 302
    answer = post.poll.options.model.objects.get(label="Chard")
    gathering.cast_vote(post_id=post.pk, membership_id=garden.samer.pk, option_ids=[answer.pk], at=garden.at)
    assert "Somebody has voted already" in writer.get(address).content.decode()
    refused = writer.post(address, {**changed, "poll-question": "Another?"})
    assert refused.status_code == 422
    assert "Somebody has voted already" in refused.content.decode()


def test_a_poll_costs_a_page_the_same_however_many_voted(garden: Any, django_assert_max_num_queries: Any) -> None:
    garden.browser("nadia").post(garden.url("posts/"), words(garden, **poll_words()))
    post = gathering.Post.objects.get()
    reader, place = garden.browser("layla"), garden.url(f"t/{post.pk}/poll/")
    reader.get(place)
    option = post.poll.options.first()
    for name in ("samer", "tariq", "huda"):
        voter = garden.members[name].pk
        gathering.cast_vote(post_id=post.pk, membership_id=voter, option_ids=[option.pk], at=garden.at)
    with django_assert_max_num_queries(14):
        assert "people voted" in reader.get(place).content.decode()
