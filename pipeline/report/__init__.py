"""What people look at: one page explained (`explain`), a whole folder in figures (`report`).

`explained.py` cleans a page and keeps what was seen; `scan.py` and `placing.py` find where on the page each seen character stands;
`page.py` and `styles.py` make of the page what is safe to show; `explain_html.py` and `explain_text.py` show it.
`gather.py` reads a folder in one pass into `facts.py`, `suspicion.py` says which records to look at first, and
`report_html.py` shows all of it.
"""
