from diwan.trust.privacy.models.consent import Consent
from diwan.trust.privacy.models.data_export import DataExport
from diwan.trust.privacy.models.erasure_request import ErasureRequest

__all__ = ["Consent", "DataExport", "ErasureRequest"]
