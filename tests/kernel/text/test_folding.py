"""Spellings that a reader holds to be the same word are the same word to search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.kernel.text.folding import count_read_words, fold, index_text, query_terms, variants, word_spans, words

SAME = [
    ("والمجتمع", "مجتمع"),
    ("إدارة", "ادارة"),
    ("مدرسة", "مدرسه"),
    ("١٢٣", "123"),
    ("۱۲۳", "123"),
    ("أوراق", "اوراق"),
    ("آخر", "اخر"),
    ("على", "علي"),
    ("مُعلِّم", "معلم"),
    ("مـــدرسة", "مدرسة"),
    ("ﻣﺪﺭﺳﺔ", "مدرسة"),
    ("مسؤول", "مسئول"),
    ("شؤون", "شئون"),
    ("سؤال", "سوال"),
    ("قراءة", "قراءه"),
    ("بالمدرسة", "مدرسة"),
    ("للمجتمع", "مجتمع"),
    ("وبالمدرسة", "مدرسة"),
    ("بسماد", "سماد"),
    ("الريّ", "ري"),
    ("معلمون", "معلم"),
    ("سيارات", "سيارة"),
    ("وظيفة", "الوظيفة"),
    ("کتاب", "كتاب"),
    ("Café", "cafe"),
    ("STRASSE", "straße"),
    ("ﬁne", "fine"),
]
OTHER = [("ورق", "رق"), ("مدرسة", "مكتبة"), ("عسل", "سمك"), ("123", "124"), ("cat", "car"), ("ولد", "بلد")]


@pytest.mark.parametrize(("written", "sought"), SAME)
def test_pairs_that_must_find_each_other(written, sought):
    assert set(variants(written)) & set(variants(sought))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_pairs_that_must_not(one, other):
    assert not set(variants(one)) & set(variants(other))


def test_folding_keeps_words_and_their_order():
    assert fold("أَهلاً، يا  مُجتَمَع! ٢٠٢٦ Café") == "اهلا، يا  مجتمع! 2026 cafe"


def test_invisible_marks_do_not_hide_a_word():
    assert fold("مجت\u200dمع\u200f") == fold("مجتمع")


def test_a_marked_word_is_one_word_and_its_place_is_known():
    text = "قُسِّمَ المالُ (pH 8.1)"
    assert words(text) == ["قُسِّمَ", "المالُ", "pH", "8", "1"]
    assert [text[a:b] for a, b in word_spans(text)] == words(text)


def test_read_words_have_letters():
    assert count_read_words("٣ كلمات و 20 -- ... Fe-EDDHA _ 6%") == 4


def test_a_question_is_read_word_by_word_and_bounded():
    assert query_terms("الطماطم!") == [("الطماطم", "طماطم")]
    assert query_terms("؟!… ـــ") == []
    assert len(query_terms("كلمة " * 50)) == 8


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_what_is_indexed_is_only_letters_and_digits_and_finds_itself(text):
    indexed = index_text(text)
    assert all(token.isalnum() for token in indexed.split())
    assert index_text(text) == indexed
    tokens = set(indexed.split())
    for forms in query_terms(text):
        assert tokens & set(forms)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ابةىأإآؤئءوي ًَُِّـabcéß١2", max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
