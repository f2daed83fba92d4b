"""Forms of services: what is offered, when, what is booked, and the words of every deed on a booking."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import Till
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import FigureField, MoneyField

_WORDS = {"dir": "auto"}
_LINES = {"rows": 4, "dir": "auto"}
MOST_PARTS = 4
_LENGTHS = [(0, _("No appointment needed"))] + [
    (minutes, label)
    for minutes, label in (
        (15, _("A quarter of an hour")),
        (30, _("Half an hour")),
        (45, _("Three quarters of an hour")),
        (60, _("An hour")),
        (90, _("An hour and a half")),
        (120, _("Two hours")),
    )
]
PartRow = tuple[forms.BoundField, forms.BoundField, forms.BoundField]


class ServiceForm(KeyedForm):
    """A service with one to four parts; the first has no need of a name."""

    title = forms.CharField(label=_("What do you offer?"), max_length=120, widget=forms.TextInput(attrs=_WORDS))
    body = forms.CharField(
        label=_("What does the buyer get?"), max_length=6000, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    question = forms.CharField(
        label=_("What do you need to know from the buyer?"), max_length=120, required=False,
        widget=forms.TextInput(attrs=_WORDS), help_text=_("One question; it is asked when somebody books."),
    )  # fmt: skip
    rework_count = FigureField(label=_("Rounds of changes included"), least=0, most=20, initial="1")
    appointment_minutes = forms.TypedChoiceField(label=_("Appointment"), choices=_LENGTHS, coerce=int, initial=0)
    is_open = forms.BooleanField(label=_("It can be booked now"), required=False, initial=True)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_PARTS + 1):
            must = place == 1
            self.fields[f"part{place}"] = forms.CharField(
                label=_("Name of this part"), max_length=120, required=False, widget=forms.TextInput(attrs=_WORDS)
            )
            self.fields[f"price{place}"] = MoneyField(label=_("Price"), currency=currency, least_minor=1, required=must)
            self.fields[f"days{place}"] = FigureField(label=_("Days"), least=0, most=365, required=must)

    def rows(self) -> list[PartRow]:
        """The parts as they are drawn: name, price, days."""
        places = range(1, MOST_PARTS + 1)
        return [(self[f"part{place}"], self[f"price{place}"], self[f"days{place}"]) for place in places]

    def spec(self) -> commerce.services.ServiceSpec:
        """What the cleaned fields say."""
        given = self.cleaned_data
        parts = [
            commerce.services.PartSpec(given[f"part{place}"], given[f"price{place}"], given[f"days{place}"] or 0)
            for place in range(1, MOST_PARTS + 1)
            if given[f"price{place}"]
        ]
        return commerce.services.ServiceSpec(
            title=given["title"],
            body=given["body"],
            parts=parts,
            rework_count=given["rework_count"],
            appointment_minutes=given["appointment_minutes"],
            question=given["question"],
        )


class HoursForm(DeedForm):
    """One stretch of hours for each day of the week; empty is no hours that day."""

    zone = forms.ChoiceField(label=_("Your time zone"))

    def __init__(self, *args: Any, days: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(
            name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/"))
        )
        cast(forms.ChoiceField, self.fields["zone"]).choices = [(name, name) for name in zones]
        clock = {"type": "time", "step": "900", "dir": "ltr"}
        for weekday, name in enumerate(days):
            self.fields[f"from{weekday}"] = forms.TimeField(
                label=_("%(day)s from") % {"day": name},
                required=False,
                widget=forms.TimeInput(attrs=clock, format="%H:%M"),
            )
            self.fields[f"until{weekday}"] = forms.TimeField(
                label=_("%(day)s until") % {"day": name}, required=False,
                widget=forms.TimeInput(attrs=clock, format="%H:%M"),
            )  # fmt: skip

    def hours(self) -> list[commerce.services.HoursSpec]:
        """What the cleaned fields say; midnight as an end is the end of the day."""
        found = []
        for weekday in range(7):
            start, end = self.cleaned_data[f"from{weekday}"], self.cleaned_data[f"until{weekday}"]
            if start is not None and end is not None:
                until = end.hour * 60 + end.minute or 1440
                found.append(commerce.services.HoursSpec(weekday, start.hour * 60 + start.minute, until))
        return found


class BookingForm(KeyedForm):
    """The provider's question, a time where one is needed, and the way to pay."""

    wish = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    appointment = forms.ChoiceField(label=_("Time"))
    method = forms.ChoiceField(label=_("How will you pay?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        service: commerce.services.ServiceView,
        methods: list[commerce.TillMethodView],
        times: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = service.question or _("What should the provider know?")
        method = cast(forms.ChoiceField, self.fields["method"])
        method.choices = [(one.kind, one.title or Till(one.kind).label) for one in methods]
        method.initial = methods[0].kind if methods else None
        if not service.appointment_minutes:
            del self.fields["appointment"]
            return
        cast(forms.ChoiceField, self.fields["appointment"]).choices = [("", _("Choose a time")), *times]

    def clean_appointment(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["appointment"])


class WordsForm(KeyedForm):
    """A deed that is said in words the other side reads."""

    text = forms.CharField(label=_("In your words"), max_length=2000, widget=forms.Textarea(attrs=_LINES))


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; cleans to (name, content) of each."""

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        kept = [super(FilesField, self).clean(one, initial) for one in sent]
        return [(one.name, one.read()) for one in kept]


class DeliveryForm(WordsForm):
    sent = FilesField(
        label=_("Files"), required=False, widget=ManyFiles(attrs={"class": "input"}),
        help_text=_("At most five, up to 12 MB each. Only the buyer sees them, and a steward if you disagree."),
    )  # fmt: skip


class DisputeForm(WordsForm):
    reason = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["reason"]).choices = commerce.services.DisputeReason.choices[:-2]


class ReviewForm(WordsForm):
    stars = forms.TypedChoiceField(label=_("How was it?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["stars"]).choices = [
            (5, _("It helped me very much")),
            (4, _("Good")),
            (3, _("It was all right")),
            (2, _("Less than I expected")),
            (1, _("It did not help me")),
        ]
