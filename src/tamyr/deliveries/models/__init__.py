from tamyr.deliveries.models.batches import Batch, Missive, State
from tamyr.deliveries.models.receipts import Receipt, ReceiptDraft
from tamyr.deliveries.models.texts import NationalText

__all__ = ["Batch", "Missive", "NationalText", "Receipt", "ReceiptDraft", "State"]
