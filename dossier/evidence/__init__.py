"""Evidence for what is quoted: snapshots of documents, quotations found in them, receipts."""
