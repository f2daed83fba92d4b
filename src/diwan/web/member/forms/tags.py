"""The tags of a post: five short fields that propose the names in use, without script."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_TAGS = 5
LONGEST_TAG = 30


class TagInputs(forms.Widget):
    """`known`: names to propose. Every field has the same name; commas part names too."""

    known: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = attrs or {}
        values = [str(one) for one in value or () if one][:MOST_TAGS]
        described = attrs.get("aria-describedby", "")
        rows = [
            (
                name,
                f"{attrs.get('id', name)}{f'_{place}' if place else ''}",
                gettext("Tag"),
                values[place] if place < len(values) else "",
                LONGEST_TAG,
                described,
            )
            for place in range(MOST_TAGS)
        ]
        fields = format_html_join(
            "",
            '<input class="input" type="text" name="{}" id="{}" aria-label="{}" value="{}" maxlength="{}" dir="auto"'
            ' autocomplete="off" list="known-tags" aria-describedby="{}">',
            rows,
        )
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.known))
        return format_html('<span class="tag-inputs">{}</span><datalist id="known-tags">{}</datalist>', fields, options)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name)) if isinstance(data, MultiValueDict) else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class TagsField(forms.Field):
    """Cleans to a list of names as they were written; the room reads, folds and counts them."""

    widget = TagInputs

    def __init__(self) -> None:
        super().__init__(
            label=_("Tags"),
            required=False,
            help_text=_("Up to five words by which it will be found; however a word is spelt, it is one tag."),
        )

    def clean(self, value: Any) -> list[str]:
        return [one[:400] for one in (value or [])[: 2 * MOST_TAGS] if one.strip()]
