"""The join: pages from `scraper` through `cleaners` into records, shards, sidecars and a manifest.

`record` says what a line holds, `outcome` what became of one page, `engines` how many pages are cleaned at once,
`writer` and `folder` how lines become files that no crash tears, `manifest` what is promised of them.
"""
