"""No name, title or text turns an amount round: its digits are seen in the order they are written in."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]

RLO, LRO, PDF, RLE, LRE = "\u202e", "\u202d", "\u202c", "\u202b", "\u202a"
LRI, RLI, FSI, PDI, RLM, LRM, ALM = "\u2066", "\u2067", "\u2068", "\u2069", "\u200f", "\u200e", "\u061c"
SPOOFS = (
    f"{RLO}00.001", f"{RLO}{RLO}{RLO}ليلى", f"ليلى {RLO}", f"{LRO}ليلى 500", f"{RLE}Layla 1", f"{LRE}ليلى -",
    f"{PDF}{PDF}{PDF}{RLO}x", f"{PDI}{PDI}{RLO}x", f"{PDI}{PDF}{PDI}{RLI}x", f"{RLI}x", f"{LRI}ليلى", f"{FSI}{RLO}y",
    f"x{RLM}", f"ليلى{LRM}-", f"{ALM}1", f"-{ALM}", f"{RLO}{LRI}{RLO}", f"5{RLO}", f"$ {RLO}", f"ر.س {LRO}", "+1,000 ",
    "ליאור 3", "𞤀𞤁 7", "١٢٣", f"{RLM}(", f"){RLM}", f"{LRO}{PDI}", f"{RLO}{PDI}{RLO}",
)  # fmt: skip
PAGES = (
    ("owner", "/c/rooftop/overview/"), ("owner", "/c/rooftop/receipts/"), ("owner", "/c/rooftop/payouts/"),
    ("owner", "/c/rooftop/books/"), ("contributor", "/c/rooftop/statement/"),
    ("contributor", "/c/rooftop/feed/"),
)  # fmt: skip
# Each text of a person's takes each spoof in its turn; whatever figure is then seen in another order is told.
TURNED = """(spoofs) => {
    const figures = [...document.querySelectorAll('bdi.num[dir=ltr]')]
        .filter(one => /\\d.*\\d/.test(one.textContent) && !one.closest('svg'));
    const seen = one => {
        const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        const places = [];
        while (walk.nextNode()) {
            const text = walk.currentNode;
            for (let at = 0; at < text.length; at++) {
                if (!/[\\d\\u0660-\\u0669.,\\u066b\\u066c-]/.test(text.data[at])) continue;
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                const box = range.getBoundingClientRect();
                places.push([text.data[at], Math.round(box.top / 4), box.left]);
            }
        }
        if (!places.length || places.every(([, , left]) => left === 0)) return null;
        return places.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(([letter]) => letter).join('');
    };
    const texts = [...document.querySelectorAll('main bdi:not(.num), main [dir=auto]')]
        .filter(one => !one.querySelector('.num') && !one.closest('.num, svg') && one.textContent.trim());
    const held = texts.map(one => one.textContent);
    const before = figures.map(seen);
    const wrong = [];
    spoofs.forEach((spoof, turn) => {
        texts.forEach((one, place) => { one.textContent = held[place] + spoofs[(turn + place) % spoofs.length]; });
        figures.forEach((one, place) => {
            const now = seen(one);
            if (before[place] !== null && now !== null && now !== before[place])
                wrong.push(`${before[place]} became ${now} in ${one.parentElement.textContent.trim().slice(0, 60)}`);
        });
    });
    return {wrong, figures: before.filter(Boolean).length, texts: texts.length};
}"""


# Set by script, since the site's policy lets no style stand in a page.
BARE = """() => {
    document.querySelector('main').innerHTML =
        '<p dir="rtl"><span dir="auto">x</span> <bdi class="num" dir="ltr">12.34</bdi></p>';
    for (const one of document.querySelectorAll('main span, main bdi')) {
        one.style.unicodeBidi = 'normal';
        one.style.direction = 'inherit';
    }
}"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_name_moves_a_digit(reader: Readers, language: str) -> None:
    asked = 0
    people: dict[str, Any] = {}
    for door, path in PAGES:
        if door not in people:
            people[door] = reader(door, language=language)
        page = people[door].open(path)
        told = page.evaluate(TURNED, list(SPOOFS))
        assert told["wrong"] == [], path
        asked += told["figures"] * len(SPOOFS) if told["texts"] else 0
    assert asked > 200


def test_a_figure_that_is_not_isolated_would_be_seen_to_move(reader: Readers) -> None:
    """The control: the same names beside a bare figure turn it round, and the test says so."""
    page = reader().open("/")
    page.evaluate(BARE)
    assert page.evaluate(TURNED, list(SPOOFS))["wrong"] != []
