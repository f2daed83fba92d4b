from django.db.models import QuerySet

from diwan.people.models import Device


def list_devices(*, membership_id: int) -> QuerySet[Device]:
    return Device.objects.filter(membership=membership_id).order_by("-created_at", "-pk")


def find_device(*, device_id: int) -> Device | None:
    """The device with its member, person and community at hand, or None: it was taken away meanwhile."""
    rows = Device.objects.select_related("membership__person", "membership__community")
    return rows.filter(pk=device_id).first()
