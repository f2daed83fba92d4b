"""When a text goes out, and who wrote it in which parts."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.gathering.public import DraftView
from diwan.web.deeds import DeedForm
from diwan.web.fields import FigureField

OTHER_WRITERS = 4


class MomentField(forms.CharField):
    """A day and time of the community's calendar; cleans to an instant."""

    def __init__(self, *, zone: str, **options: Any) -> None:
        picker = forms.TextInput(attrs={"type": "datetime-local", "dir": "ltr"})
        super().__init__(widget=picker, **options)
        self.zone = ZoneInfo(zone)

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(_("Choose a day and a time."), code="moment") from error
        # By way of UTC: an hour that the clocks leap over becomes one that exists.
        return moment.replace(tzinfo=self.zone).astimezone(UTC)


class ScheduleForm(DeedForm):
    def __init__(self, *data: Any, zone: str, zone_words: str, **options: Any) -> None:
        super().__init__(*data, **options)
        hint = _("By the clock of the community: %(zone)s.") % {"zone": zone_words}
        self.fields["publish_at"] = MomentField(label=_("Goes out on"), zone=zone, help_text=hint)


class SplitForm(DeedForm):
    """Other writers and their percentages; the author keeps the rest."""

    def __init__(self, *data: Any, draft: DraftView, members: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*data, **options)
        choices = [("", _("Nobody")), *((pk, name) for pk, name in members if pk != draft.author.membership_id)]
        for place, row in enumerate([*draft.split[1:], *[None] * OTHER_WRITERS][:OTHER_WRITERS], start=1):
            self.fields[f"who_{place}"] = forms.TypedChoiceField(
                label=_("Co-author"), choices=choices, coerce=int, empty_value=None, required=False,
                initial=row.author.membership_id if row else None,
            )  # fmt: skip
            self.fields[f"share_{place}"] = FigureField(
                label=_("Their share"), whole=False, least=0, most=100, required=False,
                initial=f"{Decimal(row.share_bp) / 100:f}".rstrip("0").rstrip(".") if row else None,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for place in range(1, OTHER_WRITERS + 1):
            share = said.get(f"share_{place}")
            if share is not None and share * 100 != int(share * 100):
                self.add_error(f"share_{place}", _("At most two decimals."))
            if said.get(f"who_{place}") and share is None and f"share_{place}" not in self.errors:
                self.add_error(f"share_{place}", _("Say which share."))
        return said

    def shares_bp(self, author_id: int) -> dict[int, int]:
        """Basis points by membership, the author first with what the others leave; empty when nobody else is named."""
        others: dict[int, int] = {}
        for place in range(1, OTHER_WRITERS + 1):
            who, share = self.cleaned_data.get(f"who_{place}"), self.cleaned_data.get(f"share_{place}")
            if who and share is not None:
                others[who] = others.get(who, 0) + int(Decimal(share) * 100)
        return {author_id: 10_000 - sum(others.values()), **others} if others else {}

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"who_{place}"], self[f"share_{place}"]) for place in range(1, OTHER_WRITERS + 1)]
