from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from diwan.gathering.errors import UnknownChoice
from diwan.gathering.public import MOST_POLL_OPTIONS, PollResults, PollSpec

_DAYS = [("1", _("after a day")), ("3", _("after three days")), ("7", _("after a week")), ("30", _("after a month"))]


class AnswersField(forms.Field):
    """Several inputs of one name; cleans to the tuple of what they say."""

    class widget(forms.TextInput):  # noqa: N801 - Django's name for it
        def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
            return data.getlist(name) if isinstance(data, QueryDict) else list(data.get(name, ()))

    def clean(self, value: list[str]) -> tuple[str, ...]:
        return tuple(value)


class PollForm(forms.Form):
    """The poll of a post being written; all of it is optional, an empty one is no poll. The room judges the words."""

    prefix = "poll"

    question = forms.CharField(label=_("What do you ask?"), required=False)
    answers = AnswersField(label=_("Answers"), required=False)
    several = forms.BooleanField(label=_("Several answers may be chosen"), required=False)
    named = forms.BooleanField(label=_("Everybody sees who voted for what"), required=False)
    results = forms.ChoiceField(label=_("The counts are shown"), choices=PollResults.choices, required=False)
    days = forms.TypedChoiceField(
        label=_("The poll closes"), coerce=int, empty_value=None, required=False, choices=[("", _("never")), *_DAYS]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_poll_%s", **options})
        for name in self.fields:
            self.fields[name].widget.attrs["dir"] = "auto"

    @classmethod
    def is_in(cls, data: QueryDict) -> bool:
        """Whether a page with a place for a poll was sent; the quick composer has none."""
        return f"{cls.prefix}-question" in data

    @property
    def is_begun(self) -> bool:
        return bool(self["question"].value() or any(self.rows))

    @property
    def rows(self) -> list[str]:
        """What stands in the inputs for answers: always as many as a poll may have."""
        said = list(self["answers"].value() or ())
        return (said + [""] * MOST_POLL_OPTIONS)[:MOST_POLL_OPTIONS]

    def spec(self) -> PollSpec | None:
        """What was asked for; None where nothing was. Raises UnknownChoice for what no page of ours sends."""
        if not self.is_valid():
            raise UnknownChoice(value=str(next(iter(self.errors))))
        said = self.cleaned_data
        if not said["question"].strip() and not any(one.strip() for one in said["answers"]):
            return None
        return PollSpec(
            question=said["question"],
            answers=said["answers"],
            is_several=said["several"],
            is_named=said["named"],
            results=said["results"] or PollResults.VOTED,
            open_days=said["days"],
        )


def poll_initial(spec: PollSpec | None) -> dict[str, Any]:
    """What the form begins with where there is a poll already."""
    if spec is None:
        return {}
    return {
        "question": spec.question,
        "answers": spec.answers,
        "several": spec.is_several,
        "named": spec.is_named,
        "results": spec.results,
        "days": spec.open_days,
    }
