"""The paper: texts and signatories of a kind, the PDF, the print sheet."""
