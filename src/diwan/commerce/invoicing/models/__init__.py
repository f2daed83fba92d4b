from diwan.commerce.invoicing.models.billing_details import BillingDetails
from diwan.commerce.invoicing.models.invoice import Invoice
from diwan.commerce.invoicing.models.tax_standing import TaxStanding

__all__ = ["BillingDetails", "Invoice", "TaxStanding"]
