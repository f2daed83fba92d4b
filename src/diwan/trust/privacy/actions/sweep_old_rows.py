from datetime import datetime

from django.core.files.storage import default_storage

from diwan.kernel import privacy
from diwan.trust.privacy.models import DataExport


def sweep_old_rows(*, at: datetime) -> dict[str, int]:
    """Delete what has had its time by its declaration; how many rows of each model went."""
    swept = {}
    for export in DataExport.objects.filter(expires_at__lte=at):
        default_storage.delete(export.file)
        export.delete()
    for one in privacy.declared():
        if one.days is not None:
            count = one.stale(at).delete()[0]
            if count:
                swept[one.label] = count
    return swept
