"""What people write here, on one line, without what no eye sees."""

from diwan.belonging.errors import NameNeeded, ReasonNeeded
from diwan.people.public import tidy_name


def one_line(text: str, longest: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:longest].strip()


def named(name_ar: str, name_en: str, *, longest: int) -> dict[str, str]:
    """Both names. Raises NameNeeded."""
    names = {"name_ar": tidy_name(name_ar)[:longest], "name_en": tidy_name(name_en)[:longest]}
    if not all(names.values()):
        raise NameNeeded
    return names


def reasoned(text: str, *, longest: int = 300) -> str:
    """Raises ReasonNeeded."""
    reason = one_line(text, longest)
    if not reason:
        raise ReasonNeeded
    return reason
