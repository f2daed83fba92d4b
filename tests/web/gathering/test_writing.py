"""Writing: nothing typed is ever lost, and pictures are for members only."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from diwan.gathering import public as gathering


def picture(name: str = "leaf.png") -> Any:
    out = BytesIO()
    Image.new("RGB", (40, 30), (20, 120, 80)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def words(garden: Any, **changes: Any) -> Any:
    said = {
        "kind": "question",
        "title": "Yellow leaves",
        "body": "What now?",
        "space": garden.space.pk,
        "language": "en",
    }
    return {**said, **changes}


def test_a_question_is_published_and_shown(garden: Any) -> None:
    response = garden.browser("nadia").post(garden.url("posts/"), words(garden), follow=True)
    assert response.status_code == 200
    assert "Yellow leaves" in response.content.decode()


def test_the_composer_of_the_feed_publishes_or_asks_for_what_is_missing(garden: Any) -> None:
    quick = {"kind": "discussion", "title": "Hello", "body": "Good morning", "language": "en"}
    response = garden.browser("nadia").post(garden.url("posts/"), quick)
    assert response.status_code == 422
    assert "Good morning" in response.content.decode()
    response = garden.browser("nadia").post(garden.url("posts/"), {**quick, "space": garden.space.pk})
    assert response.status_code == 302


def test_a_forgotten_title_costs_neither_the_words_nor_the_picture(garden: Any) -> None:
    writer = garden.browser("nadia")
    response = writer.post(garden.url("posts/"), words(garden, title="", pictures=picture()))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Give it a title" in page
    assert "What now?" in page
    kept = gathering.Attachment.objects.get()
    assert f'name="images" value="{kept.pk}"' in page
    writer.post(garden.url("posts/"), words(garden, images=str(kept.pk)))
    assert gathering.Post.objects.get().cover_id == kept.pk


def test_a_file_that_is_no_image_is_refused_at_its_field(garden: Any) -> None:
    bad = SimpleUploadedFile("leaf.png", b"not an image", "image/png")
    response = garden.browser("nadia").post(garden.url("posts/"), words(garden, pictures=bad))
    assert response.status_code == 422
    assert "This file is not an image we can read" in response.content.decode()
    assert not gathering.Post.objects.exists()


def test_a_picture_of_somebody_else_cannot_be_taken(garden: Any) -> None:
    garden.browser("nadia").post(garden.url("preview/"), words(garden, pictures=picture()))
    theirs = gathering.Attachment.objects.get()
    response = garden.browser("samer").post(garden.url("posts/"), words(garden, images=str(theirs.pk)))
    assert response.status_code == 404
    assert not gathering.Post.objects.exists()


def test_a_picture_is_for_members_and_until_published_for_its_owner(garden: Any) -> None:
    writer = garden.browser("nadia")
    writer.post(garden.url("preview/"), words(garden, pictures=picture()))
    kept = gathering.Attachment.objects.get()
    assert writer.get(kept.url(640)).headers["Content-Type"] == "image/webp"
    for reader in ("layla", "zed", None):
        assert garden.browser(reader).get(kept.url(640)).status_code == 404
    writer.post(garden.url("posts/"), words(garden, images=str(kept.pk)))
    assert garden.browser("layla").get(kept.url(640)).status_code == 200
    assert garden.browser("layla").get(kept.url(640)).headers["Cache-Control"].startswith("private")
    for stranger in ("zed", None):
        assert garden.browser(stranger).get(kept.url(640)).status_code == 200, "its post is open to visitors"
    assert garden.browser("layla").get(f"/files/{kept.name}/99.webp").status_code == 404


def test_a_draft_needs_no_title_and_is_its_writers_alone(garden: Any) -> None:
    writer = garden.browser("nadia")
    assert writer.post(garden.url("drafts/"), words(garden, title="")).status_code == 302
    draft = gathering.Post.objects.get()
    assert "Without a title yet" in writer.get(garden.url("drafts/")).content.decode()
    assert "What now?" in writer.get(garden.url(f"posts/new/?draft={draft.pk}")).content.decode()
    assert garden.browser("samer").get(garden.url(f"posts/new/?draft={draft.pk}")).status_code == 404
    assert garden.browser("samer").post(garden.url(f"drafts/{draft.pk}/disposal/")).status_code == 404
    writer.post(garden.url("posts/"), words(garden, draft=draft.pk))
    assert gathering.Post.objects.get().is_published


def test_a_draft_can_be_thrown_away(garden: Any) -> None:
    writer = garden.browser("nadia")
    writer.post(garden.url("drafts/"), words(garden))
    writer.post(garden.url(f"drafts/{gathering.Post.objects.get().pk}/disposal/"))
    assert not gathering.Post.objects.exists()


def test_a_preview_shows_what_readers_will_see_and_keeps_the_form(garden: Any) -> None:
    said = words(garden, body="**strong** <script>alert(1)</script>")
    page = garden.browser("nadia").post(garden.url("preview/"), said).content.decode()
    assert "<strong>strong</strong>" in page
    assert "<script>alert" not in page
    assert "Yellow leaves" in page
    part = garden.browser("nadia").post(garden.url("preview/"), said, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>strong</strong>" in part
    assert "<html" not in part


def test_an_edit_is_shown_and_what_it_said_before_stays(garden: Any) -> None:
    post, author = garden.ask(), garden.browser("nadia")
    author.post(garden.url(f"posts/{post.pk}/edit/"), {"title": "Solved: it was iron", "body": "Thank you all."})
    assert "Solved: it was iron" in author.get(garden.url(f"t/{post.pk}/")).content.decode()
    history = garden.browser("layla").get(garden.url(f"posts/{post.pk}/history/")).content.decode()
    assert "Tomato leaves turn yellow" in history
    assert "What shall I do?" in history
    assert garden.browser("zed").get(garden.url(f"posts/{post.pk}/history/")).status_code in (403, 404)


def test_an_emptied_edit_is_refused_and_kept(garden: Any) -> None:
    post = garden.ask()
    response = garden.browser("nadia").post(garden.url(f"posts/{post.pk}/edit/"), {"title": "New title", "body": ""})
    assert response.status_code == 422
    assert "New title" in response.content.decode()


def test_a_comment_is_edited_by_its_author_alone(garden: Any) -> None:
    comment = garden.answer(garden.ask())
    address = garden.url(f"comments/{comment.pk}/edit/")
    assert garden.browser("layla").post(address, {"body": "Nonsense"}).status_code == 404
    assert garden.browser("samer").post(address, {"body": "Iron, I am sure."}).status_code == 302
    assert gathering.Comment.objects.get().body == "Iron, I am sure."
