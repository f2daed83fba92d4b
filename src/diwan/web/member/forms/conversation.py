"""What is said in talk. The room decides what is acceptable; a refusal comes back in its own sentence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from diwan.conversation import public as conversation
from diwan.conversation.errors import NotFound
from diwan.kernel.errors import DiwanError
from diwan.trust.enums import Reason
from diwan.web.deeds import new_key
from diwan.web.member.forms.gathering import PicturesField


class TalkForm(forms.Form):
    """A form whose words go through the door of `conversation`."""

    def through(self, door: Callable[[dict[str, Any]], Any]) -> Any:
        """Call `door` with the cleaned words; None when the form or the room refuses them, the errors then say why."""
        if not self.is_valid():
            return None
        try:
            return door(self.cleaned_data)
        except NotFound as error:
            raise Http404 from error
        except DiwanError as error:
            self.add_error(None, str(error.sentence))
            return None


def words_field(label: Any, **attributes: Any) -> forms.CharField:
    """Words that may be missing where a picture says enough: the room knows."""
    area = forms.Textarea(attrs={"rows": 1, "dir": "auto", **attributes})
    return forms.CharField(label=label, required=False, strip=False, widget=area)


class MessageForm(TalkForm):
    """`key` is drawn when the form is shown, so that sending it twice says it once. `reply_to`: what is answered."""

    key = forms.CharField(max_length=80, widget=forms.HiddenInput, initial=new_key)
    reply_to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    body = words_field(_("Your message"))
    pictures = PicturesField(label=_("Pictures"), required=False)

    def drawn(self) -> list[conversation.DrawnPicture]:
        """The pictures, drawn anew. Raises what the kernel says of a file that is no picture."""
        return [conversation.draw_picture(file.read()) for file in self.cleaned_data["pictures"]]


class FirstMessageForm(MessageForm):
    """A message that begins a conversation; a group may be given a name."""

    title = forms.CharField(
        label=_("A name for the group"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class EditMessageForm(TalkForm):
    body = words_field(_("Your message"), rows=5)


class MessageReportForm(TalkForm):
    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What should the moderators know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ReachForm(TalkForm):
    shows_presence = forms.BooleanField(
        label=_("Show others when I am here"),
        required=False,
        help_text=_("Nobody you blocked sees it either way. Reading times are never shown to anybody."),
    )
    takes_direct = forms.BooleanField(
        label=_("Members may write to me directly"),
        required=False,
        help_text=_("If not, conversations you have stay readable, and nobody is told why they cannot write."),
    )
