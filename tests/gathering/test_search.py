"""Search finds what people mean: Arabic spellings, beginnings of words, in titles, posts and comments."""

from datetime import timedelta

import pytest

from diwan.gathering import public as gathering
from diwan.gathering.finding.matching import highlighted, snippet
from diwan.gathering.models import SearchRow
from diwan.kernel.text.folding import query_terms


def find(garden, text, **facts):
    return gathering.search(community_id=garden.id, viewer_id=garden.layla.pk, text=text, **facts)


def titles(garden, text):
    return ["".join(part.text for part in hit.title) for hit in find(garden, text)]


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("أوراق الطماطم تصفرّ", "اوراق طماطم"),
        ("المجتمع والمدرسة", "مدرسه"),
        ("إدارةُ الريّ", "اداره"),
        ("غرفة ١٢٣", "123"),
        ("Café au lait", "CAFE"),
        ("نباتات السطح", "نبات"),
        ("Fe-EDDHA 6%", "eddha"),
    ],
)
def test_the_reader_finds_it_however_it_is_spelt(garden, written, sought):
    garden.write(written, "…كلام")
    garden.write("شيء آخر تمامًا", "other")
    assert titles(garden, sought) == [written]


def test_the_beginning_of_a_word_is_enough_but_two_letters_are_not(garden):
    garden.write("الهيدروبونيك في البيت")
    assert titles(garden, "هيدرو") == ["الهيدروبونيك في البيت"]
    assert titles(garden, "هي") == []


def test_every_word_must_be_there_unless_no_post_has_them_all(garden):
    garden.write("ري الطماطم")
    garden.write("ري الليمون")
    assert titles(garden, "ري الليمون") == ["ري الليمون"]
    assert set(titles(garden, "الليمون والطماطم")) == {"ري الطماطم", "ري الليمون"}


def test_what_a_post_is_about_comes_before_what_it_mentions(garden):
    garden.write("شيء آخر", "ذُكر الليمون هنا مرة واحدة بين كلام كثير عن غيره من أشجار السطح")
    garden.write("تقليم الليمون", "كيف ومتى نقلم هذه الشجرة في الأصيص الكبير على السطح بين كلام كثير")
    assert titles(garden, "ليمون") == ["تقليم الليمون", "شيء آخر"]


def test_a_comment_leads_to_its_thread_once(garden):
    post = garden.ask("سؤال", "نص")
    garden.answer(post, "استعملي الحديد المخلّب")
    garden.answer(post, "الحديد المخلب نعم", by=garden.layla)
    (hit,) = find(garden, "مخلب")
    assert hit.post_id == post.pk
    assert hit.comment_id is not None
    assert [part.text for part in hit.snippet if part.is_hit] in (["المخلّب"], ["المخلب"])


def test_search_follows_edits_deletions_and_decisions(garden):
    post = garden.write("قديم", "كلام قديم")
    comment = garden.answer(post, "تعليق بعيد")
    gathering.edit_post(post_id=post.pk, by_id=garden.nadia.pk, title="جديد", body="كلام", at=garden.at)
    gathering.edit_comment(comment_id=comment.pk, by_id=garden.samer.pk, body="تعليق قريب", at=garden.at)
    assert (titles(garden, "قديم"), titles(garden, "جديد")) == ([], ["جديد"])
    assert (titles(garden, "بعيد"), titles(garden, "قريب")) == ([], ["جديد"])
    later = garden.at + timedelta(hours=1)
    gathering.delete_post(post_id=post.pk, by_id=garden.nadia.pk, at=later)
    assert titles(garden, "جديد") == titles(garden, "قريب") == []
    gathering.restore_post(post_id=post.pk, by_id=garden.nadia.pk, at=later)
    assert titles(garden, "جديد") == titles(garden, "قريب") == ["جديد"]
    gathering.hide_object(community_id=garden.id, object_ref=comment.ref, at=later)
    assert titles(garden, "قريب") == []


def test_next_doors_words_are_never_found_here(garden):
    owner, there = garden.foreigner, garden.foreigner.community_id
    space = gathering.create_space(community_id=there, slug="s", name_ar="م", name_en="S", at=garden.at)
    facts = {"kind": "discussion", "title": "سرّ الجيران", "body": "سر", "language": "ar", "at": garden.at}
    gathering.publish_post(community_id=there, space_id=space.pk, author_id=owner.pk, **facts)
    assert find(garden, "الجيران") == ()
    assert len(gathering.search(community_id=there, viewer_id=owner.pk, text="الجيران")) == 1


def test_search_can_stay_in_one_space(garden):
    garden.write("ليمون")
    other = gathering.create_space(community_id=garden.id, slug="o", name_ar="م", name_en="O", at=garden.at)
    inside = garden.write("ليمون هناك", space_id=other.pk)
    assert [hit.post_id for hit in find(garden, "ليمون", space_id=other.pk)] == [inside.pk]


def test_the_index_can_be_rebuilt_from_the_texts(garden):
    post = garden.write("أوراق", "نص")
    garden.answer(post, "خل")
    SearchRow.objects.update(search_text="worn", folding_version=0)
    assert gathering.rebuild_search(community_id=garden.id) == 2
    assert titles(garden, "اوراق") == titles(garden, "خل") == ["أوراق"]


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "a* AND (b", "NEAR(a b)", "col:x", "{}", "^a", "\\", "%", "🙂", "", " "]
)
def test_a_question_is_words_never_a_query_language(garden, text):
    garden.write()
    assert isinstance(find(garden, text), tuple)


def test_the_words_that_were_sought_are_marked_and_nothing_is_lost():
    terms = query_terms("طماطم ري")
    parts = highlighted("كيف نسقي الطَّماطم؟ الري أولًا.", terms)
    assert "".join(part.text for part in parts) == "كيف نسقي الطَّماطم؟ الري أولًا."
    assert [part.text for part in parts if part.is_hit] == ["الطَّماطم", "الري"]


def test_a_snippet_shows_the_first_place_where_the_word_stands():
    text = "بداية طويلة لا تعني شيئًا. " * 30 + "هنا الليمون بعينه. " + "ونهاية طويلة أيضًا. " * 30
    parts = snippet(text, query_terms("ليمون"))
    shown = "".join(part.text for part in parts)
    assert [part.text for part in parts if part.is_hit] == ["الليمون"]
    assert len(shown) < 240
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_close_questions_share_the_words_of_the_title(garden):
    post = garden.ask("متى أنقل شتلة الطماطم؟")
    close = garden.ask("شتلة الطماطم تذبل")
    garden.ask("قياس حموضة الماء")
    related = gathering.list_related(community_id=garden.id, post_id=post.pk, viewer_id=garden.layla.pk)
    assert related == ((close.pk, "شتلة الطماطم تذبل"),)
