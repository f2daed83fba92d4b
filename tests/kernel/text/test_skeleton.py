"""Names made to be mistaken for others, and ordinary names that must not be."""

import itertools
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import pytest

from diwan.kernel.text import skeleton
from diwan.kernel.text.skeleton import looks_like, skeletons

ARABIC = [
    "محمد",
    "أحمد",
    "علي",
    "حسن",
    "حسين",
    "عمر",
    "عثمان",
    "خالد",
    "يوسف",
    "إبراهيم",
    "مصطفى",
    "محمود",
    "سعيد",
    "طارق",
    "زياد",
    "كريم",
    "ماجد",
    "فيصل",
    "نواف",
    "تركي",
    "سلمان",
    "بدر",
    "فهد",
    "راشد",
    "ناصر",
    "صالح",
    "وليد",
    "هشام",
    "أنس",
    "بلال",
    "حمزة",
    "عبدالله",
    "عبدالرحمن",
    "فاطمة",
    "عائشة",
    "خديجة",
    "مريم",
    "زينب",
    "سارة",
    "نورة",
    "ليلى",
    "سلمى",
    "هدى",
    "منى",
    "ريم",
    "دانة",
    "لطيفة",
    "جميلة",
    "أسماء",
    "إيمان",
    "إسراء",
    "آلاء",
    "شيماء",
    "رانيا",
    "دينا",
    "سمر",
    "سحر",
    "نجلاء",
    "وفاء",
    "هناء",
    "رغد",
    "جود",
    "لمى",
    "شهد",
    "غادة",
    "عبير",
    "أمل",
    "بسمة",
    "نسرين",
    "ياسمين",
    "سوسن",
    "رباب",
    "مازن",
    "رامي",
    "سامر",
    "باسل",
    "وسيم",
    "نبيل",
    "عادل",
    "جمال",
    "كمال",
    "جلال",
    "هلال",
    "بشير",
    "نذير",
    "منير",
    "أمير",
    "سمير",
    "تامر",
    "عامر",
    "ياسر",
    "ناظم",
    "قاسم",
    "هاشم",
]
ENGLISH = [
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "John",
    "Jennifer",
    "Michael",
    "Linda",
    "William",
    "Elizabeth",
    "David",
    "Barbara",
    "Richard",
    "Susan",
    "Joseph",
    "Jessica",
    "Thomas",
    "Sarah",
    "Charles",
    "Karen",
    "Daniel",
    "Lisa",
    "Matthew",
    "Nancy",
    "Anthony",
    "Betty",
    "Mark",
    "Margaret",
    "Donald",
    "Sandra",
    "Steven",
    "Ashley",
    "Paul",
    "Kimberly",
    "Andrew",
    "Emily",
    "Joshua",
    "Donna",
    "Kevin",
    "Michelle",
    "Brian",
    "Carol",
    "George",
    "Amanda",
    "Edward",
    "Melissa",
    "Ronald",
    "Deborah",
    "Timothy",
    "Stephanie",
    "Jason",
    "Rebecca",
    "Ali",
    "Omar",
    "Layla",
    "Salma",
    "Alia",
    "Lina",
    "Lila",
    "Mila",
    "Nils",
    "Ian",
    "Ivan",
    "Noor",
    "Nora",
    "Nour",
    "Huda",
    "Mona",
    "Maya",
    "Milan",
    "Lars",
    "Carl",
    "Karl",
    "Clara",
]
SURNAMES_AR = ["السعيد", "الحربي", "الخطيب", "حداد", "النجار", "منصور"]
SURNAMES_EN = ["Smith", "Haddad", "Miller", "Olsen", "Najjar", "Stone"]
ORDINARY = sorted({*ARABIC, *ENGLISH, *(f"{a} {b}" for a in ARABIC for b in SURNAMES_AR),
                   *(f"{a} {b}" for a in ENGLISH for b in SURNAMES_EN)})  # fmt: skip


