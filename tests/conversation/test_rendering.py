"""What somebody typed, as others see it: never markup of theirs, never a link that runs something."""

import re

import pytest

from diwan.conversation.rendering import excerpt, mentioned, render


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\ntwo", '<p dir="auto">one<br>two</p>'),
        ("one\n\ntwo", '<p dir="auto">one</p><p dir="auto">two</p>'),
        ("<script>x</script>", '<p dir="auto">&lt;script&gt;x&lt;/script&gt;</p>'),
        ("**yes** and `a<b`", '<p dir="auto"><strong>yes</strong> and <code>a&lt;b</code></p>'),
        ("> said\n> before", '<blockquote dir="auto">said<br>before</blockquote>'),
        ("```\n**no**\n```", '<pre dir="auto"><code>**no**\n</code></pre>'),
        ("@سامر مرحبا", '<p dir="auto"><bdi class="mention">@سامر</bdi> مرحبا</p>'),
    ],
)
def test_few_marks_mean_something(typed, shown):
    assert render(typed) == shown


@pytest.mark.parametrize(
    ("typed", "address", "rest"),
    [
        ("see https://a.example/b.", "https://a.example/b", "."),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)", ")"),
        ("انظر https://a.example/ب؟", "https://a.example/ب", "؟"),
    ],
)
def test_an_address_becomes_a_link_without_the_mark_that_ends_the_sentence(typed, address, rest):
    html = render(typed)
    assert f'href="{address}"' in html
    assert 'rel="nofollow ugc noopener"' in html
    assert html.endswith(f"</a>{rest}</p>")


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", 'https://a.example/"onmouseover="x', "<img src=x onerror=y>", "data:text/html,x"]
)
def test_nothing_typed_runs(typed):
    html = render(typed)
    assert "<img" not in html
    assert not re.search(r"<[^>]*(onmouseover|javascript:|data:)", html)


def test_names_are_found_outside_of_code_and_addresses():
    text = "@Samer, mail a@b.example, `@Layla`, https://x.example/@Zed\n```\n@Rami\n```"
    assert mentioned(text) == ("Samer",)


def test_an_excerpt_is_one_line():
    assert excerpt("**one**\n\ntwo") == "one two"
    assert len(excerpt("word " * 100)) <= 120
