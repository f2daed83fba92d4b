from django import forms

from diwan.web.deeds import DeedForm


class DeviceForm(DeedForm):
    """What a browser says of its subscription (PushSubscription.toJSON)."""

    endpoint = forms.CharField(max_length=500)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)


class EndpointForm(forms.Form):
    endpoint = forms.CharField(max_length=500)
