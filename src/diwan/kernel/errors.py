"""The root of every error a person may see: one sentence in the reader's language, and a code for machines."""

from typing import Any

from django.utils.functional import Promise


class DiwanError(Exception):
    """Subclasses set `sentence` (translatable, with %(name)s places) and are raised with those names as arguments."""

    sentence: "str | Promise | _Filled" = ""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        template = type(self).sentence
        self.sentence = _Filled(template, facts) if facts else template
        super().__init__(facts)

    @property
    def code(self) -> str:
        return type(self).__name__

    def __str__(self) -> str:
        return str(self.sentence)


class _Filled:
    """A lazily translated sentence with its facts: rendered in the language active when it is shown."""

    def __init__(self, template: "str | Promise | _Filled", facts: dict[str, Any]) -> None:
        self._template, self._facts = template, facts

    def __str__(self) -> str:
        return str(self._template) % self._facts

    def __html__(self) -> str:
        from django.utils.html import escape

        return str(escape(str(self)))
