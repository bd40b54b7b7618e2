"""Document -> annotated document: one file or folder per spaCy component."""
