"""Words and tones for the places money comes from and goes to: the same on every page, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from diwan.commerce.enums import IncomeKind
from diwan.distribution.enums import Tone

PIGMENTS = {
    Tone.MEMBERS: "zinjar",
    Tone.TEAM: "lazurd-2",
    Tone.OWNER: "lazurd",
    Tone.FUND: "argwan",
    Tone.COSTS: "stone",
    Tone.FEES: "stone",
    Tone.TAX: "stone",
}
TONE_WORDS: dict[Tone, "str | Promise"] = {
    Tone.MEMBERS: gettext_lazy("To members"),
    Tone.TEAM: gettext_lazy("The team"),
    Tone.OWNER: gettext_lazy("The owner"),
    Tone.FUND: gettext_lazy("Community funds"),
    Tone.COSTS: gettext_lazy("Running costs"),
    Tone.FEES: gettext_lazy("Payment fees"),
    Tone.TAX: gettext_lazy("Tax"),
}
# Funds and pools the ready plans name; a community's own names are shown as the plan writes them.
PLACE_WORDS: dict[str, "str | Promise"] = {
    "acct:owner": gettext_lazy("The owner"),
    "acct:community": gettext_lazy("The common fund"),
    "acct:costs": gettext_lazy("Running costs"),
    "acct:processor": gettext_lazy("Payment fees"),
    "acct:tax": gettext_lazy("Tax"),
    "acct:reserve": gettext_lazy("Reserve"),
    "acct:statutory_reserve": gettext_lazy("Statutory reserve"),
    "acct:match_next": gettext_lazy("Next month’s matching"),
    "acct:scholarships": gettext_lazy("Scholarships"),
    "acct:guarantee": gettext_lazy("Guarantee fund"),
    "acct:losses": gettext_lazy("Losses"),
    "pool:experts": gettext_lazy("Experts"),
    "pool:authors": gettext_lazy("Authors"),
    "pool:members": gettext_lazy("Members"),
    "pool:creators": gettext_lazy("Creators"),
    "pool:contributors": gettext_lazy("Contributors"),
    "pool:analysts": gettext_lazy("Analysts"),
    "pool:teachers": gettext_lazy("Teachers"),
    "pool:library": gettext_lazy("The library’s teachers"),
    "pool:assistants": gettext_lazy("Teaching assistants"),
    "pool:stewards": gettext_lazy("Stewards"),
    "pool:moderators": gettext_lazy("Moderators"),
    "pool:editors": gettext_lazy("Editors"),
    "pool:leads": gettext_lazy("Chapter leads"),
    "pool:coordinators": gettext_lazy("Coordinators"),
    "pool:labour": gettext_lazy("Labour"),
    "pool:patronage": gettext_lazy("Patronage"),
    "pool:providers": gettext_lazy("Providers"),
    "pool:introducers": gettext_lazy("Introducers"),
    "pool:referrals": gettext_lazy("Referrals"),
    "pool:bounties": gettext_lazy("Bounties"),
    "pool:direct": gettext_lazy("Paid to a person"),
    "pool:match": gettext_lazy("Matching"),
    "pool:skill": gettext_lazy("Skill awards"),
    "pool:voice": gettext_lazy("By readers’ voices"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: what `gather`, `strip` and the Sankey take."""

    label: str
    minor: int
    tone: str
    note: str = ""


def place_word(key: str) -> str:
    """'acct:owner' or 'pool:experts' in words; an unknown one by its own name, its underscores as blanks."""
    known = PLACE_WORDS.get(key)
    return str(known) if known is not None else key.partition(":")[2].replace("_", " ")


def income_word(kind: str) -> str:
    return str(IncomeKind(kind).label) if kind in IncomeKind.values else kind


def income_pigment(kind: str) -> str:
    """Saffron for what somebody pays to be seen; stone for income not yet anyone's."""
    return "zafaran" if kind in {"sponsor", "ad", "affiliate"} else "slate"


def parts_by_tone(destinations: Iterable[Any]) -> list[Part]:
    """Where the money went, gathered by kind of place, members first."""
    sums: dict[Tone, int] = dict.fromkeys(Tone, 0)
    for one in destinations:
        sums[one.tone] += one.amount_minor
    return [Part(str(TONE_WORDS[tone]), minor, PIGMENTS[tone]) for tone, minor in sums.items() if minor]


def list_words(words: Sequence[str]) -> str:
    """'a, b and c' by the reader's own habit."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": _(", ").join(words[:-1]), "last": words[-1]}


# What a row of a statement is called: the acts from the receiver's side, or the rule where no act explains the money.
EARNED_WORDS: dict[str, "str | Promise"] = {
    "accepted_answer": gettext_lazy("Answers the asker accepted"),
    "helped_me": gettext_lazy("“This helped me”"),
    "tried_worked": gettext_lazy("“Tried it, it works”"),
    "substantive_reply": gettext_lazy("Replies you set off"),
    "saved": gettext_lazy("Kept for later"),
    "read": gettext_lazy("Read to the point"),
    "hours_confirmed": gettext_lazy("Confirmed hours"),
    "lesson_completed": gettext_lazy("Lessons completed"),
    "fixed_takes": gettext_lazy("A fixed part for your role"),
    "bounty": gettext_lazy("A bounty"),
    "referral": gettext_lazy("Members you brought"),
    "equal": gettext_lazy("An equal part for your role"),
    "points": gettext_lazy("Your points"),
    "patronage": gettext_lazy("Your purchases"),
    "user_centric": gettext_lazy("Your readers"),
    "directed": gettext_lazy("Given to you by name"),
    "qf": gettext_lazy("Matched gifts"),
}


ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذض"


def reader_letter(letter: str) -> str:
    """The pseudonym of a reader on a statement: A, B, C…, in Arabic أ ب ج د by the order of the abjad."""
    if get_language() != "ar":
        return letter
    return "".join(ABJAD[ord(one) - ord("A")] for one in letter)


def earned_word(kind: str) -> str:
    return str(EARNED_WORDS.get(kind, kind))
