"""Pages of attention: following, what is new, tags, similar questions, search; all of it without script."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering
from diwan.gathering.models import Comment, PersonMark, PostTag, Tag, ThreadMark


def seen(browser: Any, garden: Any, path: str) -> str:
    response = browser.get(garden.url(path), follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_second_visit_shows_what_is_new_and_leads_to_the_first_of_it(garden: Any) -> None:
    post = garden.ask()
    garden.answer(post)
    layla = garden.browser("layla")
    page = seen(layla, garden, f"t/{post.pk}/")
    assert "since your last visit" not in page
    newest = Comment.objects.latest("pk").pk
    assert f'data-up-to="{newest}"' in page
    assert not ThreadMark.objects.filter(membership=garden.layla).exists(), "a page that is opened writes nothing"
    beacon = {"seconds": 1, "scrolled": 100, "opened": "", "up_to": newest}
    assert layla.post(garden.url(f"t/{post.pk}/reads/"), beacon).status_code == 204
    reply = garden.answer(post, "Another thing", by="mona")
    assert f'href="{garden.url(f"t/{post.pk}/new/")}"' in seen(layla, garden, "feed/?language=all")
    led = layla.get(garden.url(f"t/{post.pk}/new/"))
    assert led["Location"].endswith(f"/t/{post.pk}/#comment-{reply.pk}")
    page = seen(layla, garden, f"t/{post.pk}/")
    assert "New since your last visit" in page
    assert f'href="#comment-{reply.pk}"' in page
    layla.post(garden.url(f"t/{post.pk}/reading/"), {"up_to": reply.pk})
    assert "New since your last visit" not in seen(layla, garden, f"t/{post.pk}/")


def test_what_is_new_has_a_feed_of_its_own_and_can_all_be_marked_as_read(garden: Any) -> None:
    garden.ask()
    layla = garden.browser("layla")
    assert "Tomato leaves turn yellow" in seen(layla, garden, "feed/?order=new")
    page = layla.post(garden.url("feed/reading/"), follow=True).content.decode()
    assert "You have read everything" in page
    assert "Tomato leaves turn yellow" in seen(garden.browser("samer"), garden, "feed/?order=new")


def test_following_and_muting_without_script(garden: Any) -> None:
    post = garden.ask()
    layla = garden.browser("layla")
    layla.post(garden.url(f"t/{post.pk}/following/"), {"level": "following"})
    layla.post(garden.url(f"people/{garden.nadia.pk}/following/"), {"level": "following"})
    assert "Tomato leaves turn yellow" in seen(layla, garden, "feed/?order=following")
    listed = seen(layla, garden, "following/")
    assert "Nadia" in listed
    assert "Tomato leaves turn yellow" in listed
    layla.post(garden.url(f"people/{garden.nadia.pk}/following/"), {"level": "muted"})
    assert PersonMark.objects.get(membership=garden.layla).level == "muted"
    assert "Their posts are not in your feed" in seen(layla, garden, f"people/{garden.nadia.pk}/")
    garden.answer(post, "Said by the muted one", by="nadia")
    assert "Written by somebody you muted" in seen(layla, garden, f"t/{post.pk}/")


def test_a_post_is_written_with_tags_and_edited_to_others(garden: Any) -> None:
    nadia = garden.browser("nadia")
    words = {"kind": "question", "title": "Yellow", "body": "Why?", "space": garden.space.pk, "language": "en"}
    nadia.post(garden.url("posts/"), {**words, "tags": ["Iron deficiency", "tomato, soil", ""]})
    names = list(PostTag.objects.order_by("position").values_list("tag__name", flat=True))
    assert names == ["Iron deficiency", "tomato", "soil"]
    post = PostTag.objects.first().post_id
    form = seen(nadia, garden, f"posts/{post}/edit/")
    assert 'value="Iron deficiency"' in form
    assert '<option value="tomato">' in seen(nadia, garden, "posts/new/")
    page = seen(garden.browser("layla"), garden, "tags/iron-deficiency/")
    assert "Yellow" in page
    led = garden.browser("layla").get(garden.url("tags/IRON deficiency/"))
    assert led["Location"] == garden.url("tags/iron-deficiency/")


def test_stewards_tend_tags_and_members_are_not_offered_it(garden: Any) -> None:
    garden.ask(tags=["Spam"])
    tag = Tag.objects.get()
    assert "tending" not in seen(garden.browser("layla"), garden, "tags/spam/")
    assert garden.browser("layla").post(garden.url(f"tags/{tag.pk}/tending/"), {"step": "ban"}).status_code == 403
    huda = garden.browser("huda")
    assert "tending" in seen(huda, garden, "tags/spam/")
    huda.post(garden.url(f"tags/{tag.pk}/tending/"), {"step": "ban"})
    assert garden.browser("layla").get(garden.url("tags/spam/")).status_code == 404
    assert "Allow again" in seen(huda, garden, "tags/")


def test_while_asking_similar_questions_are_shown_and_nothing_written_is_lost(garden: Any) -> None:
    garden.ask()
    samer = garden.browser("samer")
    said = {"title": "My tomato leaves", "body": "Line one\nline two", "kind": "question", "tags": ["soil", "sun"]}
    alone = samer.post(garden.url("similar/"), said, headers={"HX-Request": "true"}).content.decode()
    assert "Tomato leaves turn yellow" in alone
    assert "<html" not in alone
    page = samer.post(garden.url("similar/"), said).content.decode()
    assert "Tomato leaves turn yellow" in page
    assert "Line one\nline two</textarea>" in page
    assert page.count('name="tags"') == 2


def test_search_is_one_page_with_kinds_filters_and_marks(garden: Any) -> None:
    post = garden.ask(tags=["Iron"])
    garden.answer(post, "Tomato leaves need iron")
    layla = garden.browser("layla")
    assert "<mark>Tomato</mark>" in seen(layla, garden, "search/?q=tomato")
    assert "in a comment" in seen(layla, garden, "search/?q=tomato&kind=comments")
    assert f"people/{garden.nadia.pk}/" in seen(layla, garden, "search/?q=nadia&kind=people")
    assert "</mark> leaves turn yellow" in seen(
        layla, garden, "search/?q=tomato&tag=iron&author=nadia&since=week&answered=no"
    )
    assert "Nothing holds these words" in seen(layla, garden, "search/?q=tomato&tag=unheard")
    fragment = layla.get(garden.url("search/?q=toma"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert layla.get(garden.url("search/?q=tomato&after=x")).status_code == 404
    assert garden.browser("zed").get(garden.url("search/?q=tomato")).status_code in (403, 404)


def test_pages_with_many_rows_cost_what_pages_with_few_cost(garden: Any) -> None:
    layla, hour = garden.browser("layla"), timedelta(hours=1)
    addresses = ["feed/?language=all", "feed/?order=new", "tags/soil/", "search/?q=soil"]

    def cost(path: str) -> int:
        layla.get(garden.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert layla.get(garden.url(path)).status_code == 200
        return len(asked)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            post = garden.ask(f"Soil {number}", "Soil?", tags=["soil"], at=garden.at - number * hour)
            gathering.keep_position(post_id=post.pk, membership_id=garden.layla.pk, up_to=0, at=garden.at)
            garden.answer(post, f"Soil {number}")

    fill(1, 6)
    few = [cost(path) for path in addresses]
    fill(6, 18)
    assert [cost(path) for path in addresses] == few
