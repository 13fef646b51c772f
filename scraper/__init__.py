"""The world: sockets, clocks, politeness, archives and folders.

Everything here ends in a `Page`: the bytes of one document as they were received, with where and when they came from.
Nothing here knows what an article is; `cleaners` reads the pages, and `pipeline` joins the two.
"""
