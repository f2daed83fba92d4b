"""How one is reached, as one form: three answers for each group, and what holds for all of them."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people import public as people
from diwan.web.deeds import DeedForm

HOUR = {"type": "time", "step": "300"}
MAILS = people.ByMail.choices
NEWSLETTER_MAILS = [(people.ByMail.NOW, _("Send them")), (people.ByMail.NEVER, _("Never"))]


class ReachForm(DeedForm):
    """Fields of a group are called `<group>_app`, `<group>_mail` and `<group>_push`; locked ones have only the last."""

    is_quiet_at_night = forms.BooleanField(
        label=_("Quiet hours"),
        required=False,
        help_text=_("What comes meanwhile waits, and reaches you as one letter when they end."),
    )
    quiet_from = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs=HOUR, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs=HOUR, format="%H:%M"))
    digest = forms.ChoiceField(
        label=_("Digest by mail"),
        choices=people.Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("What was new and what you have not read. When there is nothing to say, nothing is sent."),
    )
    shows_amounts = forms.BooleanField(label=_("Show amounts of money on the lock screen"), required=False)
    counts_openings = forms.BooleanField(
        label=_("Count it when I open a letter from the team"),
        required=False,
        help_text=_("Only how many opened it is shown, never who, and nothing below five."),
    )

    def __init__(self, *args: Any, reach: Any, **kwargs: Any) -> None:
        preference = reach.preference
        kwargs["initial"] = {name: getattr(preference, name) for name in PREFERENCES} | {
            "quiet_from": _as_time(preference.quiet_from),
            "quiet_until": _as_time(preference.quiet_until),
        }
        super().__init__(*args, **kwargs)
        self.groups = reach.groups
        for one in reach.groups:
            self._add_group(one)

    def _add_group(self, one: Any) -> None:
        name = str(one.group.label)
        if not one.is_locked:
            mail = forms.ChoiceField(
                label=_("By mail"), choices=NEWSLETTER_MAILS if one.only_mail else MAILS, initial=one.mail
            )
            mail.widget.attrs["aria-label"] = _("%(group)s: by mail") % {"group": name}
            self.fields[f"{one.group}_mail"] = mail
        if not one.is_locked and not one.only_mail:
            self.fields[f"{one.group}_app"] = _switch(_("In the app"), name, one.in_app)
        if not one.only_mail:
            self.fields[f"{one.group}_push"] = _switch(_("On my devices"), name, one.push)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the page draws: a group with the fields it has."""
        names = {way: f"_{way}" for way in ("app", "mail", "push")}
        return [
            {"one": one, **{way: self._bound(f"{one.group}{end}") for way, end in names.items()}} for one in self.groups
        ]

    def _bound(self, name: str) -> Any:
        return self[name] if name in self.fields else None

    def choices(self) -> dict[str, dict[str, Any]]:
        """Group → what `people.set_reach` wants of it."""
        given = self.cleaned_data
        return {
            str(one.group): {
                "in_app": given.get(f"{one.group}_app", True),
                "mail": given.get(f"{one.group}_mail") or None,
                "push": given.get(f"{one.group}_push"),
            }
            for one in self.groups
        }

    def preference(self) -> dict[str, Any]:
        given = self.cleaned_data
        hours = {name: given[name].hour * 60 + given[name].minute for name in ("quiet_from", "quiet_until")}
        return {name: given[name] for name in PREFERENCES} | hours


PREFERENCES = ("is_quiet_at_night", "digest", "shows_amounts", "counts_openings")


def _switch(label: Any, group: str, is_on: bool) -> forms.BooleanField:
    field = forms.BooleanField(label=label, required=False, initial=is_on)
    field.widget.attrs["aria-label"] = f"{group}: {label}"
    return field


def _as_time(minute: int) -> time:
    return time(minute // 60, minute % 60)
