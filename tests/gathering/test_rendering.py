"""Markdown becomes HTML that cannot act, each block in its own direction."""

import re
from html.parser import HTMLParser

import pytest

from diwan.gathering.rendering import render, render_text

XSS = """
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<iframe src="javascript:alert(1)"></iframe>
<body onload=alert(1)>
<a href="javascript:alert(1)">x</a>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<object data="javascript:alert(1)"></object>
<embed src="data:text/html,<script>alert(1)</script>">
<form action="javascript:alert(1)"><button>x</button></form>
<input autofocus onfocus=alert(1)>
<style>@import 'https://evil.test/x.css';</style>
<base href="https://evil.test/">
<meta http-equiv="refresh" content="0;url=https://evil.test">
<!--<img src="--><img src=x onerror=alert(1)//">
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<p style="background:url(javascript:alert(1))">x</p>
<div class="shell" id="main" onclick="alert(1)">x</div>
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](&#106;avascript:alert(1))
[x](java&#x0A;script:alert(1))
[x](\x01javascript:alert(1))
[x]( javascript:alert(1))
[x](vbscript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](file:///etc/passwd)
[x](https://a.test "onmouseover=alert(1) ")
[x](https://a.test"onmouseover="alert(1))
![x](javascript:alert(1))
![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)
![x"onerror="alert(1)](https://a.test/x.png)
![x](https://evil.test/track.gif)
![x](/files/../../etc/passwd)
![x](//evil.test/files/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/640.webp)
<javascript:alert(1)>
<https://a.test/"onclick="alert(1)>
[a]: javascript:alert(1)
@x"><script>alert(1)</script>
```"><script>alert(1)</script>
```js onclick=alert(1)
| <script>alert(1)</script> | b |
`<script>alert(1)</script>`
**<img src=x onerror=alert(1)>**
# <svg onload=alert(1)>
> <script>alert(1)</script>
- <img src=x onerror=alert(1)>
<a href="https://a.test" target="_blank" rel="opener">x</a>
\u202e<script>\u2066alert(1)</script>
<scr\x00ipt>alert(1)</scr\x00ipt>
""".strip().splitlines()
ALLOWED = {
    "a": {"href", "title", "dir", "rel"},
    "img": {"src", "alt", "loading"},
    "bdi": {"class"},
    "ol": {"dir", "start"},
}
BARE = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul li blockquote pre code table thead tbody tr th td hr br em strong s".split()  # noqa: SIM905 - a list of tags reads best as one line
)
OWN = "/files/" + "0a" * 16 + "/1280.webp"


class Inspector(HTMLParser):
    """Fails on anything not expressly allowed: a second pair of eyes that shares no code with the cleaner."""

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        assert tag in ALLOWED or tag in BARE, tag
        assert names <= ALLOWED.get(tag, {"dir"}), (tag, names)
        given = dict(attrs)
        if "href" in given:
            assert re.match(r"(https?://|mailto:|/|#|$)", given["href"]), given["href"]
        if tag == "img":
            assert re.fullmatch(r"/files/[0-9a-f]{32}/(640|1280)\.webp", given["src"])

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_pi(self, data):
        raise AssertionError(data)


@pytest.mark.parametrize("payload", XSS)
def test_no_payload_comes_through_alone_or_inside_other_blocks(payload):
    for around in (
        "%s",
        "> %s",
        "- %s",
        "1. a\n\n   %s",
        "| a |\n|---|\n| %s |",
        "[%s](https://a.test)",
        "# %s",
        "%s\n\n%s",
    ):
        Inspector().feed(render(around.replace("%s", payload)))


def test_links_are_found_and_given_no_credit_and_no_window():
    html = render("انظر https://seedtray.example/x?a=1&b=2 و hello@example.org")
    assert html.count('rel="nofollow ugc noopener"') == 2
    assert 'href="https://seedtray.example/x?a=1&amp;b=2" dir="ltr"' in html
    assert 'href="mailto:hello@example.org"' in html


def test_every_block_has_its_direction():
    html = render(
        "# عنوان\n\nنص عربي\n\nEnglish text\n\n- اسقِ\n- water\n\n> قول\n\n1. one\n\n| أ | b |\n|---|---|\n| ١ | 2 |"
    )
    for tag in ("h1", "p", "li", "th", "td"):
        tags = re.findall(rf"<{tag}\b[^>]*>", html)
        assert tags, tag
        assert all('dir="auto"' in found for found in tags), tag
    assert '<ul dir="rtl">' in html, "bullets stand where the words begin"
    assert '<blockquote dir="rtl">' in html
    assert '<ol dir="ltr">' in html
    assert '<table dir="rtl">' in html


def test_a_list_of_paragraphs_keeps_its_markers_on_the_right_side():
    html = render("- أولًا\n\n- ثانيًا")
    assert '<ul dir="rtl">' in html
    assert html.count('<li dir="rtl">') == 2
    assert html.count('<p dir="auto">') == 2


def test_only_our_own_images_are_shown_and_others_become_links():
    html = render(f"![ورقة]({OWN}) ![leaf](https://elsewhere.test/leaf.png)")
    assert f'<img src="{OWN}" alt="ورقة" loading="lazy">' in html
    assert html.count("<img") == 1
    assert 'href="https://elsewhere.test/leaf.png"' in html


def test_names_after_an_at_sign_are_marked_and_isolated_but_addresses_are_not():
    found = render_text("شكرًا @سامر و@mike_roof. راسلني: me@example.org، وانظر `@code` و[@link](https://a.test)")
    assert found.mentions == ("سامر",)
    assert '<bdi class="mention">@سامر</bdi>' in found.html
    assert found.html.count("<bdi") == 1
    assert render_text("(@mike_roof, @أم_يوسف)").mentions == ("mike_roof", "أم_يوسف")


def test_raw_html_is_shown_as_it_was_written():
    assert render("<b>x</b>") == '<p dir="auto">&lt;b&gt;x&lt;/b&gt;</p>\n'


def test_what_is_read_is_told_from_what_is_quoted():
    found = render_text("> اقتباس طويل\n\nكلامي **أنا** و`code`\n\n```\ncode block\n```")
    assert found.text == "اقتباس طويل\nكلامي أنا وcode\ncode block\n".strip()
    assert found.own_text == "كلامي أنا وcode"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["[[", "![", "> ", "*a ", "<", "@a ", "_*", "![](x", "|", "a@", "**x*", "`", "[a](<b"]
)
def test_no_text_of_forty_thousand_letters_stops_the_server(piece):
    render((piece * 40_000)[:40_000])
