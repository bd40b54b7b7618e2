"""What an archive holds, in the forms that other programs read: tables, records, annotations, citations.

Pure functions: rows and records in, lines or bytes out. What is exported, and where to, `cli/export.py` decides.
"""