def twins_of() -> dict[str, list[str]]:
    """For each letter of ours those that Unicode says look like it."""
    found: dict[str, list[str]] = {}
    for letter, looks in sorted(skeleton._twins().items()):
        kind = unicodedata.category(letter)[0]
        if len(looks) == 1 and kind == "L" and unicodedata.category(unicodedata.normalize("NFKC", letter)[0])[0] == "L":
            found.setdefault(looks, []).append(letter)
    return found


TWINS = twins_of()
SPELLINGS = {"أ": "اإآٱ", "ا": "أإآ", "ة": "هۃ", "ه": "ةھہ", "ى": "يی", "ي": "ىیې", "ك": "ک", "إ": "اأ", "آ": "اأ"}
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u00ad\u202a\u2066"


def with_twin(name: str, chance: Random) -> str:
    return _swap(name, chance, lambda letter: TWINS.get(letter, []))


def with_spelling(name: str, chance: Random) -> str:
    return _swap(name, chance, lambda letter: list(SPELLINGS.get(letter, "")))


def with_unseen(name: str, chance: Random) -> str:
    place = chance.randrange(len(name) + 1)
    return name[:place] + chance.choice(UNSEEN) + name[place:]


def with_marks(name: str, chance: Random) -> str:
    marks = "\u064b\u064e\u0650\u0651\u0640" if ord(name[0]) > 0x600 else "\u0301\u0323\u0308"
    place = 1 + chance.randrange(len(name))
    return name[:place] + chance.choice(marks) + name[place:]


def wide_or_mathematical(name: str, chance: Random) -> str:
    shift = chance.choice([0xFF21 - 65, 0x1D400 - 65])
    out = "".join(chr(ord(c) + shift) if "A" <= c <= "Z" else c for c in name)
    return out if out != name else with_unseen(name, chance)


def with_points(name: str, chance: Random) -> str:
    return chance.choice(
        [f"{name}.", f" {name} ", name.replace(" ", "_"), name.replace(" ", ""), f"·{name}", f"{name}ـ"]
    )


def in_capitals(name: str, chance: Random) -> str:
    return name.upper() if chance.random() < 0.5 else name.swapcase()


MASKS: list[Callable[[str, Random], str]] = [
    with_twin, with_spelling, with_unseen, with_marks, wide_or_mathematical, with_points, in_capitals,
]  # fmt: skip


def _swap(name: str, chance: Random, options: Callable[[str], list[str]]) -> str:
    places = [place for place, letter in enumerate(name) if options(letter)]
    if not places:
        return with_unseen(name, chance)
    place = chance.choice(places)
    return name[:place] + chance.choice(options(name[place])) + name[place + 1 :]


def impostors(count: int) -> Iterator[tuple[str, str]]:
    chance = Random(2026)
    while count:
        name, mask = chance.choice(ORDINARY), chance.choice(MASKS)
        made = mask(name, chance)
        if mask is not in_capitals and chance.random() < 0.4:
            made = chance.choice([with_unseen, with_points, with_marks])(made, chance)
        if made != name:
            count -= 1
            yield name, made


def test_five_thousand_impostors_are_all_recognised() -> None:
    missed = [(name, made) for name, made in impostors(5000) if not looks_like(name, made)]
    assert missed == []


def test_ordinary_names_are_not_taken_for_one_another() -> None:
    """Every pair of some nine hundred names; spellings of one name (إسراء and اسراء) are one name."""
    owner: dict[str, str] = {}
    alarms = []
    for name in ORDINARY:
        for bones in skeletons(name):
            if owner.setdefault(bones, name) != name:
                alarms.append((owner[bones], name))
    assert len(ORDINARY) > 800
    assert alarms == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali", "AIi"),
        ("Salma", "Ѕаlmа"),
        ("منى", "مني"),
        ("فاطمة", "فاطمه"),
        ("کریم", "كريم"),
        ("Omar1", "Omarl"),
        ("rnona", "mona"),
    ],
)
def test_pairs_that_people_have_tried(one: str, other: str) -> None:
    assert looks_like(one, other)


def test_nothing_is_not_a_look_alike_of_nothing() -> None:
    assert not looks_like("", "…")
    assert not any(looks_like(a, b) for a, b in itertools.combinations(["ب", "ت", "ث", "ن", "ي"], 2))
