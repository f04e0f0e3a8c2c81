from tamyr.deliveries.models.batches import Batch, Missive, State
from tamyr.deliveries.models.receipts import Receipt
from tamyr.deliveries.models.texts import NationalText

__all__ = ["Batch", "Missive", "NationalText", "Receipt", "State"]
