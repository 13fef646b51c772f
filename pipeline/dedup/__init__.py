"""Stories told twice: `signature` says what a text is made of, `index` which earlier texts share it.

Compared are the letters and digits of the simplified text alone, so that a copy in the other script, in full-width
forms or with other punctuation is still a copy. Records are labelled (`dup_of`, `dup_kind`); dropped when asked.
"""
