"""What is counted of a case: its folded words and a few facts about it, each once. Pure."""

from collections.abc import Collection

from diwan.trust.automatic.reading import count_calls, count_links, folded_words

MOST_WORDS = 200
FACT = "§"


def signs_of(text: str, reasons: Collection[str], reporter_count: int) -> list[str]:
    """The words of three letters and more, and facts such as '§links:2', in a fixed order."""
    found = dict.fromkeys(word[:40] for word in folded_words(text) if len(word) > 2)
    facts = [f"links:{min(count_links(text), 3)}", f"calls:{min(count_calls(text), 3)}"]
    facts += [f"reporters:{min(reporter_count, 3)}", *(f"reason:{reason}" for reason in sorted(set(reasons)))]
    return [*list(found)[:MOST_WORDS], *(FACT + fact for fact in facts)]
