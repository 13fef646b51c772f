"""Seam of the spam detector; the detector itself comes with its branch."""


def find_spam(document):
    return ()


def find_spam_in_body(document, first, last, title, known):
    return ()


def repair_title(text, document, spam):
    return text
