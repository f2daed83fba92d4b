"""The ground's own rows, declared as every room declares its own (see `kernel.privacy`)."""

from django.utils.translation import gettext_lazy as _

from diwan.kernel.models import AuditLine, JobRun, LiveEvent, OutboxMessage, RememberedRequest
from diwan.kernel.privacy import Erasure, Purpose, rows

rows(
    OutboxMessage,
    Purpose.REACH,
    Erasure.DELETED,
    what=_("Letters on their way to you"),
    own="payload last_error",
    plain="id topic created_at due_at delivered_at attempt_count",
    days=30,
    clock="delivered_at",
)
rows(
    AuditLine,
    Purpose.RUNNING,
    Erasure.NUMBERED,
    link="actor object_ref detail",
    plain="id scope number action at previous_hash line_hash",
)
rows(
    RememberedRequest,
    Purpose.RUNNING,
    Erasure.NUMBERED,
    link="actor answer",
    plain="id scope endpoint key body_hash created_at",
)
rows(JobRun, Purpose.RUNNING, Erasure.OURS, plain="id name next_at last_at last_error")
rows(
    LiveEvent,
    Purpose.RUNNING,
    Erasure.NUMBERED,
    link="topic facts",
    plain="id community_id name created_at transaction floor",
    days=2,
    clock="created_at",
)
