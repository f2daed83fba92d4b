"""What a visitor reads of a public community, and what is not there for them."""

from typing import Any

import pytest

from diwan.gathering import public as gathering


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_a_visitor_reads_and_is_told_what_it_takes_to_answer(garden: Any, visitor: Any) -> None:
    post = garden.ask()
    garden.answer(post)
    for path in ("feed/", "s/questions/", f"t/{post.pk}/", f"people/{garden.nadia.pk}/"):
        page = body(visitor.get(garden.url(path)))
        assert post.title in page, path
        assert "/evidence/" not in page
        assert 'name="body"' not in page
    thread = body(visitor.get(garden.url(f"t/{post.pk}/")))
    assert "Join to answer." in thread
    assert "Joining is free" in thread
    assert "This is iron" in thread
    assert "/reports/new/" not in thread


def test_somebody_signed_in_elsewhere_reads_like_a_visitor_and_may_join_at_once(garden: Any) -> None:
    post = garden.ask()
    page = body(garden.browser("zed").get(garden.url(f"t/{post.pk}/")))
    assert post.title in page
    assert garden.url("joining/") in page
    assert 'name="body"' not in page


def test_who_only_listens_and_the_list_of_members_stay_inside(garden: Any, visitor: Any) -> None:
    garden.ask()
    assert visitor.get(garden.url(f"people/{garden.layla.pk}/")).status_code == 404
    for path in ("people/", "search/?q=tomato", "saved/", "posts/new/"):
        assert "/accounts/login/" in visitor.get(garden.url(path)).headers["Location"]


@pytest.mark.parametrize("reader", [None, "zed"])
def test_a_closed_space_is_not_there_for_anybody_outside(garden: Any, closed: Any, reader: str | None) -> None:
    post = garden.ask("A secret of the house", space_id=closed.pk)
    outside, inside = garden.browser(reader), garden.browser("layla")
    for path in ("s/inner/", f"t/{post.pk}/", f"t/{post.pk}/card.png", f"people/{garden.nadia.pk}/", "s/inner/rss.xml"):
        assert outside.get(garden.url(path)).status_code == 404, path
    for path in ("feed/", "feed/?order=newest&language=all", "rss.xml", "atom.xml", ""):
        page = body(outside.get(garden.url(path)))
        assert "A secret of the house" not in page, path
        assert "Inside" not in page, path
    assert f"/t/{post.pk}/" not in body(outside.get("/sitemap-garden.xml"))
    assert "A secret of the house" in body(inside.get(garden.url("s/inner/")))


def test_a_picture_in_a_closed_space_is_for_members(garden: Any, closed: Any) -> None:
    from tests.web.small_world import picture

    facts = {"community_id": garden.community.pk, "membership_id": garden.nadia.pk, "at": garden.at}
    for space, status in ((closed, 404), (garden.space, 200)):
        image = gathering.attach_image(content=picture(), **facts)
        garden.ask("With a picture", space_id=space.pk, images=[image.pk])
        assert garden.browser(None).get(f"/files/{image.name}/640.webp").status_code == status
        assert garden.browser("layla").get(f"/files/{image.name}/640.webp").status_code == 200


def test_a_steward_closes_a_space_and_opens_another(garden: Any) -> None:
    post, steward = garden.ask(), garden.browser("tariq")
    words = {"name_ar": "أسئلة", "name_en": "Questions", "kind": "question", "tone": "lazurd", "position": "3"}
    assert steward.post(garden.url(f"spaces/{garden.space.pk}/"), words).status_code == 302
    assert garden.browser(None).get(garden.url(f"t/{post.pk}/")).status_code == 404
    assert garden.browser("layla").get(garden.url(f"t/{post.pk}/")).status_code == 200
    new = {**words, "slug": "tools", "name_en": "Tools", "is_public": "on"}
    assert steward.post(garden.url("spaces/"), new).status_code == 302
    assert garden.browser(None).get(garden.url("s/tools/")).status_code == 200
    assert "There is a space with this address already." in steward.post(garden.url("spaces/"), new).content.decode()


def test_the_spaces_are_kept_by_stewards_alone(garden: Any) -> None:
    assert garden.browser("layla").get(garden.url("spaces/")).status_code == 403
    assert garden.browser("zed").post(garden.url(f"spaces/{garden.space.pk}/"), {}).status_code == 403
